"""Checks that the table of contents and the pages fit: no file is missing, named twice or left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data.contents import CONTENTS, Listed, located
from reading.evidence import codebook
from reading.evidence.sentences import PAGE
from reading.files.errors import ReadingError, closest, nearest
from reading.files.read import visible

PAGES = ("chapters/**/*.md", "notebooks/**/*.ipynb", f"{PAGE}.md", f"{codebook.PAGE}.md")
"""What must be in the table of contents."""


def mistakes(root: Path, files: list[Listed]) -> Iterator[ReadingError]:
    """Files that are named but missing or named twice, and pages that are not named."""
    path = root / CONTENTS
    pages = visible(root, *PAGES)
    names = [page.relative_to(root).with_suffix("").as_posix() for page in pages]
    first: dict[Path, int] = {}
    meant = set[str]()
    left = set(names) - {file.name.removesuffix(Path(file.name).suffix) for file in files}
    for file in files:
        found = located(root, file.name)
        if found is None:
            hint = nearest(file.name, left) or "it may have been moved or renamed"
            meant.add(closest(file.name, left) or "")
            yield ReadingError(path, file.line, f"there is no file {file.name!r}", hint)
        elif first.setdefault(found, file.line) != file.line:
            yield ReadingError(
                path, file.line, f"{file.name!r} stands twice", f"first in line {first[found]}"
            )
    for page, name in zip(pages, names, strict=True):
        if page not in first and name not in meant:
            yield ReadingError(
                page, 0, "the page is not in the table of contents", f"add to {CONTENTS}: - file: {name}"
            )
