"""The one kind of error that a person's mistake in a file leads to."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

SHOWN = 12
"""How many right names a hint lists at most."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, order=True)
class ReadingError(Exception):
    """A mistake in a file: where it is, what is wrong, what was expected.

    `line` counts from 1; 0 stands for the file as a whole. `hint` may be empty.
    """

    path: Path
    line: int
    problem: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.problem}" + (f" ({self.hint})" if self.hint else "")


class ReadingErrors(ExceptionGroup[ReadingError]):
    """All mistakes that were found in one go."""


def raise_any(errors: Sequence[ReadingError]) -> None:
    """Raise `ReadingErrors` where there are errors, else return."""
    if errors:
        raise ReadingErrors(f"{len(errors)} mistakes", sorted(errors))


def attempt(errors: list[ReadingError], read: Callable[[], T], otherwise: U) -> T | U:
    """What `read` returns; or `otherwise`, and the mistakes that it raises are added to `errors`."""
    try:
        return read()
    except ReadingErrors as group:
        errors.extend(group.exceptions)  # type: ignore[arg-type]
        return otherwise


def nearest(word: str, right: Iterable[str]) -> str:
    """A hint that names the right word that looks most like `word`; empty where none does."""
    meant = closest(word, right)
    return f"did you mean {meant!r}?" if meant else ""


def nearest_of(word: str, right: Iterable[str]) -> str:
    """The same; where none looks like it, the first of those that would be right."""
    names = list(right)
    listed = ", ".join(names[:SHOWN]) + (" and others" if len(names) > SHOWN else "")
    return nearest(word, names) or (f"right are {listed}" if names else "there is none yet")


def closest(word: str, right: Iterable[str]) -> str | None:
    """The right word that looks most like `word`, its case aside; None where none looks like it."""
    spelt = {name.lower(): name for name in right}
    close = difflib.get_close_matches(word.lower(), list(spelt), n=1)
    return spelt[close[0]] if close else None
