"""Compares two registries of figures, and sorts the changes by what they mean to a reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reading.figures import FREQUENT, Figure, Subject, make_name
from reading.figures.published import Registry
from reading.figures.themes import NAMES, themes_by
from reading.tables.sample_counts import LEXICONS

TOLERANCE = 1e-9
"""Relative difference up to which two numbers are equal: sums differ by the order of their terms."""

FLIPPING = ("verdict", "true or false")
"""The units of verdicts and of claims."""

VALIDITY = {
    "precision": "macro-precision",
    "recall": "macro-recall",
    "f1": "macro-f1",
    "misses": "misses",
    "false-alarms": "false-alarms",
}
"""The statistics of a lexicon's validity: those of one theme, and those of all themes."""


class FigureChange(NamedTuple):
    """A figure before and after a change; None where it does not exist."""

    name: str
    before: Figure | None
    after: Figure | None

    @property
    def latest(self) -> Figure:
        """The figure after the change if it exists, else before."""
        figure = self.after or self.before
        assert figure is not None
        return figure

    @property
    def kind(self) -> tuple[str, str]:
        """The subject and the unit, such as `term` and `occurrences`."""
        subject = self.latest.subject
        return subject.division or subject.kind, self.latest.unit

    @property
    def numbers(self) -> list[float]:
        """The values before and after, without those that are no numbers."""
        values = [figure.value for figure in (self.before, self.after) if figure is not None]
        return [float(value) for value in values if not isinstance(value, str | bool)]

    @property
    def size(self) -> float:
        """The difference as a share of the larger value, from 0 to 1; 1 without two numbers."""
        if len(self.numbers) < 2:
            return 1.0
        before, after = self.numbers
        return min(abs(after - before) / max(abs(before), abs(after)), 1.0)

    @property
    def has_same_value(self) -> bool:
        """Whether the figure exists before and after with equal values."""
        if self.before is None or self.after is None:
            return False
        before, after = self.before.value, self.after.value
        if isinstance(before, str | bool) or isinstance(after, str | bool):
            return type(before) is type(after) and before == after
        return math.isclose(before, after, rel_tol=TOLERANCE, abs_tol=1e-12)

    @property
    def texts(self) -> tuple[str, str]:
        """Both values as the book writes them, with more digits where they would look the same."""
        before, after = self.before, self.after
        texts = str(before or ""), str(after or "")
        if before and after and before.value != after.value and texts[0] == texts[1]:
            digits = (2, 3, 4, 6, 9, 17)
            longer = ((f"{float(before.value):.{n}g}", f"{float(after.value):.{n}g}") for n in digits)
            texts = next((pair for pair in longer if pair[0] != pair[1]), texts)
        return texts

    @property
    def wordings(self) -> list[tuple[str, str]]:
        """The definition, unit and table before and after, without those that are the same."""
        assert self.before is not None
        assert self.after is not None
        pairs = [
            (getattr(self.before, part), getattr(self.after, part))
            for part in ("definition", "unit", "table")
        ]
        return [pair for pair in pairs if pair[0] != pair[1]]


class RankChange(NamedTuple):
    """The rank of a term or a theme before and after a change; None where it has none.

    kind: `term` or `theme`
    section: empty for a rank in the whole document
    """

    kind: str
    section: str
    subject: str
    before: int | None
    after: int | None

    @property
    def name(self) -> str:
        """The name of the figure."""
        return make_name(Subject(self.kind, self.subject, section=self.section), "rank")

    @property
    def best(self) -> float:
        """The higher of both ranks, as a number: 1 is the highest."""
        return min(self.before or math.inf, self.after or math.inf)


class ValidityChange(NamedTuple):
    """How well a lexicon finds the codes of a theme, by measure. It has measures without a change, too.

    theme: empty for all themes together
    """

    theme: str
    lexicon: str
    measures: dict[str, FigureChange]


@dataclass(frozen=True)
class FigureChanges:
    """The differences between two registries. Each part is sorted by name unless it says otherwise.

    changed: figures with another value
    added, removed: figures that only one of the registries has
    reworded: figures with the same value and another definition, unit or table
    """

    earlier: Registry
    later: Registry
    changed: tuple[FigureChange, ...]
    added: tuple[FigureChange, ...]
    removed: tuple[FigureChange, ...]
    reworded: tuple[FigureChange, ...]

    @cached_property
    def all(self) -> list[FigureChange]:
        """All figures that are changed, added or removed."""
        return [*self.changed, *self.added, *self.removed]

    @cached_property
    def names(self) -> frozenset[str]:
        """Their names."""
        return frozenset(change.name for change in self.all)

    @cached_property
    def flipped(self) -> list[FigureChange]:
        """Verdicts that changed, and claims that became true or false."""
        return [change for change in self.changed if change.latest.unit in FLIPPING]

    @cached_property
    def ranks(self) -> list[RankChange]:
        """Ranks that changed: all of themes, and those of terms that are or were among the `FREQUENT` first.

        Terms that a list gains or loses are included. Sorted by kind, section and new rank.
        """
        ranks = [
            RankChange(
                subject.kind, subject.section, subject.id, _to_rank(change.before), _to_rank(change.after)
            )
            for change in self.all
            if (subject := change.latest.subject).kind in ("term", "theme")
            and change.latest.statistic == "rank"
        ]
        top = [rank for rank in ranks if rank.kind == "theme" or rank.best <= FREQUENT]
        return sorted(top, key=lambda rank: (rank.kind, rank.section, rank.after or math.inf, rank.subject))

    @cached_property
    def validity(self) -> list[ValidityChange]:
        """Lexicons whose validity changed, sorted by theme; all themes together come last."""
        subjects = {change.latest.subject for change in self.all}
        themes = sorted({subject.id for subject in subjects if subject.kind == "theme"})
        changes = []
        for lexicon, called in NAMES.items():
            names = {
                theme: {key: make_name(Subject("theme", theme, called), key) for key in VALIDITY}
                for theme in themes
            }
            names[""] = {key: make_name(themes_by(lexicon), mean) for key, mean in VALIDITY.items()}
            changes += [
                ValidityChange(
                    theme, LEXICONS[lexicon], {key: self._compare(name) for key, name in measures.items()}
                )
                for theme, measures in names.items()
                if self.names & set(measures.values())
            ]
        return sorted(changes, key=lambda change: (not change.theme, change.theme, change.lexicon))

    @cached_property
    def others(self) -> list[FigureChange]:
        """Figures with another value that are in none of `flipped`, `validity` and `ranks`."""
        listed = {change.name for change in self.flipped}
        listed |= {measure.name for change in self.validity for measure in change.measures.values()}
        listed |= {rank.name for rank in self.ranks}
        return [change for change in self.changed if change.name not in listed]

    def _compare(self, name: str) -> FigureChange:
        return FigureChange(name, self.earlier.get(name), self.later.get(name))


def compare_figures(earlier: Registry, later: Registry) -> FigureChanges:
    """The differences between two registries of figures."""
    changes = [FigureChange(name, earlier.get(name), later.get(name)) for name in sorted({*earlier, *later})]
    both = [change for change in changes if change.before and change.after]
    return FigureChanges(
        earlier,
        later,
        changed=tuple(change for change in both if not change.has_same_value),
        added=tuple(change for change in changes if change.before is None),
        removed=tuple(change for change in changes if change.after is None),
        reworded=tuple(change for change in both if change.has_same_value and change.wordings),
    )


def group_by_kind(changes: Sequence[FigureChange]) -> dict[tuple[str, str], list[FigureChange]]:
    """Changes by their kind. The kinds are sorted by name, and the changes of each by size, largest first."""
    groups: dict[tuple[str, str], list[FigureChange]] = {}
    for change in sorted(changes, key=lambda change: (change.kind, -change.size, change.name)):
        groups.setdefault(change.kind, []).append(change)
    return groups


def _to_rank(figure: Figure | None) -> int | None:
    return None if figure is None or isinstance(figure.value, str) else int(figure.value)
