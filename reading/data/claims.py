"""Reads the claims that titles state, from `data/claims.yml`.

A claim holds when each of its comparisons, between two figures or between a figure and a number, is true::

    claims:
      claims.cooperation-is-of-the-second-section:
        says: Most occurrences of "cooperation" stand in the second section.
        holds:
          - terms-by-section.second.cooperation.count > terms-by-section.first.cooperation.count
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, Field

from reading.files.errors import ReadingError
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_yaml

PATH = Path("data/claims.yml")

COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}

WORDS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
"""Words for numbers, from two: *one* is often no number."""

_AMOUNT = re.compile(
    rf"(?<![\w.,-])(\d[\d,]*(?:\.\d+)?)\b|\b({'|'.join(WORDS)}|half|no|none|nobody|never)\b"
    r"|(?<!the )\b(most)(?= of\b| \w+s\b)",
    re.IGNORECASE,
)
"""A number, or a word for an amount. *The most frequent word* has none."""

_COMPARISON = re.compile(r"(\S+) (<|<=|=|>=|>) (\S+)")


def _check_comparison(text: str) -> str:
    match = _COMPARISON.fullmatch(text)
    if not match or match[1] == match[3] or (is_number(match[1]) and is_number(match[3])):
        signs = " or ".join(COMPARISONS)
        raise ValueError(f"write figure {signs} another figure or a number, with spaces between")
    return text


class _Statement(StrictModel):
    says: NonEmptyStr
    holds: list[Annotated[str, AfterValidator(_check_comparison)]] = Field(min_length=1)


class _Claims(StrictModel):
    claims: dict[Annotated[str, Field(pattern=r"^claims\.[a-z0-9.-]+$")], _Statement]


class Comparison(NamedTuple):
    """A comparison of two sides, each the name of a figure or a number. `line` is its line in the file."""

    left: str
    sign: str
    right: str
    line: int

    def holds(self, figures: Mapping[str, Any]) -> bool:
        """Whether the comparison is true. `figures` have a `value` each, by name."""
        return COMPARISONS[self.sign](_get_value(self.left, figures), _get_value(self.right, figures))

    def describe(self, figures: Mapping[str, Any]) -> str:
        """What its sides are now and what must be: `terms.china.count is 16, and must be > 20`."""
        text = f"{self.left} is {_get_value(self.left, figures):.6g}, and must be {self.sign} {self.right}"
        return f"{text}, which is {figures[self.right].value:.6g}" if self.right in figures else text


@dataclass(frozen=True)
class Claim:
    """A statement that a title makes, and the comparisons that must hold for it."""

    name: str
    says: str
    comparisons: tuple[Comparison, ...]
    path: Path

    def holds(self, figures: Mapping[str, Any]) -> bool:
        """Whether every comparison is true. `figures` have a `value` each, by name."""
        return not self.failures(figures)

    def failures(self, figures: Mapping[str, Any]) -> str:
        """The comparisons that are false, with the values now. Empty where the claim holds."""
        false = [comparison for comparison in self.comparisons if not comparison.holds(figures)]
        return "; ".join(comparison.describe(figures) for comparison in false)

    def find_unproven(self, text: str, figures: Mapping[str, Any]) -> str:
        """The first amount in a text that no comparison has, such as *nine* or *most*. Empty without one.

        Numbers stand in the order of the comparisons: *2 of 22, then 14 of 20* is not *14, then 2*.
        *Half* and *most* need a comparison with 0.5. *No* needs one with 0, with an upper limit or of two
        equal figures, as where all sentences of a theme are in one paragraph.
        """
        ordered = [
            {_get_value(side, figures) for side in (each.left, each.right)} for each in self.comparisons
        ]
        values = set[float]().union(*ordered)
        denies = any(
            each.sign[0] == "<" or (each.sign == "=" and each.right in figures) for each in self.comparisons
        )
        for match in _AMOUNT.finditer(text):
            amount = match[0].lower()
            if amount in ("no", "none", "nobody", "never"):
                is_proven = denies or 0 in values
            elif amount in ("half", "most"):
                is_proven = 0.5 in values
            else:
                number = WORDS.index(amount) + 2 if amount in WORDS else float(amount.replace(",", ""))
                # A share is told as a percentage.
                told = [any(number in (value, round(100 * value)) for value in sides) for sides in ordered]
                is_proven = any(told)
                ordered = ordered[told.index(True) :] if is_proven else ordered
            if not is_proven:
                return match[0]
        return ""

    def mistakes(self, figures: Mapping[str, Any], hint: Callable[[str], str]) -> Iterator[ReadingError]:
        """Sides that are no figure, or a figure that is no number. `hint` suggests the right name of one."""
        for comparison in self.comparisons:
            for side in (comparison.left, comparison.right):
                if is_number(side):
                    continue
                if side not in figures:
                    problem = f"the claim {self.name} compares {side!r}, which is not a figure"
                    yield ReadingError(self.path, comparison.line, problem, hint(side))
                elif isinstance(value := figures[side].value, str):
                    problem = f"the claim {self.name} compares {side!r}, which is not a number"
                    yield ReadingError(self.path, comparison.line, problem, f"it is {value!r}")


def load(root: Path) -> tuple[Claim, ...]:
    """Read the claims of the book in the folder `root`, in the file's order. Raises `ReadingErrors`."""
    path = root / PATH
    tree = read_yaml(path)
    claims = []
    for name, stated in validate_tree(path, tree, _Claims).claims.items():
        lines = tree["claims"][name]["holds"].lines
        sides = [(*text.split(" "), line) for text, line in zip(stated.holds, lines, strict=True)]
        claims.append(Claim(name, stated.says, tuple(starmap(Comparison, sides)), path))
    return tuple(claims)


def _get_value(side: str, figures: Mapping[str, Any]) -> float:
    return float(side if is_number(side) else figures[side].value)


def is_number(side: str) -> bool:
    """Whether a side of a comparison is a number, and no figure."""
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", side))
