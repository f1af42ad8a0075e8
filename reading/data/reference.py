"""Reads and validates the reference of a book: the figures of other texts, as tidy frames.

It is a folder `data/reference/NAME` with `reference.yml`, which people write, and the tables that
`reading reference derive` has made. See `contributing/data.md`.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Annotated, Any, Self

import pandas as pd
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from reading.data.descriptor import PACKAGE, Descriptor, table_name
from reading.data.terms import SearchTerm
from reading.files.errors import ReadingError, attempt, raise_any
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_yaml
from reading.files.yaml import line_of

FOLDER = Path("data/reference")

SETTINGS = "reference.yml"

DERIVE = "run `reading reference derive FOLDER`, where FOLDER holds the texts"

PUBLIC_DOMAIN = ("CC0-1.0", "PDDL-1.0", "ODC-PDDL-1.0", "CC-PDDC", "other-pd")
"""The licences of texts that may be quoted, by their names in SPDX or in the Open Definition."""

_FORMS = {"speaker": "(?P<speaker>.+?)", "session": "(?P<session>.+?)", "year": "(?P<year>[0-9]{4})"}
"""The regular expression of each field of a pattern."""


def _check_pattern(pattern: str) -> str:
    fields = sorted(re.findall(r"\{(.*?)\}", pattern))
    if fields not in (["speaker", "year"], sorted(_FORMS)) or not re.fullmatch(r"[^/]+\.\w+", pattern):
        raise ValueError("write a file's name with {speaker}, {year} and perhaps {session}, each once")
    return pattern


def _wrap_term(value: Any) -> Any:
    return {"alternatives": [value]} if isinstance(value, str) else value


class Corpus(StrictModel):
    """Where the texts come from."""

    citations: Annotated[tuple[NonEmptyStr, ...], Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None


class Licence(StrictModel):
    """The licence of the texts, under which the tables stand as well."""

    name: NonEmptyStr
    path: Annotated[str, Field(pattern=r"^https?://\S+$")]
    title: NonEmptyStr


class FollowedTerm(StrictModel):
    """A term that is followed through time: lemmas, phrases and wildcards that count as one."""

    alternatives: tuple[SearchTerm, ...]
    label: NonEmptyStr = ""

    @property
    def name(self) -> str:
        """The label, or the first of the alternatives where there is none."""
        return self.label or self.alternatives[0]


class Settings(StrictModel):
    """A reference, as people describe it."""

    title: NonEmptyStr
    corpus: Corpus
    licence: Licence
    pattern: Annotated[str, AfterValidator(_check_pattern)]
    """The names of the files, with the fields `{speaker}`, `{year}` and, where there is one, `{session}`."""
    speakers: dict[NonEmptyStr, NonEmptyStr] = Field(default_factory=dict)
    """The names of speakers, by the codes that files have."""
    followed: tuple[NonEmptyStr, ...]
    """The speakers whose first uses are quoted, and whose texts are counted by themselves."""
    terms: tuple[Annotated[FollowedTerm, BeforeValidator(_wrap_term)], ...]
    quotations: bool = False
    """Whether a sentence of first uses is quoted. The texts must be in the public domain."""

    @model_validator(mode="after")
    def _check_texts(self) -> Self:
        if self.quotations and self.licence.name not in PUBLIC_DOMAIN:
            raise ValueError(f"`quotations` are of texts under {', '.join(PUBLIC_DOMAIN)}; remove it")
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
        return self.model_dump(mode="json", include={"pattern", "followed", "terms", "quotations"})


@cache
def _compile_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", lambda field: _FORMS[field[1]], re.escape(pattern)))


TABLES = ("texts", "first")

FILES = [(FOLDER / "*" / name).as_posix() for name in (SETTINGS, PACKAGE, *map(table_name, TABLES))]
"""Patterns of its files. The site publishes them, and no other of the folder."""


class Reference:
    """Other texts' figures, each file of which is read when what it holds is first used.

    Whether the tables fit the settings is left to the check. A part can be set in place of what the folder
    holds.
    """

    def __init__(self, folder: Path) -> None:
        """Take the reference of a folder, whose name is its own. Nothing is read yet."""
        self.name = folder.name
        self._folder = folder

    @cached_property
    def texts(self) -> pd.DataFrame:
        """text, speaker, session, year, tokens, sentences, sha256, terms: every text."""
        return self.descriptor.read_table("texts")

    @cached_property
    def first(self) -> pd.DataFrame:
        """term, year, text, speaker, sentence, quotation: the last two are missing for what is not quoted."""
        return self.descriptor.read_table("first")

    @cached_property
    def settings(self) -> Settings:
        """What `reference.yml` says."""
        return read_settings(self._folder / SETTINGS, lemmas=False)[1]

    @cached_property
    def descriptor(self) -> Descriptor:
        """What is derived, as its descriptor says."""
        return Descriptor(self._folder, DERIVE, TABLES)

    @property
    def uses(self) -> pd.DataFrame:
        """The texts that have each followed term: term, text, speaker, year; by term, year, text."""
        texts = self.texts.assign(number=self.texts["terms"].str.split())
        uses = texts.explode("number").dropna(subset="number").astype({"number": int})
        names = dict(enumerate((term.name for term in self.settings.terms), 1))
        uses = uses.assign(term=uses["number"].map(names)).sort_values(["number", "year", "text"])
        return uses[["term", "text", "speaker", "year"]].reset_index(drop=True)

    @cached_property
    def years(self) -> pd.DataFrame:
        """term, year, texts, all_texts: the texts that have each term in each year, and all of the year."""
        every = self.texts.groupby("year").size()
        terms = [term.name for term in self.settings.terms]
        index = pd.MultiIndex.from_product([terms, every.index], names=["term", "year"])
        using = self.uses.groupby(["term", "year"]).size()
        rows = using.reindex(index, fill_value=0).reset_index(name="texts")
        return rows.assign(all_texts=rows["year"].map(every))


def find_folder(root: Path) -> Path | None:
    """The folder of the reference of the book at `root`. None where it has none."""
    return next((path for path in sorted((root / FOLDER).glob("[!.]*")) if path.is_dir()), None)


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
    errors, found = list[ReadingError](), Reference(folder)
    read = attempt(errors, lambda: read_settings(folder / SETTINGS), None)
    for name in TABLES:
        attempt(errors, partial(getattr, found, name), None)
    derived = attempt(errors, lambda: found.descriptor.settings, None)
    if read and derived is not None:
        for key, value in read[1].derived_from().items():
            if derived.get(key) != value:
                line, problem = line_of(read[0], (key,)), f"`{key}` has changed since the tables were made"
                errors.append(ReadingError(folder / SETTINGS, line, problem, DERIVE))
    raise_any(list(dict.fromkeys(errors)))
