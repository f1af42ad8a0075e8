"""Compares two versions of the book, for `reading compare`. The result is a report in Markdown."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from reading.compare.changes import compare_figures
from reading.compare.pages import compare_pages
from reading.compare.report import Report
from reading.compare.retellings import compare_retellings
from reading.compare.versions import open_version
from reading.data.book import Book
from reading.figures import cached_registry
from reading.figures.published import read_published_figures

__all__ = ["compare"]


def compare(root: Path, base: str, after: Path | None = None, *, site: str = "") -> str:
    """Report which published numbers, retellings and pages changed since `base`.

    Parameters
    ----------
    root : Path
        The book's folder.
    base : str
        A git ref, whose own code computes its figures, or a file like the site's `figures.json`. Pages and
        retellings are compared with those of a git ref only.
    after : Path, optional
        A file like `figures.json`. By default the figures are computed from the book in `root`.
    site : str, optional
        The address of a preview of the site, for links to its pages.

    Returns
    -------
    str
        Markdown that fits into a comment on GitHub.

    Raises
    ------
    ReadingErrors
        If one of the versions cannot be read.
    """
    # Errors of the present version are raised before the earlier one is computed, which may take minutes.
    book = Book.load(root) if after is None else None
    published = read_published_figures(after) if after else {}
    with ExitStack() as stack:
        earlier = open_version(stack, root, base)
        now = cached_registry(book) if book else published
        figures = compare_figures(earlier.figures, now)
        retellings = compare_retellings(earlier.root, root) if earlier.root else []
        pages = compare_pages(earlier, root, figures, retellings_changed=bool(retellings))
    return Report(earlier, figures, retellings, pages, site).text()
