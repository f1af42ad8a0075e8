"""Checks that the table of contents lists every page once, and no page that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reading.checks.rules import rule
from reading.data.contents import CONTENTS, SUFFIXES, ContentsEntry, find_source
from reading.files.errors import ReadingError, closest_match, suggest
from reading.files.read import list_files
from reading.tables.locations import CODEBOOK, EVIDENCE, EXPLORER

PAGES = (
    "chapters/**/*.md",
    "notebooks/**/*.ipynb",
    *(f"{name}.md" for name in (EVIDENCE, CODEBOOK, EXPLORER)),
)
"""Patterns of the files that the table of contents must list. Of other folders it lists all pages or none."""


@rule("contents")
def check_contents(root: Path, listed: list[ContentsEntry]) -> Iterator[ReadingError]:
    """Yield an error for each listed file that is missing or repeated, and each page that is not listed."""
    path = root / CONTENTS
    found = {page.parent for file in listed if (page := find_source(root, file.name))}
    folders = [
        folder for folder in found - {root} if folder.is_relative_to(root) and ".." not in folder.parts
    ]
    expected = {
        page for folder in folders for page in list_files(folder, *(f"*{suffix}" for suffix in SUFFIXES))
    }
    expected.update(list_files(root, *PAGES))
    pages = {page.relative_to(root).with_suffix("").as_posix(): page for page in sorted(expected)}
    unlisted = set(pages) - {file.name.removesuffix(Path(file.name).suffix) for file in listed}
    first: dict[Path, int] = {}
    # A page whose listed name is misspelt has one error, at that name.
    meant = set[str]()
    for file in listed:
        page = find_source(root, file.name)
        if page is None:
            hint = suggest(file.name, unlisted) or "it may have been moved or renamed"
            meant.add(closest_match(file.name, unlisted) or "")
            yield ReadingError(path, file.line, f"there is no file {file.name!r}", hint)
        elif first.setdefault(page, file.line) != file.line:
            yield ReadingError(
                path, file.line, f"{file.name!r} is listed twice", f"first in line {first[page]}"
            )
    for name, page in pages.items():
        if page not in first and name not in meant:
            hint = f"add to {CONTENTS}: - file: {name}"
            if re.search(r"(?i)\bcopy\b[)]?$|\(\d+\)$", name):
                hint = "delete it, if it is a copy"
            yield ReadingError(page, 0, "the page is not in the table of contents", hint)
