"""Notes passes of themes that a person has not finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data import coding, samples
from reading.data.book import Book
from reading.files.errors import ReadingError


def find_unfinished(root: Path, book: Book) -> Iterator[ReadingError]:
    """Yield a note for each pass of themes, of the document or of a sample, that a person left unfinished."""
    parts = [(coding.FOLDER, len(book.document.sentences), book.coding.passes, book.coding.coders)]
    parts += [
        (samples.FOLDER / sample.name, len(sample.sentences), sample.passes, sample.coders)
        for sample in book.samples.values()
    ]
    for folder, size, passes, coders in parts:
        for name, rows in passes.items():
            if len(rows) < size:
                problem = f"{coders[name].name} has coded {len(rows)} of {size} sentences"
                hint = "the coder may go on; agreement is measured on the coded ones"
                yield ReadingError(root / folder / f"pass-{name}.csv", len(rows) + 1, problem, hint)
