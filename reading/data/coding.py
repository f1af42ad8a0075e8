"""Reads and validates the codebook, the passes of coding and their consensus in `data/coding`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

import pandas as pd
from pydantic import Field

from reading.data.consensus import Decision, Votes, read_votes
from reading.data.passes import Coded, Coder, Version, pass_row, read_passes, select_longest
from reading.files.errors import ReadingError, attempt, raise_any, single_error, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel
from reading.files.read import read_model

FOLDER = Path("data/coding")

CODEBOOK, CONSENSUS, PASSES = "codebook.yml", "consensus.yml", "pass-*.csv"


class CodedTheme(StrictModel):
    """A theme of the codebook, and when a sentence carries it.

    include, exclude: what is coded with the theme, and what is not; empty where the definition says enough
    terms: the words that find the theme before anybody has coded, as people write them. Empty where the
        lexicon of themes has them
    """

    label: NonEmptyStr
    definition: NonEmptyStr
    include: NonEmptyStr = ""
    exclude: NonEmptyStr = ""
    terms: tuple[NonEmptyStr, ...] | None = None


class Codebook(StrictModel):
    """The themes by id, in order. A sentence may carry several of them, or none."""

    version: Version
    themes: dict[Id, CodedTheme] = Field(min_length=1)

    @property
    def has_own_terms(self) -> bool:
        """Whether the codebook itself has the terms that find its themes.

        Such a codebook needs no passes and no decisions. The terms of any other are in the lexicon of themes.
        """
        return any(theme.terms is not None for theme in self.themes.values())


_ROW = pass_row(paragraph=str, sentence=int, themes=str)


class ThemeDecision(Decision):
    """Whether a sentence carries a theme."""

    theme: str
    carried: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class Coding(Coded):
    """The codebook, and how each coder coded the document by it.

    passes: frames [paragraph, sentence, themes] with one row a sentence, in the document's order; `themes`
        holds tuples of ids. The pass of a person may end before the document does.
    """

    codebook: Codebook

    @cached_property
    def codes(self) -> pd.DataFrame:
        """coder, paragraph, sentence, theme: one row for each code. Sentences without a theme have none."""
        columns = ["coder", "paragraph", "sentence", "theme"]
        if not self.passes:
            return pd.DataFrame(columns=columns)
        codes = [rows.explode("themes").dropna().assign(coder=coder) for coder, rows in self.passes.items()]
        return pd.concat(codes, ignore_index=True).rename(columns={"themes": "theme"})[columns]

    @property
    def leading_passes(self) -> dict[str, pd.DataFrame]:
        """Those of `Coded` that are finished."""
        return select_longest(super().leading_passes)

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, theme: the codes that the book goes by, in the order of the document."""
        codes = [code for code, carried in self.votes.outcome.items() if carried]
        return pd.DataFrame(codes, columns=["paragraph", "sentence", "theme"])

    @cached_property
    def coded_sentences(self) -> int:
        """The number of sentences that each of the leading passes has."""
        return min(map(len, self.leading_passes.values()), default=0)

    @cached_property
    def votes(self) -> Votes:
        """Whether each leading pass gives a code, for each code that one of them gives.

        Passes follow the document's order, so the longest one has all sentences.
        """
        passes = [
            dict(
                zip(
                    rows[["paragraph", "sentence"]].itertuples(index=False, name=None),
                    rows["themes"],
                    strict=True,
                )
            )
            for rows in self.leading_passes.values()
        ]
        given = {
            (*place, theme): [theme in themes[place] for themes in passes if place in themes]
            for place in max(passes, key=len, default={})
            for theme in self.codebook.themes
        }
        return Votes({code: votes for code, votes in given.items() if any(votes)}, self.decisions)


def read_codebook(folder: Path) -> Codebook:
    """Read the codebook of a folder. Raises `ReadingErrors`."""
    return read_model(folder / CODEBOOK, Codebook)


def load(folder: Path, sizes: Mapping[str, int] | None) -> Coding:
    """Read the coding of a folder.

    A codebook with terms of its own needs neither a pass nor decisions, see `Codebook.has_own_terms`.

    `sizes` gives the number of sentences of each paragraph, in the document's order. It is None where the
    outline is broken; then sentences are not checked.

    Raises `ReadingErrors` with all mistakes of all its files.
    """
    errors: list[ReadingError] = []
    codebook = attempt(errors, lambda: read_codebook(folder), None)
    sentences = None if sizes is None else [(name, n) for name in sizes for n in range(1, sizes[name] + 1)]
    read = attempt(errors, lambda: read_theme_passes(folder, _ROW, codebook, sentences), ({}, {}))
    raise_any(errors)
    assert codebook is not None
    given = Coding(*read, codebook=codebook).votes.given
    votes = read_votes(folder / CONSENSUS, ThemeDecision, given, may_wait=codebook.has_own_terms)
    return Coding(*read, votes.decisions, codebook=codebook)


def read_theme_passes(
    folder: Path,
    row: type[StrictModel],
    codebook: Codebook | None,
    sentences: Sequence[tuple[str, int]] | None,
) -> tuple[dict[str, pd.DataFrame], dict[str, Coder]]:
    """Read the passes of a folder by a codebook, and who made each, by coder.

    row: the columns of a pass, of which the first two name a sentence and the third has the themes
    codebook: the one that the passes go by; None if not known
    sentences: those that are coded, in their order; None if not known

    Raises `ReadingErrors` with the mistakes of all passes, and where the codebook lacks one that it needs.
    """

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_sentences(path, rows, sentences, may_end_early=coder.kind == "person")
        yield from _check_themes(path, rows, codebook)

    passes, coders = read_passes(folder, "pass-", row, codebook.version if codebook else None, check)
    if codebook and not codebook.has_own_terms and not passes:
        raise single_error(folder, 0, "there is no pass of coding", "its name is pass-a.csv")
    split = {name: rows.assign(themes=rows["themes"].str.split().map(tuple)) for name, rows in passes.items()}
    return split, coders


def check_sentences(
    path: Path, rows: pd.DataFrame, sentences: Sequence[tuple[str, int]] | None, *, may_end_early: bool
) -> Iterator[ReadingError]:
    """An error for the first row that is not about the sentence that it should be about."""
    if sentences is None:
        return
    found = list(zip(rows.iloc[:, 0], rows.iloc[:, 1], strict=True))
    expected = sentences[: len(found)] if may_end_early else sentences
    for line, (row, sentence) in enumerate(zip_longest(found, expected), 2):
        if row != sentence:
            named = "no row" if row is None else f"{row[0]},{row[1]}"
            hint = f"expected {sentence[0]},{sentence[1]}" if sentence else "there are no more sentences"
            yield ReadingError(path, line, f"the rows are not those of the sentences: {named}", hint)
            return


def _check_themes(path: Path, rows: pd.DataFrame, codebook: Codebook | None) -> Iterator[ReadingError]:
    """An error for each theme that is unknown, and for each row with one repeated or out of order."""
    known = list(codebook.themes) if codebook else []
    for line, themes in enumerate(rows["themes"].str.split() if codebook else (), 2):
        unknown = [theme for theme in themes if theme not in known]
        for theme in unknown:
            hint = suggest_or_list(theme, known)
            yield ReadingError(path, line, f"the codebook has no theme {theme!r}", hint)
        right = sorted(set(themes) - set(unknown), key=known.index)
        if not unknown and themes != right:
            problem = "a theme appears twice" if len(right) < len(themes) else "the themes are out of order"
            yield ReadingError(path, line, problem, f"in the codebook's order: {' '.join(right)}")
