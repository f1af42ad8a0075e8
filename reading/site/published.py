"""Reads the book once for each build, with its figures.

Mistakes in the files of the book end the build.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from reading.checks.run import start_check
from reading.data import citation
from reading.data.book import Book
from reading.files.errors import ReadingError, ReadingErrors
from reading.tables.figures import Figures

CHECKING = "reading_checking"
"""The setting with the function that waits for the check. Without it, the check starts when it is needed."""


@dataclass(frozen=True)
class PublishedBook:
    """What all pages of a build are made from.

    book: the book's files
    figures: its figures, by name
    metadata: its title, authors and licence from `CITATION.cff`
    """

    book: Book
    figures: Figures
    metadata: citation.BookMetadata


def setup(app: Sphinx) -> None:
    """Check the book when a build starts."""
    app.add_config_value(CHECKING, None, "")
    app.connect("config-inited", _check_book)


class MistakesError(SphinxError):
    """Ends a build with the mistakes in the files of a book, each on its own line."""

    category = "The book has mistakes"


def mistakes_error(root: Path, errors: ReadingErrors | list[ReadingError]) -> MistakesError:
    """A `MistakesError` with these errors, their paths relative to the folder of the book."""
    mistakes: Any = errors.exceptions if isinstance(errors, ReadingErrors) else errors
    lines = [str(replace(error, path=error.path.relative_to(root))) for error in mistakes]
    return MistakesError("\n".join(lines))


@functools.lru_cache(maxsize=1)
def published_book(app: Sphinx) -> PublishedBook:
    """The book of this build. Its parts are read when they are used."""
    book = Book(Path(app.srcdir))
    return PublishedBook(book, Figures(book), citation.read(book.root))


def _check_book(app: Sphinx, config: object) -> None:
    """Wait for the check of the book in the source folder of a build."""
    root = Path(app.srcdir)
    wait = app.config[CHECKING] or start_check(root)
    try:
        mistakes = wait()
    except EOFError:
        raise SphinxError("the process that checks the book has died (build again)") from None
    if mistakes:
        raise mistakes_error(root, mistakes)
