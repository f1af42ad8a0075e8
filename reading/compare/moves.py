"""Two registries of figures go in; what moved between them comes out, by what it means to a reader."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reading.analysis.themes import LEXICONS, REFINED
from reading.figures import FREQUENT, Figure
from reading.figures.themes import NAMES

Registry = Mapping[str, Figure]

SAME = 1e-9
"""Relative difference of numbers that differ by the order of additions alone."""

FLIPPING = ("verdict", "true or false")
"""The units of verdicts and of claims."""

VALIDITY = {
    "precision": "macro-precision",
    "recall": "macro-recall",
    "f1": "macro-f1",
    "misses": "misses",
    "false-alarms": "false-alarms",
}
"""What is told of a lexicon against the codes: how its figures end, of a theme and of all themes together."""

_RANK = re.compile(r"(?:section\.(?P<section>[^.]+)\.)?(?P<kind>term|theme)\.(?P<subject>.+)\.rank")


class Move(NamedTuple):
    """A figure before and after; None where it was not published yet, or is not any more."""

    name: str
    before: Figure | None
    after: Figure | None

    @property
    def known(self) -> Figure:
        """The figure as it is, else as it was."""
        figure = self.after or self.before
        assert figure is not None
        return figure

    @property
    def kind(self) -> tuple[str, str]:
        """What it is about and what is counted, such as terms and occurrences."""
        return self.name.partition(".")[0], self.known.unit

    @property
    def size(self) -> float:
        """By how much of the larger of both values it moved, from 0 to 1; 1 where there is no such number."""
        values = [one.value for one in (self.before, self.after) if one is not None]
        numbers = [float(value) for value in values if not isinstance(value, str | bool)]
        if len(numbers) < 2:
            return 1.0
        return min(abs(numbers[1] - numbers[0]) / max(map(abs, numbers)), 1.0)


class Rank(NamedTuple):
    """The place of a term or a theme, before and after; None where it had none, or has none any more.

    section: empty for a rank in the whole document
    """

    kind: str
    section: str
    subject: str
    before: int | None
    after: int | None


class Validity(NamedTuple):
    """How a lexicon does against the codes of a theme, or of all themes where `theme` is empty, by measure.

    A measure that did not move stands there as well, for comparison.
    """

    theme: str
    lexicon: str
    measures: dict[str, Move]


@dataclass(frozen=True)
class Moved:
    """What moved between two registries: each part sorted by name unless it says otherwise.

    values: figures whose value changed
    came, went: figures that only one of the registries has
    reworded: figures of the same value under another definition, unit or table
    """

    earlier: Registry
    later: Registry
    values: tuple[Move, ...]
    came: tuple[Move, ...]
    went: tuple[Move, ...]
    reworded: tuple[Move, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all figures that readers find changed."""
        return frozenset(move.name for part in (self.values, self.came, self.went) for move in part)

    @cached_property
    def flipped(self) -> list[Move]:
        """Verdicts that changed, and claims that turned true or false."""
        return [move for move in self.values if move.known.unit in FLIPPING]

    @cached_property
    def ranks(self) -> list[Rank]:
        """Ranks that changed at the top: all of themes, of terms those of rank `FREQUENT` and above.

        A term that a list takes in or drops is among them. Sorted by list, then by rank.
        """
        found = [
            Rank(
                match["kind"],
                match["section"] or "",
                match["subject"],
                _whole(move.before),
                _whole(move.after),
            )
            for move in (*self.values, *self.came, *self.went)
            if (match := _RANK.fullmatch(move.name))
        ]
        top = [rank for rank in found if rank.kind == "theme" or _best(rank) <= FREQUENT]
        return sorted(top, key=lambda rank: (rank.kind, rank.section, rank.after or math.inf, rank.subject))

    @cached_property
    def validity(self) -> list[Validity]:
        """Lexicons that do better or worse than they did, by theme, all themes together last."""
        moved = self.names
        themes = sorted({name.split(".")[1] for name in moved if name.startswith("theme.")})
        found = []
        for lexicon, called in NAMES.items():
            places = {theme: {one: f"theme.{theme}.{called}.{one}" for one in VALIDITY} for theme in themes}
            prefix = "themes" if lexicon == REFINED else f"themes.{called}"
            places[""] = {one: f"{prefix}.{mean}" for one, mean in VALIDITY.items()}
            found += [
                Validity(theme, LEXICONS[lexicon], {one: self._move(name) for one, name in measures.items()})
                for theme, measures in places.items()
                if moved & set(measures.values())
            ]
        return sorted(found, key=lambda one: (not one.theme, one.theme, one.lexicon))

    @cached_property
    def others(self) -> list[Move]:
        """Values that changed and are in none of the parts above."""
        told = {move.name for move in self.flipped}
        told |= {move.name for one in self.validity for move in one.measures.values()}
        told |= {_name(rank) for rank in self.ranks}
        return [move for move in self.values if move.name not in told]

    def _move(self, name: str) -> Move:
        return Move(name, self.earlier.get(name), self.later.get(name))


def compared(earlier: Registry, later: Registry) -> Moved:
    """What moved between two registries."""
    names = sorted({*earlier, *later})
    moves = [Move(name, earlier.get(name), later.get(name)) for name in names]
    both = [move for move in moves if move.before and move.after]
    values = _those(both, lambda move: not _same(move))
    worded = _those(both, lambda move: _same(move) and _worded(move.before) != _worded(move.after))
    came = _those(moves, lambda move: move.before is None)
    went = _those(moves, lambda move: move.after is None)
    return Moved(earlier, later, values, came, went, worded)


def by_kind(moves: Sequence[Move]) -> dict[tuple[str, str], list[Move]]:
    """Moves by their kind: the kinds by name, within each what moved most first."""
    found: dict[tuple[str, str], list[Move]] = {}
    for move in sorted(moves, key=lambda move: (move.kind, -move.size, move.name)):
        found.setdefault(move.kind, []).append(move)
    return found


def _those(moves: list[Move], which: Callable[[Move], bool]) -> tuple[Move, ...]:
    return tuple(filter(which, moves))


def _same(move: Move) -> bool:
    """Whether a figure that is there before and after has the same value."""
    assert move.before
    assert move.after
    before, after = move.before.value, move.after.value
    if isinstance(before, str | bool) or isinstance(after, str | bool):
        return type(before) is type(after) and before == after
    return math.isclose(before, after, rel_tol=SAME, abs_tol=1e-12)


def _worded(figure: Figure | None) -> tuple[str, str, str]:
    assert figure
    return figure.unit, figure.definition, figure.table


def _whole(figure: Figure | None) -> int | None:
    return None if figure is None or isinstance(figure.value, str) else int(figure.value)


def _best(rank: Rank) -> float:
    return min(rank.before or math.inf, rank.after or math.inf)


def _name(rank: Rank) -> str:
    section = f"section.{rank.section}." if rank.section else ""
    return f"{section}{rank.kind}.{rank.subject}.rank"
