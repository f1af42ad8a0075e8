"""Reads and validates the stances of actors towards one another in `data/coding`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd
from pydantic import Field

from reading.data.coding import FOLDER as FOLDER
from reading.data.coding import Sentence, check_codes, check_places
from reading.data.consensus import CodedItems, Decision, name_item
from reading.data.passes import Coder, Version, pass_row
from reading.files.errors import ReadingError, find_repeated, raise_any
from reading.files.models import Id, NonEmptyStr, StrictModel, find_unknown
from reading.files.read import read_model, read_yaml

RULE = "stances.yml"

STANCES = ("favourable", "adverse", "neutral")

NO_STANCE = "no stance"
"""The code of a pair that a coder, or the consensus, does not code, but another coder does."""

ITEM = ["paragraph", "sentence", "actor", "target"]
"""The columns that identify what is coded: an ordered pair of actors in a sentence."""


class Definitions(StrictModel):
    """For each stance, when it is coded."""

    favourable: NonEmptyStr
    adverse: NonEmptyStr
    neutral: NonEmptyStr


class StanceRule(StrictModel):
    """The rule by which stances are coded, in words. `actors` are the ids of the actors that may be coded."""

    version: Version
    item: NonEmptyStr
    actors: tuple[Id, ...] = Field(min_length=2)
    names: tuple[NonEmptyStr, ...]
    """The words that name an actor."""
    basis: NonEmptyStr
    stances: Definitions
    cases: tuple[NonEmptyStr, ...]
    """How to decide in cases of doubt."""


class StanceDecision(Decision):
    """The stance of an actor towards a target that holds."""

    actor: str
    target: str
    stance: Literal["favourable", "adverse", "neutral", "no stance"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Stances(CodedItems):
    """The stances that each coder coded, and those that were decided.

    Pairs that nobody codes are left out: most pairs never meet in a sentence, so agreement on them says
    nothing.

    rule: None where no stances are coded
    passes: frames [paragraph, sentence, actor, target, stance]
    """

    item_columns = tuple(ITEM)
    absent = NO_STANCE
    prefix, decisions_file = "stances-", "stances-consensus.yml"
    row = pass_row(paragraph=str, sentence=int, actor=str, target=str, stance=Literal[STANCES])
    decision = StanceDecision

    rule: StanceRule | None = None

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, stance, reason: a row for each pair that a leading pass codes.

        The stance may be `NO_STANCE`. The reason is empty where nothing was decided.
        """
        reasons = {decision.item: decision.reason for decision in self.decisions}
        return super().consensus.assign(reason=[reasons.get(item, "") for item in self.outcome])

    @property
    def holding(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, stance: the stances that hold."""
        return self.consensus.loc[self.consensus["stance"] != NO_STANCE, [*ITEM, "stance"]]


def load(root: Path, sentences: Collection[Sentence], actors: Collection[str]) -> Stances:
    """Read the stances of the book at `root`. Without a rule for them there are no passes.

    sentences: those of the document
    actors: the ids of the lexicon's actors

    Raises `ReadingErrors` with all mistakes of the rule, or else of the passes, or of the decisions.
    """
    path = root / FOLDER / RULE
    if not path.exists():
        return Stances()
    rule = read_model(path, StanceRule)
    used = ((("actors", place), actor, actors) for place, actor in enumerate(rule.actors))
    raise_any(list(find_unknown(path, read_yaml(path), used, "the lexicon has no actor {!r}")))

    def check(path: Path, rows: pd.DataFrame, coder: Coder) -> Iterator[ReadingError]:
        yield from check_places(path, rows, sentences)
        yield from check_codes(path, rows, {"actor": rule.actors, "target": rule.actors})
        pairs = [(item, line) for line, item in enumerate(rows[ITEM].itertuples(index=False, name=None), 2)]
        for (*_, actor, target), line in pairs:
            if actor == target:
                problem = f"{actor} takes a stance towards itself"
                yield ReadingError(path, line, problem, "the actor and the target must differ")
        for item, line, first in find_repeated(pairs):
            yield ReadingError(path, line, f"{name_item(item)} appears twice", f"first in line {first}")

    return Stances.read(path.parent, rule.version, check, rule=rule)
