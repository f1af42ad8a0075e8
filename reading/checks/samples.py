"""Checks coded sentences of other texts against the reference, and against each other."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.rules import rule
from reading.data.book import Book
from reading.data.samples import FOLDER, SENTENCES
from reading.files.errors import ReadingError, suggest


@rule("sample", "data")
def check_samples(book: Book) -> Iterator[ReadingError]:
    """Find a coded text that the reference lacks, or that a lexicon was made from and judged by.

    A text whose sentences a lexicon was made from cannot judge it, since sentences of a text are alike.
    """
    used = [sample for sample in book.samples.values() if not sample.held_out]
    development = {text: sample.name for sample in used for text in sample.sentences["text"]}
    known = set(book.reference.texts["text"]) if book.samples else set()
    for sample in book.samples.values():
        path = book.root / FOLDER / sample.name / SENTENCES
        # Row i of the frame is the file's line i + 2.
        for row, text in sample.sentences["text"].drop_duplicates().items():
            line = int(str(row)) + 2
            if text not in known:
                hint = suggest(text, known) or "its texts are those of texts.csv"
                yield ReadingError(path, line, f"the reference has no text {text!r}", hint)
            if sample.held_out and text in development:
                problem = f"{text!r} is held out, but {development[text]!r} is for development and has it"
                yield ReadingError(path, line, problem, "draw sentences of other texts")
