"""Reads and validates the codebook, the passes of coding and their consensus in `data/coding`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator

from reading.data.passes import (
    Basis,
    Coder,
    Kind,
    PassRow,
    Version,
    leading_kind,
    read_pass,
    select_kind,
    select_leading,
)
from reading.files.errors import ReadingError, attempt, raise_any, suggest, suggest_or_list
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
    def leading(self) -> Kind:
        """Whose passes the book goes by: the models' where a model coded, else the people's."""
        return leading_kind(self.coders.values())

    @cached_property
    def leading_passes(self) -> dict[str, pd.DataFrame]:
        """The passes that the book goes by, see `passes.select_leading`."""
        return select_leading(self.passes, self.coders)

    def passes_by(self, kind: Kind) -> dict[str, pd.DataFrame]:
        """The passes of people or of models, by coder."""
        return select_kind(self.passes, self.coders, kind)

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, theme: the codes that the book goes by, those of the leading passes."""
        return self.find_consensus(self.leading_passes)

    def find_consensus(self, passes: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        """paragraph, sentence, theme: the codes that hold by some passes, in the order of the document.

        A code holds if more than half of the passes that have the sentence give it. Among the leading passes,
        a decision comes before that: one is needed where exactly half of them give the code.
        """
        leads = passes.keys() == self.leading_passes.keys()
        decided = {decision.code: decision.carried for decision in self.decisions} if leads else {}
        votes = self._count_votes(passes)
        codes = [code for code, (given, of) in votes.items() if decided.get(code, 2 * given > of)]
        return pd.DataFrame(codes, columns=["paragraph", "sentence", "theme"])

    @cached_property
    def differences(self) -> list[Code]:
        """The codes that some of the leading passes have and others lack."""
        return [code for code, (given, of) in self._count_votes(self.leading_passes).items() if given < of]

    @cached_property
    def ties(self) -> list[Code]:
        """The codes that exactly half of the leading passes have. Each needs a decision."""
        votes = self._count_votes(self.leading_passes)
        return [code for code, (given, of) in votes.items() if 2 * given == of]

    @cached_property
    def undecided(self) -> list[Code]:
        """The ties without a decision. These codes do not hold."""
        decided = {decision.code for decision in self.decisions}
        return [code for code in self.ties if code not in decided]

    @cached_property
    def coded_sentences(self) -> int:
        """The number of sentences that each of the leading passes has."""
        return min(map(len, self.leading_passes.values()), default=0)

    def _count_votes(self, passes: Mapping[str, pd.DataFrame]) -> dict[Code, tuple[int, int]]:
        """How many coders gave each code, and how many coded the sentence, in the document's order.

        Passes follow the document's order, so the longest one has all sentences.
        """
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
    themes = list(codebook.themes) if codebook else None
    version = codebook.version if codebook else None
    passes, coders = {}, {}
    for path in sorted(folder.glob(PASSES)):
        read = attempt(errors, lambda path=path: read_pass(path, _Row, version), None)  # type: ignore[misc]
        if read is not None:
            rows, coder = read
            errors += _check_rows(path, rows, themes, sizes, may_end_early=coder.kind == "person")
            split = rows.assign(themes=rows["themes"].map(lambda text: tuple(text.split())))
            passes[path.stem.removeprefix("pass-")] = split
            coders[path.stem.removeprefix("pass-")] = coder
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
    """Repeated decisions, decisions where the passes agree, and differences without a decision."""
    differences, first = coding.differences, dict[Code, int]()
    leading = coding.leading_passes
    if decisions and len(leading) < 2:
        if not leading:
            yield ReadingError(path, 0, "there is no pass to decide on", "add the passes, or delete the file")
            return
        name = f"pass-{next(iter(leading))}.csv"
        problem = f"there is no second pass beside {name}, but {path.name} decides between passes"
        yield ReadingError(path.parent, 0, problem, "restore the pass, or delete the decisions")
        return
    coded = {place for rows in leading.values() for place in _list_sentences(rows)}
    for number, decision in enumerate(decisions):
        line = line_of(tree, ("decisions", number))
        paragraph, sentence, theme = decision.code
        code = f"{theme!r} at {paragraph}#{sentence}"
        if theme not in coding.codebook.themes:
            hint = suggest_or_list(theme, coding.codebook.themes)
            yield ReadingError(path, line, f"the codebook has no theme {theme!r}", hint)
        elif (paragraph, sentence) not in coded:
            size = max((number for name, number in coded if name == paragraph), default=0)
            hint = f"it has {size} sentences" if size else suggest(paragraph, {name for name, _ in coded})
            yield ReadingError(path, line, f"no pass has a sentence {paragraph}#{sentence}", hint)
        elif decision.code not in differences:
            places = ", ".join(
                f"{paragraph}#{sentence} ({theme})" for paragraph, sentence, theme in differences
            )
            hint = f"they disagree at {places}" if places else "they never disagree"
            yield ReadingError(path, line, f"the passes agree on {code}", hint)
        elif first.setdefault(decision.code, line) != line:
            hint = f"first in line {first[decision.code]}"
            yield ReadingError(path, line, f"{code} is decided twice", hint)
    decided = {decision.code for decision in decisions}
    missing = [code for code in coding.ties if code not in decided]
    # A decision where the passes agree may be meant for one of the missing ones.
    if len(missing) > len(decided - set(differences)) and not coding.codebook.has_own_terms:
        for paragraph, sentence, theme in missing:
            problem = f"the passes disagree on {theme!r} at {paragraph}#{sentence}, and there is no decision"
            yield ReadingError(path, 0, problem, "add a decision with a reason")


def _check_rows(
    path: Path,
    rows: pd.DataFrame,
    themes: list[str] | None,
    sizes: Mapping[str, int] | None,
    *,
    may_end_early: bool,
) -> Iterator[ReadingError]:
    if sizes is not None:
        yield from _check_sentences(path, rows, sizes, may_end_early=may_end_early)
    if themes is not None:
        for line, text in enumerate(rows["themes"], 2):
            yield from check_themes(path, line, text.split(), themes)


def _check_sentences(
    path: Path, rows: pd.DataFrame, sizes: Mapping[str, int], *, may_end_early: bool
) -> Iterator[ReadingError]:
    """Rows without a sentence, repeated rows, rows out of order, and sentences without a row.

    If a pass may end early, only sentences before its last one need a row.
    """
    if sizes.keys().isdisjoint(rows["paragraph"]):
        problem = f"the pass is of another text: this one has no paragraph {rows['paragraph'].iloc[0]!r}"
        yield ReadingError(path, 2, problem, suggest_or_list(rows["paragraph"].iloc[0], sizes))
        return
    sentences = [(paragraph, number) for paragraph, size in sizes.items() for number in range(1, size + 1)]
    order = {sentence: place for place, sentence in enumerate(sentences)}
    seen: dict[tuple[str, int], int] = {}
    last = -1
    for line, (paragraph, sentence) in enumerate(_list_sentences(rows), 2):
        place = order.get((paragraph, sentence))
        first = seen.setdefault((paragraph, sentence), line)
        if paragraph not in sizes:
            yield ReadingError(
                path, line, f"there is no paragraph {paragraph!r}", suggest_or_list(paragraph, sizes)
            )
        elif place is None:
            hint = f"it has {sizes[paragraph]}"
            yield ReadingError(path, line, f"{paragraph} has no sentence {sentence}", hint)
        elif first != line:
            yield ReadingError(path, line, f"{paragraph}#{sentence} is coded twice", f"first in line {first}")
        elif place < last:
            yield ReadingError(
                path, line, f"{paragraph}#{sentence} is out of order", "keep the document's order"
            )
        last = last if place is None else max(last, place)
    end = last if may_end_early else len(order)
    missing = [sentence for sentence, place in order.items() if sentence not in seen and place < end]
    # A row without a sentence may be meant for one of the missing ones.
    if len(missing) > len(seen.keys() - order.keys()):
        for paragraph, sentence in missing:
            hint = f"add the row {paragraph},{sentence},"
            yield ReadingError(path, 0, f"{paragraph}#{sentence} is not coded", hint)


def _list_sentences(rows: pd.DataFrame) -> Iterable[tuple[str, int]]:
    return zip(rows["paragraph"], rows["sentence"], strict=True)


def check_themes(path: Path, line: int, themes: list[str], known: list[str]) -> Iterator[ReadingError]:
    """Yield an error for each theme of a row that is unknown, repeated or out of order."""
    unknown = [theme for theme in themes if theme not in known]
    for theme in unknown:
        hint = suggest(theme, known) or f"its themes are {', '.join(known)}"
        yield ReadingError(path, line, f"the codebook has no theme {theme!r}", hint)
    right = sorted(set(themes) - set(unknown), key=known.index)
    if not unknown and themes != right:
        problem = "a theme appears twice" if len(right) < len(themes) else "the themes are out of order"
        yield ReadingError(path, line, problem, f"in the codebook's order: {' '.join(right)}")
