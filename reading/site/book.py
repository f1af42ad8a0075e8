"""A build in, the book that it publishes and the registry of its figures out: both are read once a build."""

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

_KEPT = "_reading_published"


@dataclass(frozen=True)
class Published:
    """What the pages of a build are made from."""

    book: Book
    figures: Mapping[str, Figure]
    cited: citation.Book

    def bears(self, chart: str, title: str, claim: str) -> bool:
        """Whether a chart's title stands: its claim is true, or it claims nothing."""
        if not claim:
            return is_neutral(chart, title)
        return claim in self.figures and self.figures[claim].value is True


def read(app: Sphinx) -> None:
    """Read and check the book in the build's source folder. Raises `ReadingErrors` where it has mistakes."""
    root = Path(app.srcdir)
    checked = run.checked(root, document=run.named_copy())
    raise_any(checked.errors)
    assert checked.book is not None
    assert checked.figures is not None
    setattr(app, _KEPT, Published(checked.book, checked.figures, citation.read(root)))


def of(app: Sphinx) -> Published:
    """What was read for this build."""
    published: Published = getattr(app, _KEPT)
    return published
