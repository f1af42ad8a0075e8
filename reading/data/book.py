"""Reads a book: everything that people wrote in its folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from reading.data import (
    chapters,
    claims,
    coding,
    document,
    lexicon,
    places,
    samples,
    stances,
)
from reading.data.chapters import Chapter
from reading.data.claims import Claim
from reading.data.coding import NO_CODING, Codebook, Coding
from reading.data.contents import CONTENTS
from reading.data.document import Document
from reading.data.full_text import read_sentences
from reading.data.lazy import read_on_demand
from reading.data.lexicon import Lexicon
from reading.data.reference import Reference, load_references
from reading.data.samples import Sample
from reading.data.stances import NO_STANCES, Stances
from reading.files.errors import ReadingError, attempt, raise_any, single_error


@dataclass(frozen=True, eq=False)
class Book:
    """A book.

    root: its folder
    document: the document's outline and figures
    lexicon: stop words, phrases, actors and themes
    chapters: the retelling, by paragraph
    coding: what people coded by the codebook
    claims: what titles state
    stances: which actors are presented as taking which stance towards which
    references: other texts' figures, by name; the files of each are read when they are first used
    samples: coded sentences of other texts, by name
    """

    root: Path
    document: Document
    lexicon: Lexicon
    chapters: dict[str, Chapter]
    coding: Coding = NO_CODING
    claims: tuple[Claim, ...] = ()
    stances: Stances = NO_STANCES
    references: Mapping[str, Reference] = field(default_factory=dict)
    samples: Mapping[str, Sample] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path) -> Book:
        """Read the book in a folder. Raises `ReadingErrors` with the mistakes of all its files."""
        parts, errors = read_parts(root)
        raise_any(errors)
        book = parts.assemble(root)
        assert book is not None
        return book

    @classmethod
    def here(cls) -> Book:
        """The book that the current directory is part of, read on demand.

        So a notebook depends only on the parts that it uses.
        """
        return cls.on_demand(find_book(Path.cwd()))

    @classmethod
    def on_demand(cls, root: Path, **parts: Any) -> Book:
        """The book in a folder, each part of which is read when it is first used.

        A part raises `ReadingErrors` with its own mistakes; whether it fits other parts is left to the check.
        `parts` are those that have been read already.
        """
        folder = root / lexicon.FOLDER
        readers = _part_readers(root, lambda: lexicon.load(folder, lemmas=False), actors=None)
        readers |= {name: partial(parts.get, name) for name in parts}
        return read_on_demand(cls, {"root": lambda: root, **readers})

    @cached_property
    def retellings(self) -> pd.DataFrame:
        """paragraph, sentence, text, anchor, path: one row for each retelling."""
        return chapters.tabulate_retellings(self.chapters)

    def page_of(self, paragraph: str) -> str:
        """The page of a paragraph, below the book's folder and without suffix."""
        return chapters.page_of(paragraph)

    def paragraph_on(self, page: str) -> str | None:
        """The paragraph that a page retells, named as by `page_of`. None where it retells none."""
        return self._paragraphs.get(page)

    @cached_property
    def full_text(self) -> dict[str, list[str]]:
        """The document's sentences, by paragraph. Empty where the book holds figures only."""
        return read_sentences(self.root)

    @cached_property
    def places(self) -> places.Places:
        """The places that the document names. A book may have none."""
        return places.read(self.root)

    @cached_property
    def _paragraphs(self) -> dict[str, str]:
        return {self.page_of(paragraph): paragraph for paragraph in self.document.section_of}


class BookParts(NamedTuple):
    """The parts of a book. A part that could not be read is None; chapters that could not be are left out."""

    document: Document | None
    lexicon: Lexicon | None
    chapters: dict[str, Chapter]
    coding: Coding | None
    claims: tuple[Claim, ...] | None
    stances: Stances | None
    references: Mapping[str, Reference]
    samples: Mapping[str, Sample] | None

    def assemble(self, root: Path) -> Book | None:
        """The book, with nothing coded or claimed where that could not be read. None without the rest."""
        if self.document is None or self.lexicon is None:
            return None
        known: dict[str, Any] = {name: part for name, part in self._asdict().items() if part is not None}
        return Book(root, **known)


def find_book(start: Path) -> Path:
    """The nearest folder, from `start` upward, that holds a book. Raises `ReadingErrors` where none does."""
    for folder in (start, *start.parents):
        if (folder / CONTENTS).is_file():
            return folder
    hint = f"a book's folder holds {CONTENTS}; change to it"
    raise single_error(start, 0, "there is no book here or above", hint)


def read_parts(root: Path) -> tuple[BookParts, list[ReadingError]]:
    """Read the parts of the book in a folder. Also returns the mistakes of all its files."""
    errors: list[ReadingError] = []
    words = attempt(errors, lambda: lexicon.load(root / lexicon.FOLDER), None)
    actors = None if words is None else {actor.id for actor in words.actors}
    readers = _part_readers(root, lambda: words, actors)
    pages, mistakes = read_chapters(root)
    errors += mistakes
    readers["chapters"] = lambda: pages
    parts: dict[str, Any] = {part: attempt(errors, read_part, None) for part, read_part in readers.items()}
    return BookParts(**parts), errors


def read_chapters(root: Path) -> tuple[dict[str, Chapter], list[ReadingError]]:
    """Read the chapters without mistakes, by paragraph. Also returns the mistakes of the others."""
    return chapters.read_chapters(root, _count_sentences(root))


def _part_readers(
    root: Path, read_lexicon: Callable[[], Lexicon | None], actors: Collection[str] | None
) -> dict[str, Callable[[], Any]]:
    """For each part of a book, the function that reads it. `actors` are the lexicon's; None if not known."""
    count_sentences = cache(lambda: _count_sentences(root))
    return {
        "document": lambda: document.load(root / document.FOLDER),
        "lexicon": read_lexicon,
        "chapters": lambda: chapters.load(root, count_sentences()),
        "coding": lambda: coding.load(root / coding.FOLDER, count_sentences()),
        "claims": lambda: claims.load(root),
        "stances": lambda: stances.load(root / coding.FOLDER, count_sentences(), actors),
        "references": lambda: load_references(root),
        "samples": lambda: samples.load(root / samples.FOLDER, _read_codebook(root)),
    }


def _read_codebook(root: Path) -> Codebook | None:
    """The codebook. None where there is none that can be read."""
    return attempt([], lambda: coding.read_codebook(root / coding.FOLDER), None)


def _count_sentences(root: Path) -> dict[str, int] | None:
    """The number of sentences of each paragraph. None where the outline is broken or was edited by hand.

    Only the outline is read: mistakes in the tables beside it hide no mistake in what depends on the outline.
    """
    path = root / document.FOLDER / document.OUTLINE
    outline = attempt([], lambda: document.read_outline(path)[1], None)
    paragraphs = [paragraph for _, paragraph in outline.paragraphs()] if outline else []
    if not all(len(paragraph.tokens) == paragraph.sentences for paragraph in paragraphs):
        return None
    return {paragraph.id: paragraph.sentences for paragraph in paragraphs} or None
