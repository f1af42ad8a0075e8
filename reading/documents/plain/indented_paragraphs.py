"""Sets blank lines between the paragraphs of plain text that only their indented first lines mark.

`_static/text_run_in.js` holds the same rule for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reading.documents.plain.lines import count_indent, has_words
from reading.files.read import Line

MIN_INDENTED = 5
"""Indented first lines from which on a text marks its paragraphs by them."""

LEAST, MOST = 2, 8
"""Columns by which a first line is indented."""

_END = re.compile(r"[.!?:][\"'\u201d\u2019)\]]*[0-9]{0,2}\s*$")
"""The end of a sentence, with the mark of a note."""

_START = re.compile(r"\s*[\"'(\u201c\u2018]?[A-Z]")


def part_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """Set a blank line before each indented first line, where a text has several.

    Such a line reaches the margin, follows the end of a sentence, and the next line is not indented.
    """
    ends = sorted(len(line.text.rstrip()) for line in lines if has_words(line.text))
    width = ends[len(ends) * 9 // 10] if ends else 0
    starts = {place for place in range(1, len(lines) - 1) if _is_start(lines, place, width)}
    if len(starts) < MIN_INDENTED:
        return list(lines)
    parted: list[Line] = []
    for place, line in enumerate(lines):
        parted += [Line(line.number, ""), line] if place in starts else [line]
    return parted


def _is_start(lines: Sequence[Line], place: int, width: int) -> bool:
    before, text, after = (lines[place + step].text for step in (-1, 0, 1))
    if not all(map(has_words, (before, text, after))):
        return False
    indent = count_indent(before)
    return bool(
        LEAST <= count_indent(text) - indent <= MOST
        and count_indent(after) <= indent + 1
        and 4 * len(text.rstrip()) >= 3 * width
        and _END.search(before)
        and _START.match(text)
    )
