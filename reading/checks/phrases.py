"""Checks that the tables of the document count the phrases that the lexicon lists."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.rules import rule
from reading.data import lexicon
from reading.data.book import Book
from reading.files.errors import ReadingError
from reading.files.read import read_list


@rule("uncounted-phrase")
def check_phrases(book: Book) -> Iterator[ReadingError]:
    """Yield an error for each phrase that is listed and not counted, or counted and not listed."""
    path = book.root / lexicon.FOLDER / lexicon.PHRASES
    hint = "run `reading derive TEXT`, where TEXT is a copy of the document"
    lines = {" ".join(line.text.split()): line.number for line in read_list(path)}
    for phrase, line in lines.items():
        if phrase not in book.document.phrases:
            yield ReadingError(path, line, f"the phrase {phrase!r} is not counted yet", hint)
    for phrase in book.document.phrases:
        if phrase not in lines:
            yield ReadingError(path, 0, f"the phrase {phrase!r} is counted, but not listed any more", hint)
