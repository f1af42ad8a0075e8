"""Reads and validates the stances of actors towards one another in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import Field

from reading.data.coding import FOLDER as FOLDER
from reading.data.passes import Basis, Coder, PassRow, Version, leading_kind, read_pass, select_kind
from reading.files.errors import ReadingError, attempt, raise_any, suggest, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_table, read_yaml
from reading.files.yaml import line_of

RULE, CONSENSUS, PASSES = "stances.yml", "stances.csv", "stances-*.csv"

STANCES = ("favourable", "adverse", "neutral")

NOT_CODED = "not coded"
"""The code of a pair that a coder, or the consensus, does not code, but another coder does."""

UNIT = ["paragraph", "sentence", "actor", "target"]
"""The columns that identify what is coded: an ordered pair of actors in a sentence."""


class Definitions(StrictModel):
    """For each stance, when it is coded."""

    favourable: NonEmptyStr
    adverse: NonEmptyStr
    neutral: NonEmptyStr


class Rule(StrictModel):
    """The rule by which stances are coded, in words. `actors` are the ids of the actors that may be coded."""

    version: Version
    unit: NonEmptyStr
    actors: tuple[Id, ...] = Field(min_length=2)
    names: tuple[NonEmptyStr, ...]
    """The words that name an actor."""
    basis: NonEmptyStr
    stances: Definitions
    cases: tuple[NonEmptyStr, ...]
    """How to decide in cases of doubt."""

    @property
    def defined(self) -> pd.DataFrame:
        """stance, definition: when each stance is coded."""
        return pd.DataFrame(list(self.stances), columns=["stance", "definition"])


class _Coded(StrictModel):
    paragraph: str
    sentence: int
    actor: str
    target: str
    stance: Literal["favourable", "adverse", "neutral"]


class _Row(PassRow, _Coded):
    """A row of a pass: the stance of one actor towards another in a sentence, and who coded it."""

    basis: Basis


class _ConsensusRow(StrictModel):
    paragraph: str
    sentence: int
    actor: str
    target: str
    stance: Literal["favourable", "adverse", "neutral", "not coded"]
    reason: str


@dataclass(frozen=True, eq=False)
class Stances:
    """The stances that each coder coded, and those that hold.

    rule: None where no stances are coded
    passes: by coder (`a` of `stances-a.csv`), a frame [paragraph, sentence, actor, target, stance]
    consensus: a frame [paragraph, sentence, actor, target, stance, reason] with a row for each pair that any
    of the leading passes codes, see `passes.leading_kind`. The stance may be `NOT_CODED`. The reason is empty
    where the coders agree.
    coders: who made each pass, by the same ids
    """

    rule: Rule | None
    passes: dict[str, pd.DataFrame]
    consensus: pd.DataFrame
    coders: Mapping[str, Coder] = field(default_factory=dict)

    @property
    def coded(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, stance: the stances that hold."""
        return self.consensus.loc[self.consensus["stance"] != NOT_CODED, [*UNIT, "stance"]]

    @property
    def leading_passes(self) -> dict[str, pd.DataFrame]:
        """The passes that the consensus goes by, by coder."""
        return select_kind(self.passes, self.coders, leading_kind(self.coders.values()))

    @property
    def codes(self) -> pd.DataFrame:
        """coder, paragraph, sentence, actor, target, code: a row for each leading pass and each coded pair.

        Pairs that nobody codes are left out: most pairs never meet in a sentence, so agreement on them says
        nothing.
        """
        table = [
            self.consensus[UNIT].merge(rows, on=UNIT, how="left").assign(coder=coder)
            for coder, rows in self.leading_passes.items()
        ]
        columns = ["coder", *UNIT, "stance"]
        codes = pd.concat(table, ignore_index=True) if table else pd.DataFrame(columns=columns)
        return codes[columns].fillna({"stance": NOT_CODED}).rename(columns={"stance": "code"})

    @property
    def differences(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, one column a coder, stance, reason: where coders differ."""
        codes = self.codes.pivot_table(index=UNIT, columns="coder", values="code", aggfunc="first")
        differing = self.consensus[self.consensus["reason"] != ""]
        return differing.merge(codes.reset_index(), on=UNIT)[
            [*UNIT, *self.leading_passes, "stance", "reason"]
        ]


NO_STANCES = Stances(None, {}, pd.DataFrame(columns=[*UNIT, "stance", "reason"]))
"""The stances of a book that has none, or whose stances cannot be read."""


def load(folder: Path, sizes: Mapping[str, int] | None, actors: Collection[str] | None) -> Stances:
    """Read the stances of a folder. `NO_STANCES` where it has no file of them.

    sizes: the number of sentences of each paragraph, in the document's order; None if not known
    actors: the ids of the lexicon's actors; None if not known

    Raises `ReadingErrors` with all mistakes of all their files. What depends on an unknown argument is not
    checked.
    """
    paths = sorted(folder.glob(PASSES))
    if not paths and not (folder / RULE).exists() and not (folder / CONSENSUS).exists():
        return NO_STANCES
    errors: list[ReadingError] = []
    rule = attempt(errors, lambda: _read_rule(folder / RULE, actors), None)
    version = rule.version if rule else None
    passes, coders = {}, {}
    for path in paths:
        read = attempt(errors, partial(read_pass, path, _Row, version), None)
        if read is not None:
            rows, coder = read
            errors += _check_rows(path, rows, rule, sizes)
            passes[path.stem.removeprefix("stances-")] = rows
            coders[path.stem.removeprefix("stances-")] = coder
    if not paths:
        errors.append(ReadingError(folder, 0, "there is no pass of stances", "its name is stances-a.csv"))
    consensus = attempt(errors, lambda: read_table(folder / CONSENSUS, _ConsensusRow), None)
    if consensus is not None:
        errors += _check_rows(folder / CONSENSUS, consensus, rule, sizes)
    # The consensus is compared with the passes only where all are right.
    raise_any(errors)
    assert consensus is not None
    leading = select_kind(passes, coders, leading_kind(coders.values()))
    raise_any(list(_check_consensus(folder / CONSENSUS, consensus, leading)))
    return Stances(rule, passes, consensus, coders)


def _read_rule(path: Path, actors: Collection[str] | None) -> Rule:
    tree = read_yaml(path)
    rule = validate_tree(path, tree, Rule)
    known = rule.actors if actors is None else actors
    raise_any(
        [
            ReadingError(
                path,
                line_of(tree, ("actors", place)),
                f"the lexicon has no actor {actor!r}",
                suggest(actor, known) or "it is in data/lexicon/actors.yml",
            )
            for place, actor in enumerate(rule.actors)
            if actor not in known
        ]
    )
    return rule


def _check_rows(
    path: Path, rows: pd.DataFrame, rule: Rule | None, sizes: Mapping[str, int] | None
) -> Iterator[ReadingError]:
    """Mistakes in single rows of a table, and rows that are repeated."""
    seen: dict[Any, int] = {}
    for line, row in enumerate(rows.itertuples(index=False), 2):
        for problem, hint in _check_row(row, rule, sizes):
            yield ReadingError(path, line, problem, hint)
        first = seen.setdefault(_get_unit(row), line)
        if first != line:
            problem = f"{_format_unit(*_get_unit(row))} appears twice"
            yield ReadingError(path, line, problem, f"first in line {first}")


def _check_row(row: Any, rule: Rule | None, sizes: Mapping[str, int] | None) -> Iterator[tuple[str, str]]:
    if sizes is not None and not 1 <= row.sentence <= sizes.get(row.paragraph, 0):
        hint = f"it has {sizes[row.paragraph]}" if row.paragraph in sizes else suggest(row.paragraph, sizes)
        yield (
            f"there is no sentence {row.paragraph}#{row.sentence}",
            hint or "see the outline",
        )
    if row.actor == row.target:
        yield f"{row.actor} takes a stance towards itself", "the actor and the target must differ"
    for name in dict.fromkeys((row.actor, row.target)):
        if rule is not None and name not in rule.actors:
            yield f"the rule has no actor {name!r}", suggest_or_list(name, rule.actors)


def _check_consensus(
    path: Path, consensus: pd.DataFrame, passes: Mapping[str, pd.DataFrame]
) -> Iterator[ReadingError]:
    """Rows of the consensus that the passes do not allow, and rows that it lacks."""
    codes_of: dict[Any, dict[str, str]] = {}
    for coder, rows in passes.items():
        for row in rows.itertuples(index=False):
            codes_of.setdefault(_get_unit(row), {})[coder] = str(row.stance)
    for line, row in enumerate(consensus.itertuples(index=False), 2):
        unit = _format_unit(*_get_unit(row))
        by_coder = codes_of.pop(_get_unit(row), {})
        codes = {by_coder.get(coder, NOT_CODED) for coder in passes}
        if not by_coder:
            yield ReadingError(path, line, f"no coder codes {unit}", "remove the row")
        elif len(codes) > 1 and not str(row.reason).strip():
            listed = ", ".join(f"{coder}: {by_coder.get(coder, NOT_CODED)}" for coder in passes)
            yield ReadingError(path, line, f"the coders disagree on {unit}", f"give a reason; {listed}")
        elif len(codes) == 1 and (row.stance not in codes or row.reason):
            hint = f"expected {', '.join(codes)}, without a reason"
            yield ReadingError(path, line, f"the coders agree on {unit}", hint)
    for missing, by_coder in codes_of.items():
        listed = ", ".join(f"{coder}: {code}" for coder, code in by_coder.items())
        yield ReadingError(path, 0, f"a row is missing for {_format_unit(*missing)}", listed)


def _get_unit(row: Any) -> tuple[str, int, str, str]:
    return row.paragraph, row.sentence, row.actor, row.target


def _format_unit(paragraph: str, sentence: int, actor: str, target: str) -> str:
    return f"{paragraph}#{sentence}, {actor} towards {target}"
