"""Reads and validates the stances of actors towards one another in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import Field

from reading.data.coding import FOLDER as FOLDER
from reading.data.consensus import Decision, Votes, name_unit, read_votes
from reading.data.passes import Coded, Coder, Version, pass_row, read_passes
from reading.files.errors import ReadingError, attempt, find_repeated, raise_any, suggest, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown, validate_tree
from reading.files.read import read_yaml

RULE, CONSENSUS = "stances.yml", "stances-consensus.yml"

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


class StanceRule(StrictModel):
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


_ROW = pass_row(paragraph=str, sentence=int, actor=str, target=str, stance=Literal[STANCES])


class StanceDecision(Decision):
    """The stance of an actor towards a target that holds."""

    actor: str
    target: str
    stance: Literal["favourable", "adverse", "neutral", "not coded"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Stances(Coded):
    """The stances that each coder coded, and those that were decided.

    rule: None where no stances are coded
    passes: frames [paragraph, sentence, actor, target, stance]
    """

    rule: StanceRule | None = None

    @cached_property
    def votes(self) -> Votes:
        """What each leading pass codes for each pair that one of them codes.

        Pairs that nobody codes are left out: most pairs never meet in a sentence, so agreement on them says
        nothing.
        """
        passes = [
            dict(zip(rows[UNIT].itertuples(index=False, name=None), rows["stance"], strict=True))
            for rows in self.leading_passes.values()
        ]
        units = dict.fromkeys(chain.from_iterable(passes))
        given = {unit: [stances.get(unit, NOT_CODED) for stances in passes] for unit in units}
        return Votes(given, self.decisions)

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, stance, reason: a row for each pair that a leading pass codes.

        The stance may be `NOT_CODED`. The reason is empty where nothing was decided.
        """
        reasons = {decision.unit: decision.reason for decision in self.decisions}
        rows = [(*unit, stance, reasons.get(unit, "")) for unit, stance in self.votes.outcome.items()]
        return pd.DataFrame(rows, columns=[*UNIT, "stance", "reason"])

    @property
    def coded(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, stance: the stances that hold."""
        return self.consensus.loc[self.consensus["stance"] != NOT_CODED, [*UNIT, "stance"]]

    @property
    def codes(self) -> pd.DataFrame:
        """coder, paragraph, sentence, actor, target, code: a row for each leading pass and coded pair."""
        rows = [
            (coder, *unit, given[number])
            for number, coder in enumerate(self.leading_passes)
            for unit, given in self.votes.given.items()
        ]
        return pd.DataFrame(rows, columns=["coder", *UNIT, "code"])


NO_STANCES = Stances()
"""The stances of a book that has none, or whose stances cannot be read."""


def load(folder: Path, sizes: Mapping[str, int] | None, actors: Collection[str] | None) -> Stances:
    """Read the stances of a folder. `NO_STANCES` where it has no file of them.

    sizes: the number of sentences of each paragraph, in the document's order; None if not known
    actors: the ids of the lexicon's actors; None if not known

    Raises `ReadingErrors` with all mistakes of all their files. What depends on an unknown argument is not
    checked.
    """
    if not any(folder.glob("stances*")):
        return NO_STANCES
    errors: list[ReadingError] = []
    rule = attempt(errors, lambda: _read_rule(folder / RULE, actors), None)
    version = rule.version if rule else None

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        return _check_rows(path, rows, rule, sizes)

    read = attempt(errors, lambda: read_passes(folder, "stances-", _ROW, version, check), ({}, {}))
    if not read[0] and not errors:
        errors.append(ReadingError(folder, 0, "there is no pass of stances", "its name is stances-a.csv"))
    raise_any(errors)
    votes = read_votes(folder / CONSENSUS, StanceDecision, Stances(*read).votes.given)
    return Stances(*read, votes.decisions, rule=rule)


def _read_rule(path: Path, actors: Collection[str] | None) -> StanceRule:
    tree = read_yaml(path)
    rule = validate_tree(path, tree, StanceRule)
    known = rule.actors if actors is None else actors
    used = ((("actors", place), actor, known) for place, actor in enumerate(rule.actors))
    raise_any(list(find_unknown(path, tree, used, "the lexicon has no actor {!r}")))
    return rule


def _check_rows(
    path: Path, rows: pd.DataFrame, rule: StanceRule | None, sizes: Mapping[str, int] | None
) -> Iterator[ReadingError]:
    """Mistakes in single rows of a pass, and rows that are repeated."""
    for line, row in enumerate(rows.itertuples(index=False), 2):
        for problem, hint in _check_row(row, rule, sizes):
            yield ReadingError(path, line, problem, hint)
    units = zip(rows[UNIT].itertuples(index=False, name=None), range(2, len(rows) + 2), strict=True)
    for unit, line, first in find_repeated(units):
        yield ReadingError(path, line, f"{name_unit(unit)} appears twice", f"first in line {first}")


def _check_row(
    row: Any, rule: StanceRule | None, sizes: Mapping[str, int] | None
) -> Iterator[tuple[str, str]]:
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
