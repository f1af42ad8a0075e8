"""The folder of a book goes in; all that people wrote in it comes out, validated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from reading import chapters, claims, coding, document, lexicon
from reading.chapters import Chapter
from reading.claims import Claim
from reading.coding import Coding
from reading.document import Document
from reading.errors import ReadingError, ReadingErrors, attempt, raise_any
from reading.lexicon import Lexicon

DOCUMENT = Path("data/document")

CONTENTS = "_toc.yml"
"""The file that a book's folder is known by."""


@dataclass(frozen=True, eq=False)
class Book:
    """What the book is made of."""

    root: Path
    document: Document
    lexicon: Lexicon
    chapters: dict[str, Chapter]
    coding: Coding
    claims: tuple[Claim, ...] = ()

    @classmethod
    def load(cls, root: Path) -> Book:
        """The book in a folder. Raises `ReadingErrors` with the mistakes of all its files."""
        book, errors = read(root)
        raise_any(errors)
        assert book is not None
        return book

    @classmethod
    def here(cls) -> Book:
        """The book that the current directory is part of."""
        return cls.load(find(Path.cwd()))

    @cached_property
    def retold(self) -> pd.DataFrame:
        """paragraph, sentence, text, anchor, path: one row for each retelling."""
        return chapters.retold(self.chapters)

    def page_of(self, paragraph: str) -> str:
        """The page of a paragraph, below the book's folder and without suffix."""
        return chapters.page_of(paragraph)


def find(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds a book."""
    for folder in (start, *start.parents):
        if (folder / CONTENTS).is_file():
            return folder
    hint = f"a book's folder holds {CONTENTS}; change to it"
    raise ReadingErrors("no book", [ReadingError(start, 0, "there is no book here or above", hint)])


def read(root: Path) -> tuple[Book | None, list[ReadingError]]:
    """The book in a folder, and all mistakes of its files; no part's mistakes hide another's.

    The book has the chapters that could be read. It is None where something else could not.
    """
    errors: list[ReadingError] = []
    text = attempt(errors, lambda: document.load(root / DOCUMENT), None)
    words = attempt(errors, lambda: lexicon.load(root / lexicon.FOLDER), None)
    coded = attempt(errors, lambda: coding.load(root / coding.FOLDER, text), None)
    stated = attempt(errors, lambda: claims.load(root), None)
    pages, mistakes = chapters.read_chapters(root, text)
    errors += mistakes
    if text is None or words is None or coded is None or stated is None:
        return None, errors
    return Book(root, text, words, pages, coded, stated), errors
