"""Finds what the passes of coding agree on, with what somebody decided where they differ.

What is coded is a *unit*: a paragraph, a sentence, and what a coder says something about there, which is a
theme, or an actor and its target.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from reading.files.errors import ReadingError, find_repeated, raise_any
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_yaml
from reading.files.yaml import line_of

Unit = tuple[Any, ...]


class Decision(StrictModel):
    """What holds for a unit on which the passes differ, and why.

    The fields of a model below are the rest of the unit, and last the value that holds.
    """

    paragraph: str
    sentence: int
    reason: NonEmptyStr

    @property
    def unit(self) -> Unit:
        """The unit that the decision is about."""
        *unit, _ = self.model_dump(exclude={"reason"}).values()
        return tuple(unit)

    @property
    def value(self) -> Any:
        """What holds for it."""
        return list(self.model_dump(exclude={"reason"}).values())[-1]


Kind = TypeVar("Kind", bound=Decision)


class _Decisions(StrictModel, Generic[Kind]):
    decisions: tuple[Kind, ...]


@dataclass(frozen=True)
class Votes:
    """What the leading passes say of each unit, in the document's order, and what was decided.

    A value holds if more than half of the passes give it. A decision counts instead of the passes. One is
    needed where no value has more than half.
    """

    given: Mapping[Unit, Sequence[Any]]
    decisions: Sequence[Any] = ()

    @cached_property
    def outcome(self) -> dict[Unit, Any]:
        """What holds for each unit. None for a tie without a decision."""
        decided = {decision.unit: decision.value for decision in self.decisions}
        return {unit: decided.get(unit, _find_majority(values)) for unit, values in self.given.items()}

    @property
    def differences(self) -> list[Unit]:
        """The units on which the passes differ."""
        return [unit for unit, values in self.given.items() if len(set(values)) > 1]

    @property
    def undecided(self) -> list[Unit]:
        """The ties without a decision."""
        return [unit for unit, value in self.outcome.items() if value is None]


def _find_majority(values: Sequence[Any]) -> Any:
    [(value, count)] = Counter(values).most_common(1)
    return value if 2 * count > len(values) else None


def read_votes(
    path: Path, decision: type[Decision], given: Mapping[Unit, Sequence[Any]], *, may_wait: bool = False
) -> Votes:
    """Read the decisions of a file. There are none where there is no file.

    decision: the model of one
    given: what the leading passes say of each unit
    may_wait: whether a tie needs no decision yet

    Raises `ReadingErrors` with all mistakes of the file, and where the passes do not need a decision, or need
    one that is missing.
    """
    tree = read_yaml(path) if path.exists() else {"decisions": []}
    votes = Votes(given, validate_tree(path, tree, _Decisions[decision]).decisions)  # type: ignore[valid-type]
    raise_any(list(_check_decisions(path, tree, votes, may_wait)))
    return votes


def _check_decisions(path: Path, tree: Any, votes: Votes, may_wait: bool) -> Iterator[ReadingError]:
    lines = [line_of(tree, ("decisions", number)) for number in range(len(votes.decisions))]
    decided = [(decision.unit, line) for decision, line in zip(votes.decisions, lines, strict=True)]
    listed = ", ".join(map(name_unit, votes.differences)) or "none: is a pass missing?"
    for unit, line in decided:
        if unit not in votes.differences:
            problem = f"the passes do not disagree on {name_unit(unit)}"
            yield ReadingError(path, line, problem, f"they disagree on {listed}")
    for unit, line, first in find_repeated(decided):
        yield ReadingError(path, line, f"{name_unit(unit)} is decided twice", f"first in line {first}")
    for unit in [] if may_wait else votes.undecided:
        problem = f"the passes disagree on {name_unit(unit)}, and there is no decision"
        yield ReadingError(path, 0, problem, "add a decision with a reason")


def name_unit(unit: Unit) -> str:
    """A unit for a message, such as `trade/ports#3 (china towards russia)`."""
    paragraph, sentence, *rest = unit
    return f"{paragraph}#{sentence} ({' towards '.join(rest)})"
