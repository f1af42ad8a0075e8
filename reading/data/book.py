"""The folder of a book goes in; all that people wrote in it comes out, validated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from reading.data import chapters, claims, coding, document, lexicon, stances
from reading.data.chapters import Chapter
from reading.data.claims import Claim
from reading.data.coding import Coding
from reading.data.contents import CONTENTS
from reading.data.document import Document, Outline
from reading.data.lexicon import Lexicon
from reading.data.stances import Stances
from reading.files.errors import ReadingError, ReadingErrors, attempt, raise_any


@dataclass(frozen=True, eq=False)
class Book:
    """What the book is made of."""

    root: Path
    document: Document
    lexicon: Lexicon
    chapters: dict[str, Chapter]
    coding: Coding
    claims: tuple[Claim, ...] = ()
    stances: Stances = stances.NOTHING

    @classmethod
    def load(cls, root: Path) -> Book:
        """The book in a folder. Raises `ReadingErrors` with the mistakes of all its files."""
        parts, errors = read(root)
        raise_any(errors)
        book = parts.book(root)
        assert book is not None
        return book

    @classmethod
    def here(cls) -> Book:
        """The book that the current directory is part of; each part is read when it is first asked for."""
        return _OnDemand(find(Path.cwd()))

    @cached_property
    def retold(self) -> pd.DataFrame:
        """paragraph, sentence, text, anchor, path: one row for each retelling."""
        return chapters.retold(self.chapters)

    def page_of(self, paragraph: str) -> str:
        """The page of a paragraph, below the book's folder and without suffix."""
        return chapters.page_of(paragraph)

    def paragraph_on(self, page: str) -> str | None:
        """The paragraph that a page retells, named as by `page_of`; None for a page that retells none."""
        return self._paragraphs.get(page)

    @cached_property
    def kept(self) -> dict[str, list[str]]:
        """The document's sentences, by paragraph; empty where the book keeps figures alone."""
        # Imported here since it brings NLTK, which few books need.
        from reading.data import full_text as kept

        return kept.sentences(self.root)

    @cached_property
    def _paragraphs(self) -> dict[str, str]:
        return {self.page_of(paragraph): paragraph for paragraph in self.document.section_of}


class _OnDemand(Book):
    """A book that reads no more than is used of it, so that a notebook depends on no more than that.

    A part raises `ReadingErrors` with its own mistakes; what its files owe to others, the check tells.
    """

    def __init__(self, root: Path) -> None:
        object.__setattr__(self, "root", root)

    @cached_property
    def document(self) -> Document:
        return document.load(self.root / document.FOLDER)

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon.on_demand(self.root / lexicon.FOLDER)

    @cached_property
    def chapters(self) -> dict[str, Chapter]:
        pages, mistakes = chapters.read_chapters(self.root, _sizes(_outline(self.root)))
        raise_any(mistakes)
        return pages

    @cached_property
    def coding(self) -> Coding:
        return coding.load(self.root / coding.FOLDER, _sizes(_outline(self.root)))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return claims.load(self.root)

    @cached_property
    def stances(self) -> Stances:
        return stances.load(self.root / coding.FOLDER, _sizes(_outline(self.root)), None)


class Parts(NamedTuple):
    """What a book is made of, so far as it could be read: None for a part that could not."""

    document: Document | None
    lexicon: Lexicon | None
    chapters: dict[str, Chapter]
    coding: Coding | None
    claims: tuple[Claim, ...] | None
    stances: Stances | None

    def book(self, root: Path) -> Book | None:
        """The book; what was coded or claimed is empty where it could not be read. None without the rest."""
        if self.document is None or self.lexicon is None:
            return None
        coded, stated, taken = (
            self.coding or coding.NOTHING,
            self.claims or (),
            self.stances or stances.NOTHING,
        )
        return Book(root, self.document, self.lexicon, self.chapters, coded, stated, taken)


def find(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds a book."""
    for folder in (start, *start.parents):
        if (folder / CONTENTS).is_file():
            return folder
    hint = f"a book's folder holds {CONTENTS}; change to it"
    raise ReadingErrors("no book", [ReadingError(start, 0, "there is no book here or above", hint)])


def read(root: Path) -> tuple[Parts, list[ReadingError]]:
    """The parts of the book in a folder, and all mistakes of its files; no part's mistakes hide another's."""
    errors: list[ReadingError] = []
    text = attempt(errors, lambda: document.load(root / document.FOLDER), None)
    sizes = _sizes(text.outline if text else _outline(root))
    words = attempt(errors, lambda: lexicon.load(root / lexicon.FOLDER), None)
    pages, mistakes = chapters.read_chapters(root, sizes)
    errors += mistakes
    coded = attempt(errors, lambda: coding.load(root / coding.FOLDER, sizes), None)
    stated = attempt(errors, lambda: claims.load(root), None)
    actors = None if words is None else {actor.id for actor in words.actors}
    taken = attempt(errors, lambda: stances.load(root / coding.FOLDER, sizes, actors), None)
    return Parts(text, words, pages, coded, stated, taken), errors


def _outline(root: Path) -> Outline | None:
    """The outline by itself: broken tables beside it hide nothing of what goes by it."""
    return attempt([], lambda: document.read_outline(root / document.FOLDER / document.OUTLINE)[1], None)


def _sizes(outline: Outline | None) -> dict[str, int] | None:
    """The number of sentences of each paragraph; None where the outline is broken or was changed by hand."""
    paragraphs = [paragraph for _, paragraph in outline.paragraphs()] if outline else []
    if not all(len(paragraph.tokens) == paragraph.sentences for paragraph in paragraphs):
        return None
    return {paragraph.id: paragraph.sentences for paragraph in paragraphs} or None
