"""Decides on which page of the evidence each term, actor and sentence is.

The evidence of a short document is on one page. Where that page would be too large, each part of it is
divided into volumes, which are pages of their own, and every count leads to the volume with its term.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.data.chapters import anchor
from reading.evidence.sentences import (
    PAGE,
    PARTS,
    Location,
    actor_anchor,
    actors_by_kind,
    sentence_anchor,
    sentences,
    stance_anchor,
    term_anchor,
    terms,
)

MAX_ON_ONE_PAGE = 550
"""The most rows of the incidence for which everything is on one page, of about 40 KB compressed."""

MAX_IN_VOLUME = 280
"""The most sentences of terms or actors, or links from sentences to terms, in a volume."""


class Volume(NamedTuple):
    """A page with consecutive entries of one part of the evidence.

    page: relative to the book's folder and without suffix
    part: one of `PARTS`
    entries: lemmas, ids of actors, or short names of paragraphs
    labels: the labels of the entries
    """

    page: str
    part: str
    entries: tuple[str, ...]
    labels: tuple[str, ...]


class EvidencePages:
    """The location of each entry of the evidence.

    volumes: the volumes of all parts in order, or none where everything is on one page
    """

    def __init__(self, book: Book) -> None:
        large = len(book.document.incidence) > MAX_ON_ONE_PAGE
        self.volumes = list(_volumes(book)) if large else []
        self._pages: dict[str, dict[str, str]] = {part: {} for part in PARTS}
        for volume in self.volumes:
            self._pages[volume.part] |= dict.fromkeys(volume.entries, volume.page)

    def term(self, lemma: str, *, paragraph: str = "") -> Location:
        """The location of a lemma, or of its sentences in a paragraph, given by its short name."""
        return Location(self._page("terms", lemma), term_anchor(lemma, paragraph=paragraph))

    def actor(self, actor: str, *, paragraph: str = "") -> Location:
        """The location of an actor, or of its sentences in a paragraph, given by its short name."""
        return Location(self._page("actors", actor), actor_anchor(actor, paragraph=paragraph))

    def stance(self, actor: str, target: str) -> Location:
        """The location of an actor's stances towards another actor."""
        return Location(self._page("actors", actor), stance_anchor(actor, target))

    def sentence(self, paragraph: str, sentence: int | str) -> Location:
        """The location of a sentence, by the short name of its paragraph and its number."""
        return Location(self._page("sentences", paragraph), sentence_anchor(paragraph, sentence))

    def pages(self, part: str) -> list[str]:
        """The pages of a part, in order."""
        return [volume.page for volume in self.volumes if volume.part == part] or [PAGE]

    def _page(self, part: str, entry: str) -> str:
        return self._pages[part].get(entry, PAGE)


def sentence_page(book: Book, paragraph: str) -> Location:
    """The page that shows the sentences of a paragraph, and what stands before their numbers in anchors.

    That is its chapter, or the evidence where nobody has retold the paragraph.
    """
    if paragraph in book.chapters and book.chapters[paragraph].retellings:
        return Location(book.page_of(paragraph), anchor("", 1))
    return evidence_pages(book).sentence(book.document.short[paragraph], "")


@functools.lru_cache(maxsize=4)
def evidence_pages(book: Book) -> EvidencePages:
    """The pages of a book's evidence, from a cache."""
    return EvidencePages(book)


def _volumes(book: Book) -> Iterator[Volume]:
    """Divide each part of the evidence into volumes."""
    term_rows, actor_rows = terms(book), actors_by_kind(book)
    links = book.document.incidence.groupby("paragraph").size()
    paragraphs = (
        sentences(book)
        .groupby(["paragraph", "title", "short"], sort=False)
        .size()
        .rename("size")
        .reset_index()
    )
    paragraphs["size"] += paragraphs["paragraph"].map(links).fillna(0).astype(int)
    for part, names, labels, sizes in (
        ("terms", term_rows["lemma"], term_rows["label"], term_rows["sentences"]),
        ("actors", actor_rows["actor"], actor_rows["label"], actor_rows["sentences"]),
        ("sentences", paragraphs["short"], paragraphs["title"], paragraphs["size"]),
    ):
        numbers = list(group_numbers(sizes, MAX_IN_VOLUME))
        entries = pd.DataFrame({"name": names, "label": labels, "volume": numbers})
        for number, rows in entries.groupby("volume"):
            yield Volume(f"{PAGE}/{part}-{number}", part, tuple(rows["name"]), tuple(rows["label"]))


def group_numbers(sizes: Iterable[int], largest: int) -> Iterator[int]:
    """Divide items into consecutive groups, and yield the number of each item's group, from 1.

    The sizes in a group add up to `largest` at most, unless its only item is larger.
    """
    number, total = 1, 0
    for size in sizes:
        if total and total + size > largest:
            number, total = number + 1, 0
        total += size
        yield number
