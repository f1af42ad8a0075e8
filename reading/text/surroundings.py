"""Leaves out what only surrounds a plain text: Gutenberg's licence, a head of fields, a list of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reading.files.read import Line
from reading.formatting import pluralize

_GUTENBERG_START = re.compile(r"^\s*\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_GUTENBERG_END = re.compile(r"^\s*\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_GUTENBERG_LAST = re.compile(r"^\s*End of (?:the )?Project Gutenberg", re.IGNORECASE)
_CREDITS = re.compile(
    r"\s*(?:Produced|E-text prepared|This e-?text was (?:produced|prepared)) by\b", re.IGNORECASE
)

_FIELD = re.compile(r"(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)?):(?: +(?P<value>.*))?$")
_ADDRESS = re.compile(r"\s*<[^<>]*>,?$|,$")

_ENTRY = re.compile(r"\s*(?P<name>.*[^.\s]) ?(?P<dots>(?:\. ?){2,}) *(?:\d+|[ivxl]+)\s*$")
"""An entry of a list of contents: dots lead to the number of a page. A long entry has only few dots."""

_CONTENTS = ("contents", "table of contents")

MIN_ENTRIES, MIN_DOTS = 3, 4
"""Entries with so many dots from which on a list is one of contents."""


class Stripped(NamedTuple):
    """The lines of a text, the title and the author that its head states, and a line about what was left out.

    title, author, removed: empty where there is none
    contents: the headings that a list of contents names
    """

    lines: list[Line]
    title: str = ""
    author: str = ""
    removed: str = ""
    contents: tuple[str, ...] = ()


def strip_gutenberg(lines: Sequence[Line]) -> Stripped:
    """Leave out what Project Gutenberg puts around a text: its header, its credits and its licence."""
    start = next((place for place, line in enumerate(lines) if _GUTENBERG_START.match(line.text)), None)
    if start is None:
        return Stripped(list(lines))
    end = next(
        (place for place in range(start, len(lines)) if _GUTENBERG_END.match(lines[place].text)), len(lines)
    )
    header = {
        name: value.strip()
        for line in lines[:start]
        for name, colon, value in [line.text.strip().partition(":")]
        if colon and name in ("Title", "Author") and value.strip()
    }
    first = start + 1
    # The line that marks the start may be broken.
    while first < end and lines[first].text.strip() and not lines[first - 1].text.rstrip().endswith("***"):
        first += 1
    body = [*lines[first:end]]
    while body and (not body[-1].text.strip() or _GUTENBERG_LAST.match(body[-1].text)):
        body.pop()
    removed = f"Project Gutenberg's header (lines 1 to {lines[first - 1].number:,})"
    group = _read_first_group(body)
    if group and _CREDITS.match(group[0].text):
        body = body[body.index(group[-1]) + 1 :]
        removed += f", credits (to line {group[-1].number:,})"
    if end < len(lines):
        removed += f" and licence (from line {lines[end].number:,} on)"
    return Stripped(body, header.get("Title", ""), header.get("Author", ""), removed)


def strip_fields(lines: Sequence[Line]) -> Stripped:
    """Leave out a head of fields, such as *Title: Ports*, and take the title and the author from it."""
    group = _read_first_group(lines)
    fields: dict[str, str] = {}
    for line in group:
        field = _FIELD.match(line.text)
        if field:
            fields.setdefault(field["name"], (field["value"] or "").strip())
        elif not line.text[0].isspace() or not fields:
            return Stripped(list(lines))
    if len(fields) < 2 or not fields.get("Title"):
        return Stripped(list(lines))
    removed = f"fields at the start (lines {group[0].number:,} to {group[-1].number:,})"
    author = _ADDRESS.sub("", fields.get("Author", ""))
    return Stripped(list(lines[lines.index(group[-1]) + 1 :]), fields["Title"], author, removed)


def strip_contents(lines: Sequence[Line]) -> Stripped:
    """Leave out the entries of a list of contents, whose dots lead to page numbers, and its heading."""
    found = {place: entry for place, line in enumerate(lines) if (entry := _ENTRY.match(line.text))}
    entries = set(found)
    if sum(entry["dots"].count(".") >= MIN_DOTS for entry in found.values()) < MIN_ENTRIES:
        return Stripped(list(lines))
    above = min(entries) - 1
    while above > 0 and not lines[above].text.strip():
        above -= 1
    if lines[above].text.strip().lower() in _CONTENTS:
        entries.add(above)
    removed = f"a list of contents ({pluralize(len(entries), 'line')})"
    names = tuple(" ".join(entry["name"].split()) for entry in found.values())
    kept = [line for place, line in enumerate(lines) if place not in entries]
    return Stripped(kept, removed=removed, contents=names)


def _read_first_group(lines: Sequence[Line]) -> list[Line]:
    """The first lines of a text up to a blank line."""
    first = next((place for place, line in enumerate(lines) if line.text.strip()), len(lines))
    last = next((place for place in range(first, len(lines)) if not lines[place].text.strip()), len(lines))
    return list(lines[first:last])
