"""Compares two versions of the book, for `reading compare`. The result is a report in Markdown."""

from __future__ import annotations

import tempfile
from pathlib import Path

from reading.compare.pages import describe_pages
from reading.compare.report import write_report
from reading.compare.tables import compare_figures, list_unmatched, read_tables
from reading.compare.versions import open_version
from reading.data.book import Book
from reading.tables.package import write_package


def compare(root: Path, base: str) -> str:
    """Report which published figures changed since `base`, and which pages show them.

    Parameters
    ----------
    root : Path
        The book's folder.
    base : str
        A git ref, whose own code writes its tables, or published tables: the site's `data.zip`, or a folder
        with a `datapackage.json`.

    Returns
    -------
    str
        Markdown that fits into a comment on GitHub. One line if the base has no tables.

    Raises
    ------
    ReadingErrors
        If the present book has mistakes, or there is no such base.
    """
    with tempfile.TemporaryDirectory(prefix="reading-") as name:
        folder = Path(name)
        # Mistakes of the present book are reported before the base is computed, which may take minutes.
        write_package(Book.load(root), folder / "now")
        description, earlier = open_version(root, base, folder)
        if not earlier:
            return f"Nothing is compared: {description} publishes no tables.\n"
        now = read_tables(folder / "now")
        changes = compare_figures(earlier, now)
        pages = describe_pages(root, {change.place.figure for change in changes})
    return write_report(description, changes, list_unmatched(earlier, now), pages)
