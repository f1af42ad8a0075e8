"""Reads and validates the document's outline and figures in `data/document`, as tidy frames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Annotated, Any, Self

import pandas as pd
from pydantic import BeforeValidator, Field, model_validator

from reading.data.descriptor import PACKAGE, Descriptor, table_name
from reading.data.lexicon import Located, find_repeats
from reading.files.errors import ReadingError, attempt, raise_any, single_error
from reading.files.models import Id, NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_text
from reading.files.yaml import KeyPath, line_of, parse_yaml
from reading.text.sentences import Breaks

FOLDER = Path("data/document")

OUTLINE = "outline.yml"

DERIVE = "run `reading derive TEXT`, where TEXT is a copy of the document"

ParagraphIdentifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]


class Publication(StrictModel):
    """What the document was published in."""

    title: NonEmptyStr
    author: NonEmptyStr | None = None
    publisher: NonEmptyStr | None = None
    published: NonEmptyStr | None = None
    """In words, since only a bound may be known: `by January 2023`."""
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    licence: NonEmptyStr | None = None
    """Under which the text may be used: `public domain`, `CC BY 4.0`. Without one it is under copyright."""
    locators: bool = False
    """Whether sentences get locators, a few words each, for links to their places in the text at `url`."""

    @property
    def is_free(self) -> bool:
        """Whether anybody may reprint the text."""
        return bool(
            re.search(r"\b(?:public domain|cc|creative commons)\b", self.licence or "", re.IGNORECASE)
        )

    def __str__(self) -> str:
        """All that is known, as a reference has it."""
        parts = (self.author, f'"{self.title}"', self.publisher, self.published, self.url)
        return ", ".join(part for part in parts if part)


def _wrap_text(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Headings = Annotated[tuple[NonEmptyStr, ...], BeforeValidator(_wrap_text)]
"""Headings of the document that follow one another: a text, or a list of them. A heading whose words stay
unpublished is given by its digest."""


class Paragraph(StrictModel):
    """A paragraph: its full id `section/paragraph`, a title in our words, and its size."""

    id: ParagraphIdentifier
    heading: Headings = ()
    """The headings right before it that open no section."""
    title: NonEmptyStr
    sentences: Annotated[int, Field(ge=1)]
    tokens: Annotated[list[Annotated[int, Field(ge=0)]], Field(default_factory=list)]
    """The number of tokens of each sentence. Derived."""


class Section(StrictModel):
    """A section. The heading is the document's, the title is ours."""

    id: Id
    heading: Headings = ()
    title: NonEmptyStr
    paragraphs: Annotated[list[Paragraph], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        for paragraph in self.paragraphs:
            if not paragraph.id.startswith(f"{self.id}/"):
                raise ValueError(f"{paragraph.id!r} is in section {self.id!r}, with which its id must begin")
        return self


class Outline(StrictModel):
    """The sections and paragraphs of the document. People write it, except the checksum and the tokens."""

    publication: Publication
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """The checksum of the repaired text. Derived."""
    breaks: Breaks = "line"
    """What ends a paragraph of the copy."""
    sections: Annotated[list[Section], Field(min_length=1)]

    @property
    def headings(self) -> list[str]:
        """Every heading of the document, in its order."""
        return [part for part in self.parts() if isinstance(part, str)]

    def parts(self) -> Iterator[str | Paragraph]:
        """Headings and paragraphs, in the document's order."""
        for section in self.sections:
            yield from section.heading
            for paragraph in section.paragraphs:
                yield from paragraph.heading
                yield paragraph

    def paragraphs(self) -> Iterator[tuple[Section, Paragraph]]:
        """Every paragraph with its section, in the document's order."""
        return ((section, paragraph) for section in self.sections for paragraph in section.paragraphs)


TABLES = ("vocabulary", "incidence", "bigrams", "modals", "locators")

MAX_LOCATOR_WORDS = 90
"""The words of all locators: they say which words stand together, which the other tables do not."""

FILES = [(FOLDER / name).as_posix() for name in (OUTLINE, PACKAGE, *map(table_name, TABLES))]
"""The files of the folder. The site publishes them, and no other of it."""


@dataclass(frozen=True, eq=False)
class Document:
    """The document as data: counts, without the order of its words.

    vocabulary: section, token, lemma, count
    incidence: paragraph, sentence, kind (`word` or `phrase`), lemma, count; closed-class words are not in it
    bigrams: first, second, count
    modals: paragraph, sentence, verb, count
    locators: paragraph, sentence, locator; without rows where the outline asks for none
    phrases: the phrases of `data/lexicon/phrases.txt` when the tables were derived
    """

    outline: Outline
    vocabulary: pd.DataFrame
    incidence: pd.DataFrame
    bigrams: pd.DataFrame
    modals: pd.DataFrame
    locators: pd.DataFrame
    phrases: tuple[str, ...] = ()

    @property
    def sentences(self) -> pd.DataFrame:
        """section, paragraph, sentence, tokens; in the document's order."""
        rows = [
            (section.id, paragraph.id, number, tokens)
            for section, paragraph in self.outline.paragraphs()
            for number, tokens in enumerate(paragraph.tokens, 1)
        ]
        return pd.DataFrame(rows, columns=["section", "paragraph", "sentence", "tokens"])

    @property
    def paragraphs(self) -> pd.DataFrame:
        """section, paragraph, title, sentences, tokens; in the document's order."""
        rows = [
            (section.id, paragraph.id, paragraph.title, paragraph.sentences, sum(paragraph.tokens))
            for section, paragraph in self.outline.paragraphs()
        ]
        return pd.DataFrame(rows, columns=["section", "paragraph", "title", "sentences", "tokens"])

    @property
    def sections(self) -> pd.DataFrame:
        """section, paragraphs, sentences, tokens; in the document's order."""
        return self.paragraphs.groupby("section", sort=False, as_index=False).agg(
            paragraphs=("paragraph", "size"), sentences=("sentences", "sum"), tokens=("tokens", "sum")
        )

    @property
    def titles(self) -> dict[str, str]:
        """The sections' titles by their ids, in the document's order."""
        return {section.id: section.title for section in self.outline.sections}

    @cached_property
    def section_of(self) -> dict[str, str]:
        """The section of each paragraph, by ids."""
        return {paragraph.id: section.id for section, paragraph in self.outline.paragraphs()}

    @cached_property
    def locator_of(self) -> dict[tuple[str, int], str]:
        """The locator of each sentence that has one, by its paragraph and number."""
        rows = self.locators.itertuples(index=False, name=None)
        return {(paragraph, number): locator for paragraph, number, locator in rows}

    @cached_property
    def short(self) -> dict[str, str]:
        """The short name of each paragraph, by its id: `ports` for `trade/ports`.

        Where several sections have a paragraph of the same name, the section is part of it: `trade-opening`.
        """
        names = {paragraph: paragraph.split("/")[1] for paragraph in self.section_of}
        counts = Counter(names.values())
        return {
            paragraph: name if counts[name] == 1 else paragraph.replace("/", "-")
            for paragraph, name in names.items()
        }


def load(folder: Path) -> Document:
    """Read the document that a folder holds.

    Raises `ReadingErrors` with the mistakes of the outline, with tables that were edited by hand, and where
    the outline is not the one that the tables were derived by.
    """
    outline = read_derived_outline(folder)
    package = Descriptor(folder, DERIVE, TABLES)
    errors: list[ReadingError] = []
    tables: dict[str, Any] = {
        name: attempt(errors, partial(package.read_table, name), None) for name in TABLES
    }
    raise_any(errors)
    document = Document(outline, phrases=package.phrases, **tables)
    if unknown := {*document.incidence["paragraph"]} - document.section_of.keys():
        problem = f"the tables have paragraphs that are not here: {', '.join(sorted(unknown))}"
        raise single_error(folder / OUTLINE, 0, problem, DERIVE)
    raise_any(list(_find_miscounted(folder / OUTLINE, document)))
    check_locators(folder / table_name("locators"), document.locators["locator"], DERIVE)
    return document


def _find_miscounted(path: Path, document: Document) -> Iterator[ReadingError]:
    """Sections whose tokens were changed by hand: the table of their words has others."""
    derived = document.vocabulary.groupby("section")["count"].sum()
    for section, tokens in document.sections[["section", "tokens"]].itertuples(index=False, name=None):
        if tokens != derived.get(section, 0):
            problem = f"the section {section!r} has {tokens} tokens, and {derived.get(section, 0)} words"
            yield ReadingError(path, 0, f"{problem} in the tables", DERIVE)


def check_locators(path: Path, locators: Iterable[str], hint: str) -> None:
    """Raise `ReadingErrors` where all locators have too many words. The path and the hint are for it."""
    size = len(" ".join(locators).split())
    if size > MAX_LOCATOR_WORDS:
        problem = f"the locators have {size} words, more than {MAX_LOCATOR_WORDS}"
        raise single_error(path, 0, problem, hint)


def read_derived_outline(folder: Path) -> Outline:
    """Read the outline of a folder. Raises `ReadingErrors`, also where what is derived in it does not fit."""
    tree, outline = read_outline(folder / OUTLINE)
    raise_any(list(_find_underived(folder / OUTLINE, tree, outline)))
    return outline


def read_outline(path: Path, text: str = "") -> tuple[Any, Outline]:
    """Read the outline that people write.

    text: what the file is to hold; empty for what it holds

    Returns the tree of the file, in which `line_of` finds lines, and the outline. Raises `ReadingErrors`.
    """
    tree = parse_yaml(path, text or read_text(path))
    outline = validate_tree(path, tree, Outline)
    # Pages and charts tell sections, and paragraphs, apart by their titles.
    sections: list[Located] = [(("sections", at), each.title) for at, each in enumerate(outline.sections)]
    paragraphs = list(locate_paragraphs(outline))
    errors = [*find_repeats(path, tree, sections, "the titles")]
    errors += find_repeats(path, tree, [(at, each.title) for at, each in paragraphs], "the titles")
    errors += find_repeats(path, tree, [(at, each.id) for at, each in paragraphs], "the ids")
    raise_any(errors)
    return tree, outline


def locate_paragraphs(outline: Outline) -> Iterator[tuple[KeyPath, Paragraph]]:
    """Every paragraph with its place in the file."""
    for number, section in enumerate(outline.sections):
        for position, paragraph in enumerate(section.paragraphs):
            yield ("sections", number, "paragraphs", position), paragraph


def _find_underived(path: Path, tree: Any, outline: Outline) -> Iterator[ReadingError]:
    """Where the derived part of the outline is missing or does not fit the rest."""
    if not outline.sha256:
        yield ReadingError(path, line_of(tree, ("sha256",)), "the text's checksum is missing", DERIVE)
    for place, paragraph in locate_paragraphs(outline):
        if len(paragraph.tokens) != paragraph.sentences:
            count = len(paragraph.tokens)
            problem = f"`sentences` is {paragraph.sentences}, but the length of `tokens` is {count}"
            yield ReadingError(path, line_of(tree, (*place, "tokens")), problem, DERIVE)
