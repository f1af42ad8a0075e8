"""Recognises a text that was read before, written as Markdown, and corrected by a person.

Its front matter says that only marked lines are headings, so that nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from reading.documents.markup.markdown_text import FRONT_MATTER
from reading.files.errors import ReadingError, ReadingErrors, raise_any, single_error
from reading.files.yaml import parse_yaml

FIELD, ONLY = "headings", "only marked lines"
"""The field of front matter, and its value."""

WITHIN = 12
"""Lines from the start within which the field stands."""

MAX_SHOWN = 3
"""Lines that are named."""

_FIELD = re.compile(rf"\s*{FIELD}\s*:\s*[\"']?only +marked\b")
_UNSPACED = re.compile(r"#{1,6}[^\s#]")


def is_corrected_copy(path: Path, markdown: str) -> bool:
    """Whether a text in Markdown is such a copy.

    Raises `ReadingErrors` where its front matter was damaged, since its headings would be guessed again.
    """
    lines = markdown.split("\n")
    place = next((number for number, line in enumerate(lines[:WITHIN], 1) if _FIELD.match(line)), 0)
    if not place:
        return False
    if lines[0].rstrip() != "---":
        raise single_error(path, 1, "the front matter does not begin here", "write --- in the first line")
    matter = FRONT_MATTER.match(markdown)
    if not matter or place > matter[0].count("\n"):
        raise single_error(path, place, "the front matter does not end", "write --- in the line below")
    try:
        fields = parse_yaml(path, matter["fields"])
    except ReadingErrors as group:
        # The first line of the file is no part of the fields.
        raise_any([_move_line(error, 1) for error in group.exceptions if isinstance(error, ReadingError)])
        raise
    if not isinstance(fields, dict) or fields.get(FIELD) != ONLY:
        problem = f"the field {FIELD!r} has another value"
        raise single_error(path, place, problem, f"write {FIELD}: {ONLY}")
    return True


def _move_line(error: ReadingError, lines: int) -> ReadingError:
    return replace(error, line=error.line + lines) if error.line else error


def describe_unspaced(markdown: str) -> list[str]:
    """A line about what looks like a heading, but has no space after its mark. Empty where nothing does."""
    found = [line for line in markdown.split("\n") if _UNSPACED.match(line)]
    if not found:
        return []
    shown = ", ".join(repr(line[:30]) for line in found[:MAX_SHOWN]) + (", ..." if found[MAX_SHOWN:] else "")
    return [f"warning: no headings, since no space follows the mark #: {shown}"]
