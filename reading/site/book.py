"""Reads the book once for each build, and keeps it with the registry of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx

from reading.charts.plain_titles import is_neutral
from reading.checks import run
from reading.data import citation
from reading.data.book import Book
from reading.figures import Figure
from reading.files.errors import raise_any

_ATTRIBUTE = "_reading_book"


@dataclass(frozen=True)
class PublishedBook:
    """The sources of all pages of a build.

    book: the book's files
    figures: the registry of its figures, by name
    metadata: its title, authors and licence from `CITATION.cff`
    """

    book: Book
    figures: Mapping[str, Figure]
    metadata: citation.Book

    def supports_title(self, chart: str, title: str, claim: str) -> bool:
        """Whether a chart may have a title: its claim is true, or the title claims nothing."""
        if not claim:
            return is_neutral(chart, title)
        return claim in self.figures and self.figures[claim].value is True


def read_book(app: Sphinx) -> None:
    """Read and check the book in the source folder of a build.

    Raises `ReadingErrors` where the book has mistakes.
    """
    root = Path(app.srcdir)
    checked = run.checked(root, document=run.named_copy())
    raise_any(checked.errors)
    assert checked.book is not None
    assert checked.figures is not None
    setattr(app, _ATTRIBUTE, PublishedBook(checked.book, checked.figures, citation.read(root)))


def published_book(app: Sphinx) -> PublishedBook:
    """The book that `read_book` has read for this build."""
    book: PublishedBook = getattr(app, _ATTRIBUTE)
    return book
