"""Finds the headings of a PDF that its bookmarks name. They are the best source of headings and levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reading.files.pdf import Bookmark, PageLine

MIN_FOUND = 0.6
"""The share of bookmarks that have to be found in the text. Else they are no headings, but a tool's list."""

MIN_BOOKMARKS = 2

LONGEST_BOOKMARK = 25
"""Words of a bookmark that may be a heading."""

MAX_LINES = 5
"""Lines of a heading."""

_LABEL = r"(?:appendix|article|annex|chapter|division|part|schedule|section)"
_NUMBER = r"(?:\d{1,6}|[ivxlc]{1,6}|[a-z]\d{0,4})?"
_NUMBER_BEFORE, _LABEL_BEFORE = re.compile(f"{_LABEL}?{_NUMBER}"), re.compile(_LABEL + _NUMBER)
"""What may stand before the name of a heading, without spaces and marks: a number, or a label above it."""

_NUMBER_WITHIN = re.compile(rf"{_LABEL}\b|\d|[ivx]+[. ]", re.IGNORECASE)
"""The start of a bookmark that has a label or a number itself."""


class Marked(NamedTuple):
    """The place after the last line of a heading, and its level from 1."""

    end: int
    level: int


def find_bookmarks(lines: Sequence[PageLine], bookmarks: Sequence[Bookmark]) -> dict[int, Marked]:
    """Find the lines that bookmarks name, by the place of the first one.

    Returns nothing where too few bookmarks are found. A bookmark is on the page that it names or on the next.
    Where a page has its name twice, such as in a running head, the larger one is the heading.
    """
    known = [bookmark for bookmark in bookmarks if _simplify(bookmark.text)]
    found: dict[int, Marked] = {}
    first = 0
    for bookmark in known:
        place, end = _find(lines, bookmark, first)
        if end:
            again, last = _find(lines, bookmark._replace(page=lines[place].page), end)
            if last and lines[again].page == lines[place].page and lines[again].size > lines[place].size:
                place, end = again, last
            found[place] = Marked(end, bookmark.level)
            first = end
    is_trusted = len(found) >= max(MIN_BOOKMARKS, MIN_FOUND * len(known))
    return found if is_trusted else {}


def _find(lines: Sequence[PageLine], bookmark: Bookmark, first: int) -> tuple[int, int]:
    """The place of the first line of a heading and that after its last. Two zeros where it is not found."""
    name = _simplify(bookmark.text)
    if len(bookmark.text.split()) > LONGEST_BOOKMARK:
        return 0, 0
    has_number = bool(_NUMBER_WITHIN.match(bookmark.text))
    pages = range(bookmark.page, bookmark.page + 2) if bookmark.page >= 0 else None
    for start in range(first, len(lines)):
        if (pages and lines[start].page not in pages) or not _simplify(lines[start].text):
            continue
        text = ""
        for end in range(start + 1, min(start + MAX_LINES, len(lines)) + 1):
            text += _simplify(lines[end - 1].text)
            before = text.removesuffix(name)
            is_own_line = len(_simplify(lines[start].text)) <= len(before)
            known = re.compile(_LABEL) if has_number else _LABEL_BEFORE if is_own_line else _NUMBER_BEFORE
            if text.endswith(name) and (not before or known.fullmatch(before)):
                return start, end
            if len(text) > len(name) + 20:
                break
    return 0, 0


def _simplify(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()
