"""Reads and validates the codebook, the passes of coding and their consensus in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

import pandas as pd
from pydantic import BeforeValidator, Field, model_validator

from reading.data.consensus import CodedItems, Decision, Item
from reading.data.passes import Coder, Version, pass_row
from reading.data.terms import SearchTerm
from reading.files.errors import ReadingError, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel
from reading.files.read import read_model

FOLDER = Path("data/coding")

CODEBOOK = "codebook.yml"

Codes = Mapping[str, Collection[str]]
"""The codes that there are, by what is coded."""

UNKNOWN = "there is no {!r}"

Sentence = tuple[str, int]
"""A paragraph and the number of a sentence."""


class CodebookTheme(StrictModel):
    """A theme of the codebook, and when a sentence carries it.

    include, exclude: what is coded with the theme, and what is not; empty where the definition says enough
    terms: the words that find the theme before anybody has coded, as people write them. Empty where the
        lexicon of themes has them
    since: the version of the codebook since which the theme is there, with the rule that it has. Passes by
        older versions do not count for it
    """

    label: NonEmptyStr
    definition: NonEmptyStr
    include: NonEmptyStr = ""
    exclude: NonEmptyStr = ""
    terms: tuple[SearchTerm, ...] = ()
    since: Version = 1


class Codebook(StrictModel):
    """The themes by id, in order. A sentence may carry several of them, or none."""

    version: Version
    themes: dict[Id, CodebookTheme] = Field(min_length=1)

    @property
    def has_own_terms(self) -> bool:
        """Whether the codebook itself has the terms that find its themes.

        Such a codebook needs no decisions. The terms of any other are in the lexicon of themes.
        """
        return any(theme.terms for theme in self.themes.values())

    @model_validator(mode="after")
    def _check_themes(self) -> Self:
        for name, theme in self.themes.items():
            if self.has_own_terms and not theme.terms:
                raise ValueError(f"{name} has no terms: add the words that find it, terms: [word, another]")
            if theme.since > self.version:
                raise ValueError(f"{name} is there since version {theme.since}: write version: {theme.since}")
        return self


class ThemeDecision(Decision):
    """Whether a sentence carries a theme."""

    theme: str
    carried: bool


Themes = Annotated[tuple[str, ...], BeforeValidator(str.split)]
"""The ids of themes, with spaces between them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Coding(CodedItems):
    """Which themes of the codebook sentences carry, as each coder coded them.

    codebook: the one that the passes go by
    places: the sentences that are to be coded, in order
    passes: frames [paragraph, sentence, themes] with one row a sentence, in their order; `themes` holds
        tuples of ids. The pass of a person may end before the sentences do
    """

    item_columns: ClassVar[Sequence[str]] = ("paragraph", "sentence", "theme")
    takes_older = True
    prefix, decisions_file = "pass-", "consensus.yml"
    row = pass_row(paragraph=str, sentence=int, themes=Themes)
    decision = ThemeDecision

    codebook: Codebook
    places: Sequence[Sentence]

    def codes_theme(self, coder: str, theme: str) -> bool:
        """Whether a pass goes by a version of the codebook that has the theme."""
        return self.coders[coder].codebook >= self.codebook.themes[theme].since

    @cached_property
    def leading(self) -> dict[str, list[str]]:
        """The passes that a book goes by on each theme: see `choose_leading`. Only finished ones count.

        A theme that no such pass codes is left out: nobody knows which sentences carry it.
        """
        finished = [coder for coder, rows in self.passes.items() if len(rows) == len(self.places)]
        able = {
            theme: [coder for coder in finished if self.codes_theme(coder, theme)]
            for theme in self.codebook.themes
        }
        return {theme: self.choose_leading(coders) for theme, coders in able.items() if coders}

    @cached_property
    def given(self) -> dict[Item, list[Any]]:
        """Whether each of the leading passes gives a theme to a sentence, where one of them does."""
        themes_of = {coder: rows["themes"].tolist() for coder, rows in self.passes.items()}
        given = {
            (*place, theme): [theme in themes_of[coder][number] for coder in coders]
            for number, place in enumerate(self.places)
            for theme, coders in self.leading.items()
        }
        return {item: values for item, values in given.items() if any(values)}

    @property
    def codes(self) -> pd.DataFrame:
        """coder, the columns of an item, code, leads: every code of every pass, whether or not it leads."""
        rows = [
            (coder, *place, theme, theme in given, coder in self.leading.get(theme, ()))
            for coder, coded in self.passes.items()
            for *place, given in coded.itertuples(index=False, name=None)
            for theme in self.codebook.themes
            if self.codes_theme(coder, theme)
        ]
        return pd.DataFrame(rows, columns=["coder", *self.item_columns, "code", "leads"])

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, theme: the codes that the book goes by, in the order of the document."""
        codes = [code for code, carried in self.outcome.items() if carried]
        return pd.DataFrame(codes, columns=list(self.item_columns))


def read_codebook(folder: Path, context: Any = None) -> Codebook:
    """Read the codebook of a folder. For the context see `check_term`. Raises `ReadingErrors`."""
    return read_model(folder / CODEBOOK, Codebook, context)


def load(folder: Path, sentences: Sequence[Sentence]) -> Coding:
    """Read the coding of a folder.

    A codebook with terms of its own needs no decisions, see `Codebook.has_own_terms`.

    sentences: those of the document, in its order

    Raises `ReadingErrors` with all mistakes of the codebook, or else of the passes, or of the decisions.
    """
    codebook = read_codebook(folder)

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_sentences(path, rows, sentences, may_end_early=coder.kind == "person")
        yield from check_codes(path, rows, {"themes": codebook.themes})

    parts: dict[str, Any] = {"codebook": codebook, "places": sentences}
    return Coding.read(folder, codebook.version, check, may_wait=codebook.has_own_terms, **parts)


def check_codes(path: Path, rows: pd.DataFrame, known: Codes) -> Iterator[ReadingError]:
    """An error for each code that is none of those of its column. A cell holds one, or a tuple of them."""
    for column, codes in known.items():
        given = rows[column].explode().dropna()
        for line, code in zip(given.index + 2, given, strict=True):
            if code not in codes:
                yield ReadingError(
                    path, line, f"{column}: {UNKNOWN.format(code)}", suggest_or_list(code, codes)
                )


def check_places(path: Path, rows: pd.DataFrame, sentences: Collection[Sentence]) -> Iterator[ReadingError]:
    """An error for each row on a sentence that the document does not have."""
    for line, place in enumerate(zip(rows["paragraph"], rows["sentence"], strict=True), 2):
        if place not in sentences:
            yield ReadingError(path, line, "there is no sentence {}#{}".format(*place), "see the outline")


def check_sentences(
    path: Path, rows: pd.DataFrame, sentences: Sequence[Sentence], *, may_end_early: bool
) -> Iterator[ReadingError]:
    """An error for the first row that is not about the sentence that it should be about."""
    found = list(zip(rows.iloc[:, 0], rows.iloc[:, 1], strict=True))
    expected = sentences[: len(found)] if may_end_early else sentences
    for line, (row, sentence) in enumerate(zip_longest(found, expected), 2):
        if row != sentence:
            named = "no row" if row is None else f"{row[0]},{row[1]}"
            hint = f"expected {sentence[0]},{sentence[1]}" if sentence else "there are no more sentences"
            yield ReadingError(path, line, f"the rows are not those of the sentences: {named}", hint)
            return
