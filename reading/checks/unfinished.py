"""Notes which passes of coding end before the document does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data.book import Book
from reading.data.coding import FOLDER
from reading.files.errors import ReadingError


def find_unfinished(root: Path, book: Book) -> Iterator[ReadingError]:
    """Yield a note for each pass of themes, which only people may leave unfinished."""
    size = len(book.document.sentences)
    for coder, rows in book.coding.passes.items():
        if len(rows) < size:
            problem = f"{book.coding.coders[coder].name} has coded {len(rows)} of {size} sentences"
            hint = "the coder may go on; agreement is measured on the coded ones"
            yield ReadingError(root / FOLDER / f"pass-{coder}.csv", len(rows) + 1, problem, hint)
