"""Reads the sections of `CHANGELOG.md`, which follows Keep a Changelog (https://keepachangelog.com)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from reading.files.errors import ReadingError, raise_any
from reading.files.read import read_text

PATH = Path("CHANGELOG.md")

PAGE = "about/what-changed"
"""The page that shows them, relative to the book's folder and without suffix."""

UNRELEASED = "Unreleased"
"""The name of the section on what has no version yet."""

_HEADING = re.compile(r"## \[(?P<name>\S+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?")


class Section(NamedTuple):
    """The section on a version.

    name: the version, or `UNRELEASED`
    day: the day of its release in ISO 8601; empty where it has none
    text: Markdown without the heading
    """

    name: str
    day: str
    text: str


def read_sections(root: Path) -> list[Section]:
    """The sections in the order of the file, which has the newest first.

    Raises `ReadingErrors` where there is no file, or where a heading names no version.
    """
    text = read_text(root / PATH)
    errors: list[ReadingError] = []
    sections: list[Section] = []
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if not line.startswith("## "):
            if sections:
                sections[-1] = sections[-1]._replace(text=sections[-1].text + line)
        elif heading := _HEADING.fullmatch(line.rstrip()):
            sections.append(Section(heading["name"], heading["day"] or "", ""))
        else:
            hint = "write ## [0.1.0] - 2026-11-25, or ## [Unreleased]"
            errors.append(ReadingError(root / PATH, number, "the heading names no version", hint))
    raise_any(errors)
    return sections
