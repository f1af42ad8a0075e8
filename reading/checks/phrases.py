"""Checks that the tables of the document count the phrases that the lexicon lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.checks.rules import rule
from reading.data import lexicon
from reading.data.document import Document
from reading.files.errors import ReadingError, attempt
from reading.files.read import read_list


@rule("uncounted-phrase")
def check_phrases(root: Path, document: Document) -> Iterator[ReadingError]:
    """Yield an error for each phrase that is listed and not counted, or counted and not listed."""
    path = root / lexicon.FOLDER / lexicon.PHRASES
    # Phrases with other errors are reported where the lexicon is read.
    mistakes: list[ReadingError] = []
    attempt(mistakes, lambda: lexicon.read_phrases(path), None)
    reported = {error.line for error in mistakes}
    lines = {" ".join(line.text.split()): line.number for line in attempt([], lambda: read_list(path), ())}
    if not lines:
        return
    hint = "run `reading derive TEXT`, where TEXT is a copy of the document"
    for phrase, line in lines.items():
        if phrase not in document.phrases and line not in reported:
            yield ReadingError(path, line, f"the phrase {phrase!r} is not counted yet", hint)
    for phrase in document.phrases:
        if phrase not in lines:
            yield ReadingError(path, 0, f"the phrase {phrase!r} is counted, but not listed any more", hint)
