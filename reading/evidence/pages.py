"""A book in; where the entries of its evidence are, on one page or in volumes, out.

A short document has all its evidence on one page. Where that would be too heavy, each part of it becomes a
row of volumes, pages of their own behind it, and whatever counts a term leads to the volume that has it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.evidence import sentences
from reading.evidence.sentences import PAGE, PARTS, Entry

LONGEST = 550
"""Sentences of terms, up to which one page holds everything: some 40 KB, packed."""

VOLUME = 280
"""Sentences of terms or actors, or links from sentences to terms, that a volume holds."""


class Volume(NamedTuple):
    """A page of its own for some of the entries of a part, which follow one another.

    page: below the book's folder and without suffix
    part: one of `PARTS`
    entries: lemmas, ids of actors, or short names of paragraphs whose sentences it has
    labels: how they are called
    """

    page: str
    part: str
    entries: tuple[str, ...]
    labels: tuple[str, ...]


class Places:
    """Where the entries are: all on one page, or, where that would be too heavy, each in a volume."""

    def __init__(self, book: Book) -> None:
        large = len(book.document.incidence) > LONGEST
        self.volumes = list(_volumes(book)) if large else []
        self._pages: dict[str, dict[str, str]] = {part: {} for part in PARTS}
        for volume in self.volumes:
            self._pages[volume.part] |= dict.fromkeys(volume.entries, volume.page)

    def term(self, lemma: str, *, paragraph: str = "") -> Entry:
        """The entry of a lemma; with the short name of a paragraph, its part there."""
        return Entry(self._page("terms", lemma), sentences.anchor(lemma, paragraph=paragraph))

    def actor(self, actor: str, *, paragraph: str = "") -> Entry:
        """The entry of an actor; with the short name of a paragraph, its part there."""
        return Entry(self._page("actors", actor), sentences.actor_anchor(actor, paragraph=paragraph))

    def stance(self, actor: str, target: str) -> Entry:
        """The part of an actor's entry that has its stances towards another."""
        return Entry(self._page("actors", actor), sentences.stance_anchor(actor, target))

    def sentence(self, paragraph: str, sentence: int | str) -> Entry:
        """The entry of a sentence, by the short name of its paragraph."""
        return Entry(self._page("sentences", paragraph), sentences.sentence_anchor(paragraph, sentence))

    def pages(self, part: str) -> list[str]:
        """The pages that hold a part's entries, in order."""
        return [volume.page for volume in self.volumes if volume.part == part] or [PAGE]

    def _page(self, part: str, entry: str) -> str:
        return self._pages[part].get(entry, PAGE)


@functools.lru_cache(maxsize=4)
def places(book: Book) -> Places:
    """Where the entries of a book's evidence are."""
    return Places(book)


def _volumes(book: Book) -> Iterator[Volume]:
    lemmas, named, every = sentences.terms(book), sentences.everyone(book), sentences.sentences(book)
    links = book.document.incidence.groupby("paragraph").size()
    paragraphs = (
        every.groupby(["paragraph", "title", "short"], sort=False).size().rename("size").reset_index()
    )
    paragraphs["size"] += paragraphs["paragraph"].map(links).fillna(0).astype(int)
    for part, names, labels, sizes in (
        ("terms", lemmas["lemma"], lemmas["label"], lemmas["sentences"]),
        ("actors", named["actor"], named["label"], named["sentences"]),
        ("sentences", paragraphs["short"], paragraphs["title"], paragraphs["size"]),
    ):
        rows = pd.DataFrame({"name": names, "label": labels, "volume": list(packed(sizes, VOLUME))})
        for number, within in rows.groupby("volume"):
            yield Volume(f"{PAGE}/{part}-{number}", part, tuple(within["name"]), tuple(within["label"]))


def packed(sizes: Iterable[int], most: int) -> Iterator[int]:
    """The number, from 1, of the volume of each entry, in order: as many go into one as it has room for."""
    number, held = 1, 0
    for size in sizes:
        if held and held + size > most:
            number, held = number + 1, 0
        held += size
        yield number
