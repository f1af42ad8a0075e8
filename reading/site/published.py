"""A build in, the book that it publishes and the registry of its figures out: both are read once a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx

from reading import citation, figures
from reading.book import Book
from reading.figures import Figure

_KEPT = "_reading_published"


@dataclass(frozen=True)
class Published:
    """What the pages of a build are made from."""

    book: Book
    figures: dict[str, Figure]
    cited: citation.Book

    def proves(self, claim: str) -> bool:
        """Whether the figures bear a chart's title out."""
        return claim in self.figures and self.figures[claim].value is True


def read(app: Sphinx) -> None:
    """Read the book in the build's source folder. Raises `ReadingErrors` where it has mistakes."""
    root = Path(app.srcdir)
    book, cited = Book.load(root), citation.read(root)
    setattr(app, _KEPT, Published(book, figures.registry(book), cited))


def of(app: Sphinx) -> Published:
    """What was read for this build."""
    published: Published = getattr(app, _KEPT)
    return published
