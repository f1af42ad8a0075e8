"""Checks that the table of contents lists every page once, and no page that has no place in the book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reading.checks.rules import rule
from reading.data.contents import CONTENTS, ContentsEntry, find_source
from reading.files.errors import ReadingError, closest_match, find_repeated, suggest
from reading.files.read import list_files
from reading.tables.locations import CODEBOOK, EVIDENCE, EXPLORER, TEXTS

PAGES = (
    "chapters/**/*.md",
    "notebooks/**/*.ipynb",
    "about/**/*.md",
    *(f"{name}.md" for name in (EVIDENCE, CODEBOOK, EXPLORER)),
)
"""Patterns of the files that the table of contents must list."""

PLACES = rf"(?i:(?!(404|genindex|modindex|search|{TEXTS})$)[^/]+)|(chapters|notebooks|about)/.+"
"""The names that pages may have. The build would replace others by pages and files of its own."""


@rule("contents")
def check_contents(root: Path, listed: list[ContentsEntry]) -> Iterator[ReadingError]:
    """Yield an error for each listed file that is missing, misplaced or repeated, and each unlisted page."""
    path = root / CONTENTS
    pages = {page.relative_to(root).with_suffix("").as_posix(): page for page in list_files(root, *PAGES)}
    unlisted = pages.keys() - {file.name.removesuffix(Path(file.name).suffix) for file in listed}
    # A page whose listed name is misspelt has one error, at that name.
    meant = set[str]()
    for file in listed:
        if find_source(root, file.name) is None:
            hint = suggest(file.name, unlisted) or "it may have been moved or renamed"
            meant.add(closest_match(file.name, unlisted) or "")
            yield ReadingError(path, file.line, f"there is no file {file.name!r}", hint)
        elif not re.fullmatch(PLACES, file.name.removesuffix(Path(file.name).suffix)):
            hint = "write pages at the top, in chapters/, notebooks/ or about/, with names of their own"
            yield ReadingError(path, file.line, f"the build keeps the name {file.name!r} for itself", hint)
    found = ((find_source(root, file.name), file) for file in listed)
    for page, file, first in find_repeated(found):
        if page is not None:
            hint = f"first in line {first.line}"
            yield ReadingError(path, file.line, f"{file.name!r} is listed twice", hint)
    for name in unlisted - meant:
        hint = f"add to {CONTENTS}: - file: {name}; or delete it, if it is a copy"
        yield ReadingError(pages[name], 0, "the page is not in the table of contents", hint)
