"""Collects the rules by which the browser reads a reader's own text as `reading derive` reads a document."""

from __future__ import annotations

from typing import Any

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.text.closed_class import CLOSED_CLASS, PREPOSITIONS, UNITS
from reading.text.lemma_table import pack_english
from reading.text.sentences import ABBREVIATIONS
from reading.text.words import CORRECTIONS, WRONG_LEMMAS

PAGE = "about/own-text"
"""The page where readers count a text of their own, relative to the book's folder and without suffix."""


def cached_rules(book: Book) -> dict[str, Any]:
    """Return the rules of reading, from the cache of the book. They are the same for all books."""
    rules: dict[str, Any] = get_cached(book, "text rules", lambda _: collect_rules(), without=("data/",))
    return rules


def collect_rules() -> dict[str, Any]:
    """Return the rules of reading, as JSON holds them.

    - lemmas: the table of lemmas, see `reading.text.lemma_table`
    - closed, prepositions, abbreviations: lists of words, joined by spaces
    - units: the sequences that act as one word of a closed class, each joined by spaces
    - corrections, wrong: lemmas that replace those of the table, by form and by lemma
    """
    return {
        "lemmas": pack_english(),
        "closed": " ".join(sorted(CLOSED_CLASS)),
        "prepositions": " ".join(sorted(PREPOSITIONS)),
        "abbreviations": " ".join(sorted(ABBREVIATIONS)),
        "units": sorted(map(" ".join, UNITS)),
        "corrections": CORRECTIONS,
        "wrong": WRONG_LEMMAS,
    }
