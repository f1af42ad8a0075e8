"""Reads a book: everything that people wrote in its folder."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from reading.data import chapters, claims, coding, document, lexicon, voices
from reading.data.chapters import Chapters
from reading.data.claims import Claim
from reading.data.coding import Coding, Sentence
from reading.data.contents import CONTENTS
from reading.data.document import Document
from reading.data.lexicon import Lexicon
from reading.data.reference import Reference, find_folder
from reading.data.voices import Voices
from reading.files.errors import ReadingError, attempt, raise_any, single_error


class Book:
    """A book, each part of which is read when it is first used.

    So a notebook reads only the parts that it uses. A part with mistakes raises `ReadingErrors` where it is
    used, also by another part. A part can be set in place of what the folder holds.
    """

    def __init__(self, root: Path) -> None:
        """Take the book in the folder `root`. Nothing is read yet."""
        self.root = root

    @classmethod
    def load(cls, root: Path) -> Book:
        """Read the book in a folder. Raises `ReadingErrors` with the mistakes in its data and chapters."""
        book, errors = read_data(root)
        attempt(errors, lambda: book.chapters, None)
        raise_any(errors)
        return book

    @classmethod
    def here(cls) -> Book:
        """The book that the current directory is part of."""
        return cls(find_book(Path.cwd()))

    @classmethod
    def choose(cls, book: object) -> Book:
        """A book itself, and `here` for none. Raises `TypeError` for what is no book."""
        if book is not None and not isinstance(book, cls):
            raise TypeError(f"a table takes no {book!r}: call it without, and choose rows of its frame")
        return book or cls.here()

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The number of sentences of each paragraph, in the document's order.

        Only the outline is read: mistakes in the tables beside it hide no mistake in what depends on it.
        """
        outline = document.read_derived_outline(self.root / document.FOLDER)
        return {paragraph.id: paragraph.sentences for _, paragraph in outline.paragraphs()}

    @cached_property
    def document(self) -> Document:
        """The document's outline and figures."""
        return document.load(self.root / document.FOLDER)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Stop words, phrases, actors and themes."""
        return lexicon.load(self.root / lexicon.FOLDER, lemmas=False)

    @cached_property
    def chapters(self) -> Chapters:
        """The retelling, by paragraph."""
        found, errors = chapters.read_chapters(self.root, self.sizes)
        raise_any(errors)
        return found

    @cached_property
    def coding(self) -> Coding:
        """What people coded by the codebook."""
        return coding.load(self.root / coding.FOLDER, self._sentences)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What titles state."""
        return claims.load(self.root)

    @cached_property
    def voices(self) -> Voices:
        """Whose view each sentence gives, and what its modal verbs say."""
        return voices.load(self.root, self._sentences, [actor.id for actor in self.lexicon.actors])

    @property
    def _sentences(self) -> list[Sentence]:
        return [(name, number) for name, size in self.sizes.items() for number in range(1, size + 1)]

    @cached_property
    def has_reference(self) -> bool:
        """Whether the book has figures of other texts."""
        return find_folder(self.root) is not None

    @cached_property
    def reference(self) -> Reference:
        """The figures of other texts, in a book that has them."""
        return Reference(find_folder(self.root) or self.root)

    @cached_property
    def retellings(self) -> pd.DataFrame:
        """paragraph, sentence, text, anchor: one row for each retelling, in the chapters' order."""
        rows = [
            (paragraph, one.sentence, one.text, one.anchor)
            for paragraph, retellings in self.chapters.items()
            for one in retellings
        ]
        return pd.DataFrame(rows, columns=["paragraph", "sentence", "text", "anchor"])

    def page_of(self, paragraph: str) -> str:
        """The page of a paragraph, below the book's folder and without suffix."""
        return chapters.page_of(paragraph, self._shared_pages)

    def paragraph_on(self, page: str) -> str | None:
        """The paragraph whose page this is, named as by `page_of`. None where it is that of no other one."""
        paragraphs = self._paragraphs.get(page, [])
        return paragraphs[0] if len(paragraphs) == 1 and "/" in page.removeprefix("chapters/") else None

    def find_sentence(self, page: str, mark: str) -> tuple[str, str] | None:
        """The paragraph and the number of the sentence that a mark on a page names. None if there is none."""
        place, _, number = mark.rpartition(".")
        paragraphs = self._paragraphs.get(page, [])
        return (paragraphs[int(place or 1) - 1], number) if paragraphs else None

    def mark_of(self, paragraph: str, number: int | str) -> str:
        """The mark of a sentence on the page of its paragraph."""
        page = self.page_of(paragraph)
        is_shared = page in (f"{chapters.FOLDER}/{section}" for section in self._shared_pages)
        return f"{self._paragraphs[page].index(paragraph) + 1}.{number}" if is_shared else str(number)

    @cached_property
    def _shared_pages(self) -> frozenset[str]:
        return chapters.find_shared_pages(self.root)

    @cached_property
    def _paragraphs(self) -> dict[str, list[str]]:
        found = dict[str, list[str]]()
        for paragraph in self.document.section_of:
            found.setdefault(self.page_of(paragraph), []).append(paragraph)
        return found


def find_book(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds a book. Raises `ReadingErrors` where none does."""
    for folder in (start, *start.parents):
        if (folder / CONTENTS).is_file():
            return folder
    hint = f"a book's folder holds {CONTENTS}; change to it"
    raise single_error(start, 0, "there is no book here or above", hint)


def read_data(root: Path) -> tuple[Book, list[ReadingError]]:
    """Read all data of the book in a folder but its reference. Returns the book and the mistakes found.

    A part with mistakes raises them again where it is used.
    """
    book, errors = Book(root), list[ReadingError]()
    words = attempt(errors, partial(lexicon.load, root / lexicon.FOLDER), None)
    if words is not None:
        book.lexicon = words
    for part in ("document", "coding", "claims", "voices"):
        attempt(errors, partial(getattr, book, part), None)
    # A part that needs another one raises its mistakes, too.
    return book, list(dict.fromkeys(errors))


def read_chapters(root: Path) -> tuple[Chapters, list[ReadingError]]:
    """Read the chapters without mistakes, by paragraph. Also returns the mistakes of the others.

    None is read where the outline has mistakes, which `read_data` reports.
    """
    sizes = attempt([], lambda: Book(root).sizes, None)
    return chapters.read_chapters(root, sizes) if sizes else ({}, [])
