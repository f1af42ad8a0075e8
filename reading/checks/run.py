"""Runs every check on a book: this is `reading check`. A build has it run in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from reading.cache.dependencies import hash_path
from reading.cache.processes import start_process
from reading.cache.results import ResultCache
from reading.checks.contents import PAGES
from reading.checks.known import LANDING, CheckedBook, CheckedPage
from reading.checks.pages import find_placeholders
from reading.checks.published_files import LINKED
from reading.checks.registry import find_problems
from reading.data import book, citation, claims, contents, reference
from reading.data.book import Book
from reading.data.cached import STORE, hash_inputs
from reading.execution.prose import read_page
from reading.files.errors import ReadingError, T, U, attempt
from reading.files.limits import limit_work
from reading.files.read import list_files

ABOUT = ("CITATION.cff", "LICENSE", "_config.yml", "data/document/outline.yml")
"""The files that say who made the book, under which licence and of what. No page is made of them."""


def check_book(root: Path, *, document: Path | None = None) -> list[ReadingError]:
    """Everything that is wrong with a book. Errors that follow from another one are left out.

    Parameters
    ----------
    root : Path
        The book's folder.
    document : Path, optional
        A copy of the document. If given, the book's files must not repeat its text.

    Returns
    -------
    list of ReadingError
        Sorted by file and line, each once.
    """
    return check_whole(root, document=document)[0]


def start_check(root: Path) -> Callable[[], list[ReadingError]]:
    """Start the check of a book. Returns a function that waits for the mistakes: see `start_process`."""
    return start_process(partial(check_book, root, document=find_document_copy()))


def check_whole(root: Path, *, document: Path | None = None) -> tuple[list[ReadingError], list[ReadingError]]:
    """Return what `check_book` does, and the places that wait for text."""
    known = _read_book(root, document)
    errors = known.errors
    errors += find_problems("book", known)
    for page in known.pages:
        errors += _attempt(errors, page.path, partial(_check_page, page), [])
    # What a broken page cites, tells or shows is not known.
    is_read = known.entries is not None and not any(error.check == "contents" for error in errors)
    if is_read and not {error.path for error in errors}.intersection(known.paths):
        errors += find_problems("use", known)
    written = [page.path for page in known.pages if page.path.suffix != ".ipynb"]
    written += list_files(root, *ABOUT)
    left = [place for path in written for place in attempt(errors, partial(find_placeholders, path), [])]
    # What a link leads to is not of the book: no message tells what stands there.
    paths = {error.path for error in errors if error.path.is_relative_to(root)}
    told = {path: ReadingError(path, 0, *LINKED) for path in paths if known.files.is_linked(path)}
    return sorted({told.get(error.path, error) for error in errors}), left


def _attempt(errors: list[ReadingError], path: Path, work: Callable[[], T], otherwise: U) -> T | U:
    """What `attempt` returns of work on a file that has its limits of time and memory."""
    return attempt(errors, partial(limit_work, path, work), otherwise)


def _check_page(page: CheckedPage) -> list[ReadingError]:
    is_notebook = page.path.suffix == ".ipynb"
    return find_problems("page", page) + (find_problems("notebook", page) if is_notebook else [])


def _read_book(root: Path, document: Path | None) -> CheckedBook:
    """The book as far as it can be read, with the mistakes in its data and of what cannot be read."""
    errors: list[ReadingError] = []
    data, found = _attempt(errors, root / "data", partial(_check_data, root), (None, []))
    errors += found
    attempt(errors, lambda: citation.read(root), None)
    listed = attempt(errors, lambda: contents.read_contents(root), None)
    entries = _find_entries(root, errors)
    # Every page, whether or not the table of contents lists it.
    page_files = {path for entry in listed or [] if (path := contents.find_page_file(root, entry.name))}
    paths = sorted({*page_files, *list_files(root, *PAGES), root / LANDING})
    known = CheckedBook(root, data, listed, entries, paths, document=document, errors=errors)
    files = [_attempt(errors, path, partial(read_page, path), None) for path in paths]
    known.pages += [CheckedPage(**vars(file), book=known) for file in files if file is not None]
    return known


def _check_data(root: Path) -> tuple[Book | None, list[ReadingError]]:
    """The book, None where a part of its data cannot be read, and the mistakes in its data and retellings.

    Whether its parts fit together is checked where all of them can be read. Data without mistakes are not
    checked again until they or the code change: their parts are read when they are used.
    """
    read = [root / claims.PATH, *sorted(Path(__file__).parent.glob("*.py"))]
    key = ["no mistakes in the data", hash_inputs(root), *map(hash_path, read)]
    cache = ResultCache(root / STORE, "")
    pages, errors = book.read_chapters(root)
    if cache.contains("json", key):
        whole = Book(root)
        whole.chapters = pages
        return whole, errors
    whole, mistakes = book.read_data(root)
    whole.chapters = pages
    attempt(mistakes, partial(reference.check_reference, root), None)
    errors += mistakes
    if not mistakes:
        errors += find_problems("data", whole)
    if not errors:
        # Where nothing can be written, each check reads the data.
        with suppress(OSError):
            cache.get_json("json", key, lambda _: True)
    return None if mistakes else whole, errors


def _find_entries(root: Path, errors: list[ReadingError]) -> Mapping[str, tuple[Path, int]] | None:
    """The file and the line of each entry of the bibliographies, by key; None if they cannot be read."""
    paths = attempt(errors, lambda: contents.find_bibliographies(root), None)
    if not paths:
        return paths if paths is None else {}
    # Imported here because only a book with a bibliography needs pybtex.
    from reading.data.bibliography import find_entries

    return find_entries(paths, errors)


def find_document_copy() -> Path | None:
    """The copy of the document that the environment variable `DOCUMENT` names."""
    path = os.environ.get("DOCUMENT")
    return Path(path) if path else None
