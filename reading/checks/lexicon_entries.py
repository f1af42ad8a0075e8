"""Checks that the document has the names of the lexicon, and that its tables count the phrases."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.rules import rule
from reading.data import lexicon
from reading.data.book import Book
from reading.data.lexicon import fold
from reading.files.errors import ReadingError, suggest
from reading.files.read import read_list, read_text


@rule("unused-name", "data")
def check_names(book: Book) -> Iterator[ReadingError]:
    """Find a compound of names of actors that the document does not have."""
    # `check_phrases` reports the phrases that are not counted yet.
    counted = set(book.lexicon.compounds).difference({*book.lexicon.phrases} - {*book.document.phrases})
    lemmas = set(book.document.incidence["lemma"])
    path = book.root / lexicon.FOLDER / lexicon.ACTORS
    for name in counted:
        if fold(name) not in lemmas:
            lines = read_text(path).split("\n")
            line = next((number for number, text in enumerate(lines, 1) if name in text), 0)
            hint = suggest(fold(name), lemmas) or "remove it, or write it as the document does"
            problem = f"the name {name!r} does not occur in the document"
            yield ReadingError(path, line, problem, hint)


@rule("uncounted-phrase", "data")
def check_phrases(book: Book) -> Iterator[ReadingError]:
    """Find a phrase that is listed and not counted, or counted and not listed."""
    path = book.root / lexicon.FOLDER / lexicon.PHRASES
    hint = "run `reading derive TEXT`, where TEXT is a copy of the document"
    lines = {" ".join(line.text.split()): line.number for line in read_list(path)}
    for phrase, line in lines.items():
        if phrase not in book.document.phrases:
            yield ReadingError(path, line, f"the phrase {phrase!r} is not counted yet", hint)
    for phrase in book.document.phrases:
        if phrase not in lines:
            yield ReadingError(path, 0, f"the phrase {phrase!r} is counted, but not listed any more", hint)
