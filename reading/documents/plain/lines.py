"""Lines of plain text: their words and their case, how far they are indented, and which stand together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from reading.files.read import Line

LONG_WORD = 5
"""Characters from which on each word of a name in title case begins with a capital letter."""

PARTICLES = ("al", "bin", "da", "de", "del", "den", "der", "di", "du", "ibn", "la", "le", "ten", "van", "von")
"""Small words within the name of a person, such as *Ann van Dam*."""

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def has_words(text: str) -> bool:
    """Whether a line has a letter or a digit."""
    return bool(_LETTER_OR_DIGIT.search(text))


def is_title_case(words: Iterable[str]) -> bool:
    """Whether no long word begins with a small letter.

    >>> is_title_case(["Lights", "of", "the", "Ships"]), is_title_case(["Lights", "of", "ships"])
    (True, False)
    """
    return all(not word[0].islower() for word in words if len(word) >= LONG_WORD)


def count_indent(text: str) -> int:
    """The number of spaces before a line."""
    return len(text) - len(text.lstrip(" "))


def is_alone(lines: Sequence[Line], place: int) -> bool:
    """Whether a line stands between lines without words."""
    near = [lines[other].text for other in (place - 1, place + 1) if 0 <= other < len(lines)]
    return has_words(lines[place].text) and not any(map(has_words, near))


def clear(line: Line) -> Line:
    """A blank line in the place of a line, with its number."""
    return Line(line.number, "")


def list_runs(kinds: Iterable[Any]) -> list[tuple[int, int]]:
    """The start and the end of each run of equal kinds. A kind that is empty or false makes no run.

    >>> list_runs(["text", "", "text", "text", "code"])
    [(0, 1), (2, 4), (4, 5)]
    """
    runs, start = [], 0
    for kind, run in groupby(kinds):
        end = start + sum(1 for _ in run)
        if kind:
            runs.append((start, end))
        start = end
    return runs


def read_first_group(lines: Sequence[Line]) -> list[Line]:
    """The first lines of a text up to a blank line."""
    first = next((place for place, line in enumerate(lines) if line.text.strip()), len(lines))
    last = next((place for place in range(first, len(lines)) if not lines[place].text.strip()), len(lines))
    return list(lines[first:last])
