"""Leaves out the fields that stand at the start of a Markdown document, one a line or an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reading.documents.plain.lines import clear, read_first_group
from reading.documents.plain.surroundings import Stripped, describe_fields
from reading.files.read import Line

_FIELD = re.compile(
    r"(?:[-*+] +)?(?P<bold>[*_]{0,2})(?P<name>[A-Z][\w-]*(?: [\w-]+){0,2})(?:(?P=bold):|:(?P=bold))"
    r"(?: +(?P<value>.*))?$"
)
_ITEM = re.compile(r"[-*+] |[*_]")
_HEADING = re.compile(r"#{1,2} +\S")

_NAMES = "author authors category created date deciders editor editors id issue keywords licence license"
_NAMES += " number owner owners pr reviewers state status tags type updated version"
_KNOWN = {*_NAMES.split(), "last updated", "rfc pr", "start date"}
"""Names of fields, in lower case."""

MIN_KNOWN = 0.5
"""The share of known names from which on a list is one of fields. Others are a part of the text."""

MAX_LINES = 12
"""Lines of fields."""

LONGEST_VALUE = 12
"""Words of a field. What has more is text."""


def strip_listed_fields(lines: Sequence[Line]) -> Stripped:
    """Leave out fields above the text, or right below its first heading, such as *- Status: accepted*.

    Title, author and date are taken from them. Each is an item of a list, or has a name in bold.

    >>> lines = ["# Old ports", "", "- Status: accepted", "- **Date:** 2020-05-01", "", "They wait."]
    >>> stripped = strip_listed_fields([Line(place, line) for place, line in enumerate(lines, 1)])
    >>> [line.text for line in stripped.lines if line.text], stripped.date
    (['# Old ports', 'They wait.'], '2020-05-01')
    """
    first = read_first_group(lines)
    is_below = bool(first) and bool(_HEADING.match(first[0].text))
    group = first[1:] if is_below else first
    if is_below and not group:
        group = read_first_group(lines[lines.index(first[0]) + 1 :])
    fields: dict[str, str] = {}
    for line in group:
        field = _FIELD.match(line.text) if _ITEM.match(line.text) else None
        value = (field["value"] or "").strip() if field else line.text
        if len(value.split()) > LONGEST_VALUE or (not field and not (fields and line.text[0].isspace())):
            return Stripped(list(lines))
        if field:
            fields.setdefault(field["name"].lower(), value)
    rest = (line for line in lines if line not in group and not _HEADING.match(line.text))
    are_fields = len(fields) >= 2 and len(_KNOWN & fields.keys()) >= MIN_KNOWN * len(fields)
    if not are_fields or len(group) > MAX_LINES or not any(line.text.strip() for line in rest):
        return Stripped(list(lines))
    kept = [clear(line) if line in group else line for line in lines]
    title, date = fields.get("title", ""), fields.get("date", "")
    author = fields.get("author", "") or fields.get("authors", "")
    return Stripped(kept, title, author, describe_fields(group), date=date)
