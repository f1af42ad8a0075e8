"""Reads published figures from a file like the site's `figures.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reading.figures.figure import Figure, parse_name
from reading.files.errors import ReadingError, raise_any, single_error
from reading.files.read import read_json, read_text

Registry = Mapping[str, Figure]

FIELDS: dict[str, type | tuple[type, ...]] = {
    "value": (bool, int, float, str),
    "unit": str,
    "definition": str,
    "table": str,
}
"""The fields of a published figure, and the types of their values."""


def read_published_figures(path: Path) -> Registry:
    """The figures of a file like the site's `figures.json`. Raises `ReadingErrors` for any other file."""
    hint = "`reading figures` prints such a file"
    tree = read_json(path, hint=hint)
    if not isinstance(tree, dict):
        raise single_error(path, 1, "these are no published figures", hint)
    problems = {name: problem for name, entry in tree.items() if (problem := find_problem(entry))}
    text = read_text(path) if problems else ""
    raise_any(
        [
            ReadingError(path, _find_line(text, name), f"{name[:60]!r}: {problem}", hint)
            for name, problem in problems.items()
        ]
    )
    return build_registry(tree)


def build_registry(tree: dict[str, dict[str, Any]]) -> Registry:
    """The figures of parsed JSON in which `find_problem` finds nothing."""
    return {
        name: Figure(*parse_name(name), *(entry[field] for field in FIELDS)) for name, entry in tree.items()
    }


def find_problem(entry: Any) -> str:
    """Why an entry is not a published figure; empty if it is one."""
    if not isinstance(entry, dict):
        return f"a figure has {', '.join(FIELDS)}"
    for field, kind in FIELDS.items():
        if field not in entry:
            return f"{field!r} is missing"
        if not isinstance(entry[field], kind):
            return f"{field!r} is of another type than a figure's"
    value = entry["value"]
    # JSON may hold an integer that is too large for a float.
    too_large = isinstance(value, int | float) and not abs(value) < sys.float_info.max
    return "'value' is not a finite number" if too_large else ""


def _find_line(text: str, name: str) -> int:
    """The line of a name in JSON, with or without escapes; 0 if it is not found."""
    places = [text.find(f"{json.dumps(name, ensure_ascii=ascii_only)}:") for ascii_only in (False, True)]
    place = max(places)
    return text.count("\n", 0, place) + 1 if place >= 0 else 0
