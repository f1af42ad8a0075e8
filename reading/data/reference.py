"""Reads and validates the references in `data/reference`: other texts' figures, as tidy frames.

A reference is a folder `data/reference/NAME` with `reference.yml`, which people write, and the tables that
`reading reference derive` has made. See `contributing/data.md`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import AfterValidator, BeforeValidator, Field

from reading.data import names
from reading.data.descriptor import PACKAGE, Descriptor, Table, checksum
from reading.data.lexicon import check_wildcards, find_repeats, find_wrong_lemmas, read_words
from reading.files.errors import ReadingError, attempt, raise_any
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_list, read_yaml
from reading.files.yaml import line_of
from reading.text.tokens import slug_ascii

FOLDER = Path("data/reference")

SETTINGS = "reference.yml"

NAMES = "names.txt"
"""The list of names of states and persons, which people may write."""

DERIVE = "run `reading reference derive FOLDER --name NAME`, where FOLDER holds the texts"

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


class Comparison(StrictModel):
    """Which texts the document is compared with: those of a year."""

    year: Year


class Term(StrictModel):
    """A term that is followed through time: lemmas, phrases and wildcards that count as one."""

    terms: Annotated[tuple[NonEmptyStr, ...], Field(min_length=1)]
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
    comparison: Comparison
    speakers: dict[NonEmptyStr, NonEmptyStr] = Field(default_factory=dict)
    """The names of speakers, by the codes that files have."""
    followed: tuple[NonEmptyStr, ...] = ()
    """The speakers whose first uses are quoted and compared."""
    terms: tuple[Annotated[Term, BeforeValidator(_wrap_term)], ...] = ()
    users: Users | None = None
    quotations: bool = False
    """Whether a sentence of first uses is quoted. The texts must be in the public domain."""

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


Count = Annotated[int, Field(ge=1)]


class TextRow(StrictModel):
    """A text: its speaker and year, its size, and the start of its file's checksum; sorted by its name.

    `terms` are the numbers of the followed terms that the text has, from 1 in the order of the settings, with
    spaces.
    """

    text: NonEmptyStr
    speaker: NonEmptyStr
    session: str | None
    year: Annotated[int, Field(ge=1000)]
    tokens: Count
    sentences: Annotated[int, Field(ge=1)]
    sha256: NonEmptyStr
    terms: str | None


class _CountRow(StrictModel):
    text: NonEmptyStr
    lemma: NonEmptyStr
    count: Count


class WordRow(_CountRow):
    """How often a content lemma stands in a text of the comparison set."""


class FunctionWordRow(_CountRow):
    """How often the lemma of a closed-class word stands in a text of the comparison set."""


class PhraseRow(_CountRow):
    """How often a phrase stands in a text of the comparison set. Its words are in the other tables, too."""


class CapitalRow(StrictModel):
    """A lemma that is capitalised in most of its occurrences inside sentences, in the comparison set.

    An occurrence that opens its sentence is not counted. Words of a closed class are not listed.
    """

    lemma: NonEmptyStr
    count: Count
    capitalised: Count


class FirstRow(StrictModel):
    """The first text of each speaker that uses a followed term; sorted by year within a term.

    Some first uses have the number of a sentence, and the sentence itself, see `contributing/data.md`.
    """

    term: NonEmptyStr
    year: Annotated[int, Field(ge=1000)]
    text: NonEmptyStr
    speaker: NonEmptyStr
    sentence: Annotated[int | None, Field(ge=1)]
    quotation: str | None


class DocumentWordsRow(StrictModel):
    """Which of the document's words and names of others a text has, and how many words are its speaker's.

    The texts are those of the years and the speakers that are compared; the table is empty where the
    reference compares none. A speaker uses a word most by its other texts.
    """

    text: NonEmptyStr
    total: Annotated[int, Field(ge=0)]
    own: Annotated[int, Field(ge=0)]
    words: str | None


class RankRow(StrictModel):
    """How many tokens of a text, and of its passage, a user is the heaviest user of, the second, and so on.

    Presences are those in whole texts, without this text if it is the user's own. Otherwise, the speaker of
    the text is no candidate. The passage is the one that is most like the document.
    """

    text: NonEmptyStr
    kind: Literal["word", "name"]
    user: NonEmptyStr
    total: Annotated[int, Field(ge=0)]
    ranks: str | None
    passage_total: Annotated[int, Field(ge=0)]
    passage_ranks: str | None


class UseRow(StrictModel):
    """How many tokens of a text of the comparison set each speaker uses most."""

    text: NonEmptyStr
    kind: Literal["word", "name"]
    total: Annotated[int, Field(ge=0)]
    used: NonEmptyStr


TABLES = {
    "texts": Table(TextRow, ["text"]),
    "words": Table(WordRow, ["text", "lemma"]),
    "function-words": Table(FunctionWordRow, ["text", "lemma"]),
    "phrases": Table(PhraseRow, ["text", "lemma"]),
    "capitals": Table(CapitalRow, ["lemma"]),
    "first": Table(FirstRow, ["term", "year", "text"]),
    "document-words": Table(DocumentWordsRow, ["text"]),
    "ranks": Table(RankRow, ["text", "kind", "user"]),
    "uses": Table(UseRow, ["text", "kind"]),
}

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
    capitals = _read_table("capitals")
    """lemma, count, capitalised; the lemmas of the comparison set that are mostly capitalised, with the
    number of their occurrences inside sentences, and how many of these are capitalised"""
    first = _read_table("first")
    """term, year, text, speaker, sentence, quotation; the last two are missing where nothing is quoted"""
    document_words = _read_table("document-words")
    """text, total, own, words; as the next two, empty where no speakers are compared"""
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
        return Descriptor.read(self._folder / PACKAGE, hint=DERIVE)

    def read_frame(self, name: str) -> pd.DataFrame:
        """Read one of `TABLES`."""
        return self._descriptor.read_table(name, TABLES[name].model, hint=DERIVE)

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


def load_references(root: Path) -> dict[str, Reference]:
    """The references of the book at `root`, by name."""
    folders = [folder for folder in list_folders(root) if (folder / SETTINGS).is_file()]
    return {folder.name: Reference(folder) for folder in folders}


def list_folders(root: Path) -> list[Path]:
    """The folders of the references of the book at `root`, sorted."""
    return sorted(path for path in (root / FOLDER).glob("[!.]*") if path.is_dir())


def read_names(path: Path) -> frozenset[str]:
    """Read the list of names of a reference, see `lexicon.read_words`. Empty where there is no file."""
    return read_words(path) if path.exists() else frozenset()


def read_long_names(folder: Path) -> tuple[str, ...]:
    """Read the names of several words of the reference in a folder. Empty where there is no file."""
    path = folder / LONG_NAMES
    return tuple(line.text for line in read_list(path)) if path.exists() else ()


def describe_names(folder: Path, settings: Settings) -> dict[str, str]:
    """The hash of all names that tables of users depend on, as the descriptor keeps it."""
    listed = [read_names(folder / NAMES), read_long_names(folder), names.read(folder.parents[2]).model_dump()]
    return {"names": checksum(json.dumps(listed, default=sorted))} if settings.users else {}


def read_settings(path: Path, *, lemmas: bool = True) -> tuple[Any, Settings]:
    """Read the file that describes a reference.

    lemmas: whether the terms are checked, of which words in lower case must be lemmas

    Returns the tree of the file, in which `line_of` finds lines, and the settings. Raises `ReadingErrors`.
    """
    tree = read_yaml(path)
    settings = validate_tree(path, tree, Settings)
    errors = list[ReadingError]()
    if settings.quotations and settings.licence.name not in PUBLIC_DOMAIN:
        problem = f"texts under {settings.licence.name!r} are not quoted, only texts in the public domain"
        hint = f"remove `quotations`; the licences of such texts are {', '.join(PUBLIC_DOMAIN)}"
        errors.append(ReadingError(path, line_of(tree, ("quotations",)), problem, hint))
    if settings.users and not settings.users.includes(settings.comparison.year):
        problem = "with `users`, the document is compared with the texts of one of their years"
        hint = "write a year from {} to {}".format(*settings.users.years)
        errors.append(ReadingError(path, line_of(tree, ("comparison",)), problem, hint))
    called = [(("speakers", code), slug_ascii(name)) for code, name in settings.speakers.items()]
    errors += find_repeats(path, tree, called, "the names of speakers")
    # Their pages are called by these.
    names = [(("terms", number), slug_ascii(term.name)) for number, term in enumerate(settings.terms)]
    errors += find_repeats(path, tree, names, "the terms")
    for number, term in enumerate(settings.terms):
        place = ("terms", number, "terms")
        terms = [((*place, position), each) for position, each in enumerate(term.terms)]
        errors += check_wildcards(path, tree, terms)
        if lemmas:
            errors += find_wrong_lemmas(path, tree, [one for one in terms if "*" not in one[1]])
    raise_any(errors)
    return tree, settings


# The check --------------------------------------------------------------------------------------------------


def find_mistakes(root: Path) -> list[ReadingError]:
    """All mistakes in the references of the book at `root`."""
    errors: list[ReadingError] = []
    for folder in list_folders(root):
        attempt(errors, partial(check_reference, folder), None)
    return errors


def check_reference(folder: Path) -> None:
    """Raise `ReadingErrors` with all mistakes of the files of a reference, and where they do not agree."""
    errors: list[ReadingError] = []
    read = attempt(errors, lambda: read_settings(folder / SETTINGS), None)
    attempt(errors, lambda: read_names(folder / NAMES), None)
    attempt(errors, lambda: read_long_names(folder), None)
    descriptor = attempt(errors, lambda: Descriptor.read(folder / PACKAGE, hint=DERIVE), None)
    if descriptor is not None:
        for name, (row, _) in TABLES.items():
            attempt(errors, partial(descriptor.read_table, name, row, hint=DERIVE), None)
        if read is not None:
            # A mistake in a list of names is reported with the list.
            listed: dict[str, str] = attempt([], partial(describe_names, folder, read[1]), {})
            settings = read[1].derived_from() | listed
            errors += _find_changed_settings(folder / SETTINGS, read[0], settings, descriptor)
    raise_any(errors)


def _find_changed_settings(
    path: Path, tree: Any, settings: Mapping[str, Any], descriptor: Descriptor
) -> Iterator[ReadingError]:
    derived = descriptor.tree.get("settings")
    before: Mapping[str, Any] = derived if isinstance(derived, dict) else {}
    for key, value in settings.items():
        if before.get(key) != value:
            yield ReadingError(
                path, line_of(tree, (key,)), f"`{key}` has changed since the tables were made", DERIVE
            )
