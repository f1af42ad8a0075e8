"""Reads and validates the codebook, the passes of coding and their consensus in `data/coding`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator

from reading.data.passes import (
    Basis,
    Coder,
    PassRow,
    Version,
    read_pass,
    select_leading,
)
from reading.files.errors import ReadingError, attempt, raise_any, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_model, read_yaml
from reading.files.yaml import line_of

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
    """The themes by id, in order. A sentence may carry several of them, or none.

    There is no theme in the codebook of a new book, until its author names one.
    """

    version: Version
    themes: Annotated[dict[Id, CodedTheme], BeforeValidator(lambda themes: {} if themes is None else themes)]

    @property
    def has_own_terms(self) -> bool:
        """Whether the codebook itself has the terms that find its themes. True where it has no theme yet.

        Such a codebook needs no passes and no decisions. The terms of any other are in the lexicon of themes.
        """
        return not self.themes or any(theme.terms is not None for theme in self.themes.values())


class _Coded(StrictModel):
    paragraph: str
    sentence: int
    themes: str


class _Row(PassRow, _Coded):
    """A row of a pass: the themes of a sentence, and who coded it."""

    basis: Basis


class Decision(StrictModel):
    """Whether a sentence carries a theme over which the passes differ, and why."""

    paragraph: str
    sentence: int
    theme: str
    carried: bool
    reason: NonEmptyStr

    @property
    def code(self) -> Code:
        """The code that the decision is about."""
        return self.paragraph, self.sentence, self.theme


class _Decisions(StrictModel):
    decisions: tuple[Decision, ...]


Code = tuple[str, int, str]
"""A paragraph, a sentence and a theme."""


@dataclass(frozen=True, eq=False)
class Coding:
    """The codebook, and how each coder coded the document by it.

    passes: by coder (`a` of `pass-a.csv`), a frame [paragraph, sentence, themes] with one row a sentence, in
    the document's order; `themes` holds tuples of ids. The pass of a person may end before the document does.
    decisions: which code holds where the leading passes differ
    coders: who made each pass, by the same ids
    """

    codebook: Codebook
    passes: dict[str, pd.DataFrame]
    decisions: tuple[Decision, ...] = ()
    coders: Mapping[str, Coder] = field(default_factory=dict)

    @cached_property
    def codes(self) -> pd.DataFrame:
        """coder, paragraph, sentence, theme: one row for each code. Sentences without a theme have none."""
        columns = ["coder", "paragraph", "sentence", "theme"]
        if not self.passes:
            return pd.DataFrame(columns=columns)
        codes = [rows.explode("themes").dropna().assign(coder=coder) for coder, rows in self.passes.items()]
        return pd.concat(codes, ignore_index=True).rename(columns={"themes": "theme"})[columns]

    @cached_property
    def leading_passes(self) -> dict[str, pd.DataFrame]:
        """The passes that the book goes by, see `passes.select_leading`."""
        return select_leading(self.passes, self.coders)

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, theme: the codes that the book goes by, in the order of the document.

        A code holds if more than half of the leading passes that have the sentence give it. A decision about
        a code counts instead of its passes. One is needed where exactly half of them give the code.
        """
        decided = {decision.code: decision.carried for decision in self.decisions}
        codes = [code for code, (given, of) in self._votes.items() if decided.get(code, 2 * given > of)]
        return pd.DataFrame(codes, columns=["paragraph", "sentence", "theme"])

    @cached_property
    def differences(self) -> list[Code]:
        """The codes that some of the leading passes have and others lack."""
        return [code for code, (given, of) in self._votes.items() if given < of]

    @cached_property
    def ties(self) -> list[Code]:
        """The codes that exactly half of the leading passes have. Each needs a decision."""
        return [code for code, (given, of) in self._votes.items() if 2 * given == of]

    @cached_property
    def undecided(self) -> list[Code]:
        """The ties without a decision. These codes do not hold."""
        decided = {decision.code for decision in self.decisions}
        return [code for code in self.ties if code not in decided]

    @cached_property
    def coded_sentences(self) -> int:
        """The number of sentences that each of the leading passes has."""
        return min(map(len, self.leading_passes.values()), default=0)

    @cached_property
    def _votes(self) -> dict[Code, tuple[int, int]]:
        """How many leading passes give each code, and how many have the sentence, in the document's order.

        Passes follow the document's order, so the longest one has all sentences.
        """
        passes = self.leading_passes
        of = Counter(place for rows in passes.values() for place in _list_sentences(rows))
        rows = self.codes[self.codes["coder"].isin(passes)].drop(columns="coder")
        given = Counter(rows.itertuples(index=False, name=None))
        longest = max(passes.values(), key=len, default=None)
        return {
            code: (given[code], of[place])
            for place in (() if longest is None else _list_sentences(longest))
            for theme in self.codebook.themes
            if (code := (*place, theme)) in given
        }


NO_CODING = Coding(Codebook.model_construct(version=1, themes={}), {})
"""The coding of a book that has none, or whose coding cannot be read."""


def has_coding(folder: Path) -> bool:
    """Whether a folder has any file of coding."""
    return any((folder / name).exists() for name in (CODEBOOK, CONSENSUS)) or any(folder.glob(PASSES))


def read_codebook(folder: Path) -> Codebook:
    """Read the codebook of a folder. Raises `ReadingErrors`."""
    return read_model(folder / CODEBOOK, Codebook)


def load(folder: Path, sizes: Mapping[str, int] | None) -> Coding:
    """Read the coding of a folder. `NO_CODING` where it has no file of coding.

    A codebook with terms of its own needs neither a pass nor decisions, see `Codebook.has_own_terms`.

    `sizes` gives the number of sentences of each paragraph, in the document's order. It is None where the
    outline is broken; then sentences are not checked.

    Raises `ReadingErrors` with all mistakes of all its files.
    """
    if not has_coding(folder):
        return NO_CODING
    errors: list[ReadingError] = []
    codebook = attempt(errors, lambda: read_codebook(folder), None)
    sentences = None if sizes is None else [(name, n) for name in sizes for n in range(1, sizes[name] + 1)]
    passes, coders = read_passes(folder, _Row, codebook, sentences, errors)
    # What a codebook with mistakes needs is not known.
    needs_passes = codebook is not None and not codebook.has_own_terms
    if needs_passes and not passes and not errors:
        errors.append(ReadingError(folder, 0, "there is no pass of coding", "its name is pass-a.csv"))
    # Decisions are compared with the passes only where all passes are right.
    undecided = Coding(codebook, passes, coders=coders) if codebook and not errors else None
    decisions: tuple[Decision, ...] = ()
    if needs_passes or (folder / CONSENSUS).exists():
        decisions = attempt(errors, lambda: _read_decisions(folder / CONSENSUS, undecided), ())
    raise_any(errors)
    assert codebook is not None
    return Coding(codebook, passes, decisions, coders)


def read_passes(
    folder: Path,
    row: type[PassRow],
    codebook: Codebook | None,
    sentences: Sequence[tuple[str, int]] | None,
    errors: list[ReadingError],
) -> tuple[dict[str, pd.DataFrame], dict[str, Coder]]:
    """Read the passes of a folder, and who made each, by coder. Adds mistakes to `errors`.

    row: the columns of a pass, of which the first two name a sentence and the third has the themes
    codebook: the one that the passes go by; None if not known
    sentences: those that are coded, in their order; None if not known
    """
    passes, coders = {}, {}
    version = codebook.version if codebook else None
    for path in sorted(folder.glob(PASSES)):
        read = attempt(errors, partial(read_pass, path, row, version), None)
        if read is not None:
            rows, coder = read
            errors += _check_sentences(path, rows, sentences, may_end_early=coder.kind == "person")
            errors += _check_themes(path, rows, codebook)
            name = path.stem.removeprefix("pass-")
            passes[name] = rows.assign(themes=rows["themes"].map(lambda text: tuple(text.split())))
            coders[name] = coder
    return passes, coders


def _read_decisions(path: Path, coding: Coding | None) -> tuple[Decision, ...]:
    """Read the decisions of a file, and compare them with the passes where these are known."""
    tree = read_yaml(path)
    decisions = validate_tree(path, tree, _Decisions).decisions
    if coding is not None:
        raise_any(list(_check_decisions(path, tree, decisions, coding)))
    return decisions


def _check_decisions(
    path: Path, tree: Any, decisions: tuple[Decision, ...], coding: Coding
) -> Iterator[ReadingError]:
    """Repeated decisions, decisions where the passes do not differ, and ties without a decision."""
    differences, first = coding.differences, dict[Code, int]()
    if decisions and not differences:
        hint = "delete the file, or restore the pass that is missing"
        yield ReadingError(path, 0, "there is nothing to decide: the passes never disagree", hint)
        return
    listed = ", ".join(f"{paragraph}#{sentence} ({theme})" for paragraph, sentence, theme in differences)
    misplaced = 0
    for number, decision in enumerate(decisions):
        line = line_of(tree, ("decisions", number))
        code = f"{decision.theme!r} at {decision.paragraph}#{decision.sentence}"
        if decision.code not in differences:
            misplaced += 1
            yield ReadingError(path, line, f"the passes do not disagree on {code}", f"they do at {listed}")
        elif first.setdefault(decision.code, line) != line:
            hint = f"first in line {first[decision.code]}"
            yield ReadingError(path, line, f"{code} is decided twice", hint)
    missing = [code for code in coding.ties if code not in first]
    # A decision where the passes agree may be meant for one of the missing ones.
    if len(missing) > misplaced and not coding.codebook.has_own_terms:
        for paragraph, sentence, theme in missing:
            problem = f"the passes disagree on {theme!r} at {paragraph}#{sentence}, and there is no decision"
            yield ReadingError(path, 0, problem, "add a decision with a reason")


def _check_sentences(
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


def _list_sentences(rows: pd.DataFrame) -> Iterable[tuple[str, int]]:
    return zip(rows["paragraph"], rows["sentence"], strict=True)
