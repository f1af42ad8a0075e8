"""Checks which pages and files a book has: what the table of contents lists, and what the site publishes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from reading.checks.known import CheckedBook
from reading.checks.published_files import DATA
from reading.checks.registry import check
from reading.data import chapters
from reading.data.contents import CONTENTS, find_page_file
from reading.files.errors import ReadingError, closest_match, find_repeated, suggest
from reading.files.read import list_files
from reading.tables.locations import CODEBOOK, EVIDENCE, EXPLORER

PAGES = (
    "chapters/**/*.md",
    "notebooks/**/*.ipynb",
    "about/**/*.md",
    *(f"{name}.md" for name in (EVIDENCE, CODEBOOK, EXPLORER)),
)
"""Patterns of the files that the table of contents must list."""


@check("contents", "book", firm=True)
def check_contents(known: CheckedBook) -> Iterator[ReadingError]:
    """Find an entry of the contents that is missing or repeated, and a page that is not listed."""
    if known.listed is None:
        return
    root, path = known.root, known.root / CONTENTS
    pages = {page.relative_to(root).with_suffix("").as_posix(): page for page in list_files(root, *PAGES)}
    unlisted = pages.keys() - {file.name.removesuffix(Path(file.name).suffix) for file in known.listed}
    wrong = {error.path for error in known.errors}
    # A page whose listed name is misspelt has one error, at that name.
    meant = set[str]()
    for file in known.listed:
        if find_page_file(root, file.name) is None:
            # A page whose own name is wrong is no advice.
            right = (name for name in unlisted if pages[name] not in wrong)
            hint = suggest(file.name, right) or "it may have been moved or renamed"
            meant.add(closest_match(file.name, unlisted) or "")
            yield ReadingError(path, file.line, f"there is no file {file.name!r}", hint)
    for page, file, first in find_repeated((find_page_file(root, file.name), file) for file in known.listed):
        if page is not None:
            hint = f"first in line {first.line}"
            yield ReadingError(path, file.line, f"{file.name!r} is listed twice", hint)
    for name in unlisted - meant:
        hint = f"add to {CONTENTS}: - file: {name}; or delete it, if it is a copy"
        yield ReadingError(pages[name], 0, "the page is not in the table of contents", hint)


@check("order", "book", firm=True)
def check_order(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a chapter that the contents list in another order than the document has."""
    if known.listed is None or known.data is None:
        return
    order = {name: number for number, name in enumerate(known.data.document.short)}
    named = [(chapters.paragraph_of(file.name.removesuffix(".md")), file) for file in known.listed]
    listed = [(name, file) for name, file in named if name in order]
    for (before, _), (name, file) in pairwise(listed):
        if order[name] < order[before]:
            problem = f"{file.name!r} is listed after a later part of the document"
            yield ReadingError(known.root / CONTENTS, file.line, problem, f"list it before {before}")


@check("unpublished-file", "book", firm=True)
def check_files(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a file that the site must not publish, and a symbolic link that git tracks.

    Such a link would publish what it leads to, wherever it lies.
    """
    root, files = known.root, known.files
    copied = list_files(root, *DATA)
    links = filter(os.path.islink, files.list_tracked())
    for path in sorted({*filter(os.path.isfile, known.paths), *copied, *links}):
        if problem := files.find_problem(path, tracked=path in copied):
            yield ReadingError(path, 0, f"the file {problem[0]}", problem[1])
