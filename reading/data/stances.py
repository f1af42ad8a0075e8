"""The stances in `data/coding` go in; rule, coders' readings and consensus come out, validated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import Field

from reading.data.coding import FOLDER as FOLDER
from reading.files.errors import ReadingError, attempt, raise_any, suggest, suggest_or_list
from reading.files.models import Id, NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_table, read_yaml
from reading.files.yaml import line_of

RULE, CONSENSUS, PASSES = "stances.yml", "stances.csv", "stances-*.csv"

STANCES = ("favourable", "adverse", "neutral")

NOT_CODED = "not coded"
"""What stands for a pair that a coder, or the consensus, does not code though some coder does."""

UNIT = ["paragraph", "sentence", "actor", "target"]
"""The columns that name what is coded: within one sentence, a pair of actors in order."""


class Definitions(StrictModel):
    """When an actor is presented as taking each stance."""

    favourable: NonEmptyStr
    adverse: NonEmptyStr
    neutral: NonEmptyStr


class Rule(StrictModel):
    """The rule for coding stances, in words, and the ids of the actors that may be coded."""

    unit: NonEmptyStr
    actors: tuple[Id, ...] = Field(min_length=2)
    names: tuple[NonEmptyStr, ...]
    """Which words name an actor."""
    basis: NonEmptyStr
    stances: Definitions
    cases: tuple[NonEmptyStr, ...]
    """What to do in cases of doubt."""

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


class _Agreed(StrictModel):
    paragraph: str
    sentence: int
    actor: str
    target: str
    stance: Literal["favourable", "adverse", "neutral", "not coded"]
    reason: str


@dataclass(frozen=True, eq=False)
class Stances:
    """What each coder read by the rule, and what holds; None for a rule where no stances are coded.

    passes: by coder (`a` of `stances-a.csv`), a frame [paragraph, sentence, actor, target, stance]
    consensus: the same with `reason`, a row for each pair that any coder codes; `stance` may be `NOT_CODED`,
    and where the coders agree the reason is empty
    """

    rule: Rule | None
    passes: dict[str, pd.DataFrame]
    consensus: pd.DataFrame

    @property
    def coded(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, stance: what holds."""
        return self.consensus.loc[self.consensus["stance"] != NOT_CODED, [*UNIT, "stance"]]

    @property
    def codes(self) -> pd.DataFrame:
        """coder, paragraph, sentence, actor, target, code: of every coder for every pair that any codes.

        Pairs that nobody codes are left out: agreement on those is cheap, since most pairs are nowhere near
        a sentence.
        """
        table = [
            self.consensus[UNIT].merge(rows, on=UNIT, how="left").assign(coder=coder)
            for coder, rows in self.passes.items()
        ]
        columns = ["coder", *UNIT, "stance"]
        codes = pd.concat(table, ignore_index=True) if table else pd.DataFrame(columns=columns)
        return codes[columns].fillna({"stance": NOT_CODED}).rename(columns={"stance": "code"})

    @property
    def differences(self) -> pd.DataFrame:
        """paragraph, sentence, actor, target, a column a coder, stance, reason: where coders differ."""
        codes = self.codes.pivot_table(index=UNIT, columns="coder", values="code", aggfunc="first")
        apart = self.consensus[self.consensus["reason"] != ""]
        return apart.merge(codes.reset_index(), on=UNIT)[[*UNIT, *self.passes, "stance", "reason"]]


NOTHING = Stances(None, {}, pd.DataFrame(columns=[*UNIT, "stance", "reason"]))
"""The stances of a book that codes none, or whose stances cannot be read."""


def load(folder: Path, sizes: Mapping[str, int] | None, actors: Collection[str] | None) -> Stances:
    """The stances of a folder; `NOTHING` where it has no file of them.

    Raises `ReadingErrors` with all mistakes of all their files. `sizes` gives the number of sentences of each
    paragraph, in the document's order, `actors` the ids of the lexicon's actors; where either is None, nobody
    can say which there are, and what goes by it is not checked.
    """
    paths = sorted(folder.glob(PASSES))
    if not paths and not (folder / RULE).exists() and not (folder / CONSENSUS).exists():
        return NOTHING
    errors: list[ReadingError] = []
    rule = attempt(errors, lambda: _rule(folder / RULE, actors), None)
    passes = {}
    for path in paths:
        rows = attempt(errors, lambda path=path: read_table(path, _Coded), None)  # type: ignore[misc]
        if rows is not None:
            errors += _mistakes(path, rows, rule, sizes)
            passes[path.stem.removeprefix("stances-")] = rows
    if not paths:
        errors.append(ReadingError(folder, 0, "there is no pass of stances", "its name is stances-a.csv"))
    agreed = attempt(errors, lambda: read_table(folder / CONSENSUS, _Agreed), None)
    if agreed is not None:
        errors += _mistakes(folder / CONSENSUS, agreed, rule, sizes)
    # What a broken pass holds says nothing about the consensus.
    raise_any(errors)
    assert agreed is not None
    raise_any(list(_unlike(folder / CONSENSUS, agreed, passes)))
    return Stances(rule, passes, agreed)


def _rule(path: Path, actors: Collection[str] | None) -> Rule:
    tree = read_yaml(path)
    rule = validate_tree(path, tree, Rule)
    unknown = [] if actors is None else [one for one in enumerate(rule.actors) if one[1] not in actors]
    raise_any(
        [
            ReadingError(
                path,
                line_of(tree, ("actors", place)),
                f"the lexicon has no actor {actor!r}",
                suggest(actor, actors or ()) or "it is in data/lexicon/actors.yml",
            )
            for place, actor in unknown
        ]
    )
    return rule


def _mistakes(
    path: Path, rows: pd.DataFrame, rule: Rule | None, sizes: Mapping[str, int] | None
) -> Iterator[ReadingError]:
    """What is wrong with single rows of a table, and rows that stand twice or out of order."""
    seen: dict[Any, int] = {}
    last: tuple[int, ...] = ()
    row: Any
    for line, row in enumerate(rows.itertuples(index=False), 2):
        told = [*_misplaced(row, sizes), *_misnamed(row, rule)]
        yield from (ReadingError(path, line, problem, hint) for problem, hint in told)
        first = seen.setdefault(_unit(row), line)
        if first != line:
            yield ReadingError(path, line, f"{_said(row)} stands twice", f"first in line {first}")
        elif not told and rule is not None and sizes is not None:
            names = [rule.actors.index(name) for name in (row.actor, row.target)]
            place = (list(sizes).index(row.paragraph), row.sentence, *names)
            if place < last:
                hint = "by the document's order, then by that of the rule's actors"
                yield ReadingError(path, line, f"{_said(row)} is out of order", hint)
            last = max(last, place)


def _misplaced(row: Any, sizes: Mapping[str, int] | None) -> Iterator[tuple[str, str]]:
    if sizes is None:
        return
    if row.paragraph not in sizes:
        yield f"there is no paragraph {row.paragraph!r}", suggest_or_list(row.paragraph, sizes)
    elif not 1 <= row.sentence <= sizes[row.paragraph]:
        yield f"{row.paragraph} has no sentence {row.sentence}", f"it has {sizes[row.paragraph]}"


def _misnamed(row: Any, rule: Rule | None) -> Iterator[tuple[str, str]]:
    if row.actor == row.target:
        yield f"{row.actor} takes a stance towards itself", "an actor and its target are two"
    if rule is not None:
        for name in dict.fromkeys((row.actor, row.target)):
            if name not in rule.actors:
                hint = suggest(name, rule.actors) or f"its actors are {', '.join(rule.actors)}"
                yield f"the rule has no actor {name!r}", hint


def _unlike(path: Path, agreed: pd.DataFrame, passes: Mapping[str, pd.DataFrame]) -> Iterator[ReadingError]:
    """Where the consensus is not what the passes make it."""
    read: dict[Any, dict[str, str]] = {}
    for coder, rows in passes.items():
        for row in rows.itertuples(index=False):
            read.setdefault(_unit(row), {})[coder] = str(row.stance)
    for line, row in enumerate(agreed.itertuples(index=False), 2):
        given = read.pop(_unit(row), {})
        codes = {given.get(coder, NOT_CODED) for coder in passes}
        if not given:
            yield ReadingError(path, line, f"no coder codes {_said(row)}", "leave the row out")
        elif len(codes) > 1 and not str(row.reason).strip():
            told = ", ".join(f"{coder}: {given.get(coder, NOT_CODED)}" for coder in passes)
            yield ReadingError(path, line, f"the coders differ on {_said(row)}", f"say why; {told}")
        elif len(codes) == 1 and (row.stance not in codes or row.reason):
            hint = f"{', '.join(codes)}, without a reason"
            yield ReadingError(path, line, f"the coders agree on {_said(row)}", hint)
    for unit, given in read.items():
        said = ", ".join(f"{coder}: {code}" for coder, code in given.items())
        yield ReadingError(path, 0, f"a row is missing for {_named(*unit)}", said)


def _unit(row: Any) -> tuple[str, int, str, str]:
    return row.paragraph, row.sentence, row.actor, row.target


def _said(row: Any) -> str:
    return _named(*_unit(row))


def _named(paragraph: str, sentence: int, actor: str, target: str) -> str:
    return f"{paragraph}#{sentence}, {actor} towards {target}"
