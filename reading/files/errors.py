"""Defines the error for mistakes in the files that people edit, and suggests right names for hints."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeVar

MAX_LISTED = 12
"""How many right names a hint lists at most."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, order=True)
class ReadingError(Exception):
    """A mistake in a file.

    path: the file
    line: counts from 1; 0 stands for the file as a whole
    problem: what is wrong
    hint: what was expected; may be empty
    check: the name of the check that found it; empty where a file cannot be read
    """

    path: Path
    line: int
    problem: str
    hint: str = ""
    check: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.problem}" + (f" ({self.hint})" if self.hint else "") + self.label

    def __reduce__(self) -> tuple[type[ReadingError], tuple[object, ...]]:
        """How it is sent to another process: an exception otherwise takes one argument."""
        return type(self), astuple(self)

    @property
    def label(self) -> str:
        """The name of the check, as messages end with it."""
        return f" [{self.check}]" if self.check else ""


class ReadingErrors(ExceptionGroup[ReadingError]):
    """All mistakes that were found in one run."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.exceptions))

    def derive(self, excs: Sequence[ReadingError]) -> ReadingErrors:  # type: ignore[override]
        """Return a part of the group as the same kind of group: `contextlib.suppress` splits groups."""
        return ReadingErrors(self.message, excs)


def single_error(path: Path, line: int, problem: str, hint: str = "") -> ReadingErrors:
    """The exception to raise where one mistake ends the reading of a file."""
    return ReadingErrors("a mistake", [ReadingError(path, line, problem, hint)])


def raise_any(errors: Sequence[ReadingError]) -> None:
    """Raise `ReadingErrors` where there are errors."""
    if errors:
        raise ReadingErrors(f"{len(errors)} mistakes", sorted(errors))


def attempt(errors: list[ReadingError], read: Callable[[], T], otherwise: U) -> T | U:
    """Return what `read` returns, or `otherwise` where it raises mistakes, which are added to `errors`."""
    try:
        return read()
    except ReadingErrors as group:
        errors.extend(group.exceptions)  # type: ignore[arg-type]
        return otherwise


def find_repeated(items: Iterable[tuple[T, U]]) -> Iterator[tuple[T, U, U]]:
    """The items that appear again, each with its place and that of the first.

    items: pairs of what may be repeated and of what says where it stands, such as a line
    """
    first: dict[T, U] = {}
    for item, place in items:
        if item in first:
            yield item, place, first[item]
        first.setdefault(item, place)


def closest_match(word: str, right: Iterable[str]) -> str | None:
    """The right word that looks most like `word`, ignoring case. None where none looks like it."""
    originals = {name.lower(): name for name in right}
    matches = difflib.get_close_matches(word.lower(), list(originals), n=1)
    return originals[matches[0]] if matches else None


def suggest(word: str, right: Iterable[str]) -> str:
    """A hint that names the right word that looks most like `word`. Empty where none looks like it."""
    match = closest_match(word, right)
    return f"did you mean {match!r}?" if match else ""


def suggest_or_list(word: str, right: Iterable[str]) -> str:
    """A hint as by `suggest`, or, where no word looks like it, at most `MAX_LISTED` of the right words."""
    names = list(right)
    listed = ", ".join(names[:MAX_LISTED]) + (" and others" if len(names) > MAX_LISTED else "")
    return suggest(word, names) or (f"expected one of {listed}" if names else "there is none yet")


def choose(wanted: T, right: Iterable[object]) -> T:
    """Return a value, or a list of values, if each is one of the right ones.

    Raises `ValueError` with the nearest right one, or with the right ones, for the first that is not.
    """
    names = list(right)
    for value in wanted if isinstance(wanted, list) else [wanted]:
        if value not in names:
            hint = (
                suggest_or_list(value, map(str, names))
                if isinstance(value, str)
                else f"expected {names[0]} to {names[-1]}"
            )
            raise ValueError(f"there is no {value!r} ({hint})")
    return wanted
