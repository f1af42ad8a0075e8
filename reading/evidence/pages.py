"""Says where on the site the sentences behind a number stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reading.data.book import Book
from reading.data.chapters import anchor
from reading.evidence.sentences import (
    PAGE,
    Location,
    actor_anchor,
    sentence_anchor,
    stance_anchor,
    term_anchor,
)


def term(lemma: str, *, paragraph: str = "") -> Location:
    """The location of a lemma, or of its sentences in a paragraph, given by its short name."""
    return Location(PAGE, term_anchor(lemma, paragraph=paragraph))


def actor(id_: str, *, paragraph: str = "") -> Location:
    """The location of an actor, or of its sentences in a paragraph, given by its short name."""
    return Location(PAGE, actor_anchor(id_, paragraph=paragraph))


def stance(id_: str, target: str) -> Location:
    """The location of an actor's stances towards another actor."""
    return Location(PAGE, stance_anchor(id_, target))


def sentence(paragraph: str, number: int | str) -> Location:
    """The location of a sentence, by the short name of its paragraph and its number."""
    return Location(PAGE, sentence_anchor(paragraph, number))


def sentence_page(book: Book, paragraph: str) -> Location:
    """The page that shows the sentences of a paragraph, and what stands before their numbers in anchors.

    That is its chapter, or the evidence where nobody has retold the paragraph.
    """
    if paragraph in book.chapters and book.chapters[paragraph].retellings:
        return Location(book.page_of(paragraph), anchor("", 1))
    return sentence(book.document.short[paragraph], "")


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
