"""Checks coded sentences of other texts against the references, and against each other."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.rules import rule
from reading.data.book import Book
from reading.data.samples import DESCRIPTION, FOLDER, SENTENCES
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.read import read_yaml
from reading.files.yaml import line_of


@rule("sample", "data")
def check_samples(book: Book) -> Iterator[ReadingError]:
    """Find a coded text that no reference has, or that a lexicon was made from and judged by.

    A text whose sentences a lexicon was made from cannot judge it, since sentences of a text are alike.
    """
    used = [sample for sample in book.samples.values() if not sample.held_out]
    development = {text: sample.name for sample in used for text in sample.sentences["text"]}
    for sample in book.samples.values():
        folder, name = book.root / FOLDER / sample.name, sample.description.reference
        reference = book.references.get(name)
        if reference is None:
            line = line_of(read_yaml(folder / DESCRIPTION), ("reference",))
            hint = suggest_or_list(name, book.references)
            yield ReadingError(folder / DESCRIPTION, line, f"the book has no reference {name!r}", hint)
        known = set() if reference is None else set(reference.texts["text"])
        # Row i of the frame is the file's line i + 2.
        for row, text in sample.sentences["text"].drop_duplicates().items():
            line = int(str(row)) + 2
            if reference is not None and text not in known:
                hint = suggest(text, reference.texts["text"]) or "its texts are those of texts.csv"
                problem = f"the reference {name!r} has no text {text!r}"
                yield ReadingError(folder / SENTENCES, line, problem, hint)
            if sample.held_out and text in development:
                problem = f"{text!r} is held out, but {development[text]!r} is for development and has it"
                yield ReadingError(folder / SENTENCES, line, problem, "draw sentences of other texts")
