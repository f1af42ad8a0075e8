"""Reads and validates the reference of a book: the figures of other texts, as tidy frames.

It is a folder `data/reference/NAME` with `reference.yml`, which people write, and the tables that
`reading reference derive` has made. See `contributing/data.md`.
"""

from __future__ import annotations

import json
import re
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import pandas as pd
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from reading.data import names
from reading.data.descriptor import Descriptor, checksum
from reading.data.lexicon import read_words
from reading.data.terms import Term as WrittenTerm
from reading.files.errors import ReadingError, attempt, raise_any
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_list, read_yaml
from reading.files.yaml import line_of

FOLDER = Path("data/reference")

SETTINGS = "reference.yml"

NAMES = "names.txt"
"""The list of names of states and persons, which people may write."""

DERIVE = "run `reading reference derive FOLDER`, where FOLDER holds the texts"

PUBLIC_DOMAIN = ("CC0-1.0", "PDDL-1.0", "ODC-PDDL-1.0", "CC-PDDC", "other-pd")
"""The licences of texts that may be quoted, by their names in SPDX or in the Open Definition."""

LONG_NAMES = "long-names.txt"
"""The list of names of several words, which are taken out of the texts before they are counted."""

LAST = 40
"""The last number of heaviest users that is tried."""

_FIELD = re.compile(r"\{(.*?)\}")

_FORMS = {"speaker": "(?P<speaker>.+?)", "session": "(?P<session>.+?)", "year": "(?P<year>[0-9]{4})"}
"""The regular expression of each field of a pattern."""


def _check_pattern(pattern: str) -> str:
    if not _FORMS.keys() >= set(fields := _FIELD.findall(pattern)) >= {"speaker", "year"}:
        raise ValueError("the fields are {speaker}, {year} and perhaps {session}: {speaker}_{year}.txt")
    if len(fields) > len(set(fields)) or not re.fullmatch(r"[^/]+\.\w+", pattern):
        raise ValueError("write the name of a file with its suffix, each field once: {speaker}_{year}.txt")
    return pattern


def _wrap_term(value: Any) -> Any:
    return {"terms": [value]} if isinstance(value, str) else value


class Source(StrictModel):
    """Where the texts come from."""

    citations: Annotated[tuple[NonEmptyStr, ...], Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None


class Licence(StrictModel):
    """The licence of the texts, under which the tables stand as well."""

    name: NonEmptyStr
    path: Annotated[str, Field(pattern=r"^https?://\S+$")]
    title: NonEmptyStr


Year = Annotated[int, Field(ge=1000, le=9999)]


class ComparisonSet(StrictModel):
    """Which texts the document is compared with: those of a year."""

    year: Year


class Term(StrictModel):
    """A term that is followed through time: lemmas, phrases and wildcards that count as one."""

    terms: tuple[WrittenTerm, ...]
    label: NonEmptyStr = ""

    @property
    def name(self) -> str:
        """The label, or the first of the terms where there is none."""
        return self.label or self.terms[0]


class Users(StrictModel):
    """Whose words are compared, by the presence of each lemma in the texts of each speaker."""

    years: tuple[Year, Year]
    """The first and the last year of these texts."""
    texts: Annotated[int, Field(ge=1)]
    """The number of texts that a speaker has at least."""
    sample: Annotated[int, Field(ge=1)]
    """The words that are drawn of a text."""
    most: Annotated[int, Field(ge=1)]
    """The number of speakers who use a lemma most."""
    passage: Annotated[int, Field(ge=1)]
    """The number of words of the passage that is most like the document: as many as the document has."""
    shown: dict[Literal["word", "name"], tuple[NonEmptyStr, ...]]
    """The speakers whose words, or whose names, are compared with all texts."""

    def includes(self, year: int) -> bool:
        """Whether texts of a year are compared."""
        return self.years[0] <= year <= self.years[1]


class Settings(StrictModel):
    """A reference, as people describe it."""

    title: NonEmptyStr
    source: Source
    licence: Licence
    pattern: Annotated[str, AfterValidator(_check_pattern)]
    """The names of the files, with the fields `{speaker}`, `{year}` and, where there is one, `{session}`."""
    comparison: ComparisonSet
    speakers: dict[NonEmptyStr, NonEmptyStr] = Field(default_factory=dict)
    """The names of speakers, by the codes that files have."""
    followed: tuple[NonEmptyStr, ...]
    """The speakers whose first uses are quoted and compared."""
    terms: tuple[Annotated[Term, BeforeValidator(_wrap_term)], ...]
    users: Users
    quotations: bool = False
    """Whether a sentence of first uses is quoted. The texts must be in the public domain."""

    @model_validator(mode="after")
    def _check_texts(self) -> Self:
        if self.quotations and self.licence.name not in PUBLIC_DOMAIN:
            raise ValueError(f"`quotations` are of texts under {', '.join(PUBLIC_DOMAIN)}; remove it")
        if not self.users.includes(self.comparison.year):
            raise ValueError("the year of `comparison` must be one of the years of `users`")
        return self

    @property
    def suffix(self) -> str:
        """The suffix of the files: `.txt`."""
        return Path(self.pattern).suffix

    def parse_name(self, stem: str) -> dict[str, str] | None:
        """The fields of the name of a text, without suffix. None where it does not fit the pattern."""
        match = _compile_pattern(self.pattern.removesuffix(self.suffix)).fullmatch(stem)
        return match.groupdict() if match else None

    def name_of(self, speaker: str) -> str:
        """What readers see of a speaker: its name, or its code where it has none."""
        return self.speakers.get(speaker, speaker)

    def derived_from(self) -> dict[str, Any]:
        """What the tables depend on, as their descriptor keeps it."""
        keys = {"pattern", "comparison", "followed", "terms", "users", "quotations"}
        return self.model_dump(mode="json", include=keys)


@cache
def _compile_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", lambda field: _FORMS[field[1]], re.escape(pattern)))


TABLES = (
    *("texts", "words", "function-words", "phrases", "capitals", "first"),
    *("document-words", "ranks", "uses"),
)

KINDS = {"words": "word", "function-words": "closed", "phrases": "phrase"}
"""The kind of lemma that each table of counts holds. A column for it would take a fifth of their size."""


def _read_table(name: str) -> cached_property[pd.DataFrame]:
    """The part of a reference that is a table of its own."""
    return cached_property(lambda reference: reference.read_frame(name))


class Reference:
    """Other texts' figures, each file of which is read when what it holds is first used.

    Whether the tables fit the settings is left to the check. A part can be set in place of what the folder
    holds.
    """

    def __init__(self, folder: Path) -> None:
        """Take the reference of a folder, whose name is its own. Nothing is read yet."""
        self.name = folder.name
        self._folder = folder

    texts = _read_table("texts")
    """text, speaker, session, year, tokens, sentences, sha256, terms; every text"""
    first = _read_table("first")
    """term, year, text, speaker, sentence, quotation; the last two are missing where nothing is quoted"""
    document_words = _read_table("document-words")
    """text, total, own, words"""
    ranks = _read_table("ranks")
    """text, kind, user, total, ranks, passage_total, passage_ranks"""
    used = _read_table("uses")
    """text, kind, total, used; the texts of the comparison set"""

    @cached_property
    def settings(self) -> Settings:
        """What `reference.yml` says."""
        return read_settings(self._folder / SETTINGS, lemmas=False)[1]

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The phrases that were counted: of the lexicon, and of the terms that are followed."""
        return self._descriptor.phrases

    @cached_property
    def lemmas(self) -> list[str]:
        """The document's words and names of others, as texts have them, by their numbers."""
        return list(self._descriptor.tree.get("lemmas", []))

    @cached_property
    def names(self) -> frozenset[str]:
        """Lemmas that people listed as names of states and persons; empty where nobody has."""
        return read_names(self._folder / NAMES)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """text, kind (`word`, `closed` or `phrase`), lemma, count; the comparison set, sorted by text."""
        parts = [self.read_frame(name).assign(kind=kind) for name, kind in KINDS.items()]
        joined = pd.concat(parts).sort_values("text", kind="stable", ignore_index=True)
        return joined[["text", "kind", "lemma", "count"]]

    @cached_property
    def _descriptor(self) -> Descriptor:
        return Descriptor.read(self._folder, DERIVE)

    def read_frame(self, name: str) -> pd.DataFrame:
        """Read one of `TABLES`."""
        return self._descriptor.read_table(name)

    @property
    def comparison(self) -> pd.DataFrame:
        """The texts of the comparison set, with the columns of `texts`."""
        compared = self.texts["year"] == self.settings.comparison.year
        return self.texts[compared].reset_index(drop=True)

    @property
    def uses(self) -> pd.DataFrame:
        """The texts that have each followed term: term, text, speaker, session, year; by term, year, text."""
        numbers = self.texts["terms"].fillna("").astype(str).str.split()
        uses = self.texts.assign(number=numbers).explode("number").dropna(subset="number")
        uses = uses.assign(number=uses["number"].astype(int))
        names = dict(enumerate((term.name for term in self.settings.terms), 1))
        uses = uses.assign(term=uses["number"].map(names)).sort_values(["number", "year", "text"])
        return uses[["term", "text", "speaker", "session", "year"]].reset_index(drop=True)

    @cached_property
    def years(self) -> pd.DataFrame:
        """term, year, texts, all_texts: the texts that have each term in each year, and all of the year."""
        every = self.texts.groupby("year").size()
        terms = [term.name for term in self.settings.terms]
        index = pd.MultiIndex.from_product([terms, every.index], names=["term", "year"])
        rows = (
            self.uses.groupby(["term", "year"]).size().reindex(index, fill_value=0).reset_index(name="texts")
        )
        return rows.assign(all_texts=rows["year"].map(every))


def find_folder(root: Path) -> Path | None:
    """The folder of the reference of the book at `root`. None where it has none."""
    return next((path for path in sorted((root / FOLDER).glob("[!.]*")) if path.is_dir()), None)


def read_names(path: Path) -> frozenset[str]:
    """Read the list of names of a reference, see `lexicon.read_words`. Empty where there is no file."""
    return read_words(path) if path.exists() else frozenset()


def read_long_names(folder: Path) -> tuple[str, ...]:
    """Read the names of several words of the reference in a folder. Empty where there is no file."""
    path = folder / LONG_NAMES
    return tuple(line.text for line in read_list(path)) if path.exists() else ()


def hash_names(root: Path) -> dict[str, str]:
    """The hash of all names that tables of users depend on, as the descriptor keeps it."""
    folder = find_folder(root) or root
    listed = [read_names(folder / NAMES), read_long_names(folder), names.read(root).model_dump()]
    return {"names": checksum(json.dumps(listed, default=sorted))}


def read_settings(path: Path, *, lemmas: bool = True) -> tuple[Any, Settings]:
    """Read the file that describes a reference.

    lemmas: whether the terms are checked, of which words in lower case must be lemmas

    Returns the tree of the file, in which `line_of` finds lines, and the settings. Raises `ReadingErrors`.
    """
    tree = read_yaml(path)
    return tree, validate_tree(path, tree, Settings, {"phrases": None} if lemmas else None)


# The check --------------------------------------------------------------------------------------------------


def check_reference(root: Path) -> None:
    """Raise `ReadingErrors` with all mistakes of the reference of a book, and where files disagree."""
    folder = find_folder(root)
    if folder is None:
        return
    errors: list[ReadingError] = []
    read = attempt(errors, lambda: read_settings(folder / SETTINGS), None)
    listed: dict[str, str] = attempt(errors, lambda: hash_names(root), {})
    descriptor = attempt(errors, lambda: Descriptor.read(folder, DERIVE), None)
    if descriptor:
        for name in TABLES:
            attempt(errors, partial(descriptor.read_table, name), None)
    if descriptor and read:
        derived = descriptor.tree.get("settings") or {}
        for key, value in (read[1].derived_from() | listed).items():
            if derived.get(key) != value:
                line, problem = line_of(read[0], (key,)), f"`{key}` has changed since the tables were made"
                errors.append(ReadingError(folder / SETTINGS, line, problem, DERIVE))
    raise_any(errors)
