"""Reads the book once for each build, and keeps it with its figures.

Mistakes in the files of the book end the build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from reading.checks import run
from reading.checks.charts import is_plain
from reading.data import citation
from reading.data.book import Book
from reading.files.errors import ReadingError, ReadingErrors, raise_any
from reading.tables.figures import Figures

_ATTRIBUTE = "_reading_book"


@dataclass(frozen=True)
class PublishedBook:
    """The sources of all pages of a build.

    book: the book's files
    figures: its figures, by name
    claims: whether each of its claims is true, by name
    metadata: its title, authors and licence from `CITATION.cff`
    """

    book: Book
    figures: Figures
    claims: Mapping[str, bool]
    metadata: citation.BookMetadata


def setup(app: Sphinx) -> None:
    """Read the book when a build starts."""
    app.connect("config-inited", _read_book)


class MistakesError(SphinxError):
    """Ends a build with the mistakes in the files of a book, each on its own line."""

    category = "The book has mistakes"


def mistakes_error(root: Path, errors: ReadingErrors | list[ReadingError]) -> MistakesError:
    """A `MistakesError` with these errors, their paths relative to the folder of the book."""
    mistakes: Any = errors.exceptions if isinstance(errors, ReadingErrors) else errors
    lines = [str(replace(error, path=error.path.relative_to(root))) for error in mistakes]
    return MistakesError("\n".join(lines))


def published_book(app: Sphinx) -> PublishedBook:
    """The book of this build."""
    book: PublishedBook = getattr(app, _ATTRIBUTE)
    return book


def supports_title(app: Sphinx, chart: str, title: str, claim: str) -> bool:
    """Whether a chart may have a title: its claim is true, or the title claims nothing."""
    return published_book(app).claims.get(claim, False) if claim else is_plain(chart, title)


def _read_book(app: Sphinx, config: object) -> None:
    """Read and check the book in the source folder of a build."""
    root = Path(app.srcdir)
    try:
        checked = run.check_and_read(root, document=run.find_document_copy())
        raise_any(checked.errors)
        metadata = citation.read(root)
    except ReadingErrors as errors:
        raise mistakes_error(root, errors) from None
    assert checked.book is not None
    assert checked.figures is not None
    setattr(app, _ATTRIBUTE, PublishedBook(checked.book, checked.figures, checked.claims, metadata))
