"""Gives the rows of a frame what readers need: names for ids in tables, headings, links to the evidence."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.show.environment import is_in_kernel
from reading.tables import locations
from reading.tables.labels import key_rows
from reading.tables.locations import Location
from reading.text.tokens import slug

CODED = {"theme": "coding", "voice": "voices", "category": "voices"}
"""The part of a book that holds what was coded, by the names of columns that show it."""


def head(column: str) -> str:
    """The heading of a column."""
    words = column.replace("_", " ")
    return "Term" if column == "lemma" else words[:1].upper() + words[1:]


def find_addresses(book: Book, frame: pd.DataFrame) -> pd.Series | None:
    """The address of the evidence behind each row, below the site's folder; empty for a row without one.

    That is what the first entry of `ADDRESSES` says whose columns the frame has. None where there is none,
    and in a kernel of Jupyter, where the site is elsewhere.
    """
    found = (find for columns, find in ADDRESSES.items() if set(columns) <= set(frame))
    find = None if is_in_kernel() else next(found, None)
    return find and find(book, key_rows(book, frame))


def _find_sentences(book: Book, frame: pd.DataFrame) -> pd.Series:
    """The place of a sentence in its chapter.

    Whether it is retold is not looked up: notebooks would then hang on every word of the chapters.
    """
    starts = {
        short: f"{book.page_of(paragraph)}.html#s{book.mark_of(paragraph, '')}"
        for paragraph, short in book.document.short.items()
    }
    return (frame["paragraph"].map(starts) + frame["sentence"].astype(str)).fillna("")


def _find_chapters(book: Book, frame: pd.DataFrame) -> pd.Series:
    """The chapter of a paragraph."""
    pages = {short: f"{book.page_of(paragraph)}.html" for paragraph, short in book.document.short.items()}
    return frame["paragraph"].map(pages).fillna("")


def _list_terms(book: Book) -> pd.DataFrame:
    rows = key_rows(book, pd.concat([tables.words(book), tables.phrases(book)]))
    return rows.assign(term=rows["lemma"].map(slug))


ENTRIES: dict[str, tuple[Callable[..., Location], Callable[[Book], pd.DataFrame]]] = {
    "actor": (locations.actor, tables.mentions),
    "theme": (locations.theme, tables.themes_of_sentences),
    "term": (locations.term, _list_terms),
}
"""The entry of the evidence for an id, and the sentences that have it, by the column of the id."""


def _find_entries(book: Book, frame: pd.DataFrame) -> pd.Series:
    """The sentences of an actor, a theme or a term; beside a paragraph or a section, its part of them."""
    column = next(column for column in ENTRIES if column in frame)
    places = [place for place in ("section", "paragraph") if place in frame]
    parts = {key: part for place in ("", *places) for key, part in _find_parts(book, column, place).items()}
    ids = frame[column]
    # Beside rows with a paragraph, one without is about its section or about the whole document.
    within = frame[places].ffill(axis="columns").iloc[:, -1].fillna(ids) if places else ids
    entry = ENTRIES[column][0]
    found = [
        entry(key[0], paragraph=parts[key]).address if key in parts else ""
        for key in zip(ids, within, strict=True)
    ]
    return pd.Series(found, frame.index)


@functools.lru_cache(maxsize=16)
def _find_parts(book: Book, column: str, place: str) -> dict[tuple[str, str], str]:
    """The paragraph to which the entry of an id leads, by the id and its place; empty for the whole entry."""
    rows = key_rows(book, ENTRIES[column][1](book))
    if not place:
        return {(name, name): "" for name in rows[column].unique()}
    first = rows.drop_duplicates([column, place])
    return dict(zip(zip(first[column], first[place], strict=True), first["paragraph"], strict=True))


ADDRESSES: dict[tuple[str, ...], Callable[[Book, pd.DataFrame], pd.Series]] = {
    ("href",): lambda book, frame: frame["href"],
    ("paragraph", "sentence"): _find_sentences,
    ("actor",): _find_entries,
    ("theme",): _find_entries,
    ("term",): _find_entries,
    ("lemma",): lambda book, frame: _find_entries(book, frame.assign(term=frame["lemma"].map(slug))),
    ("paragraph",): _find_chapters,
}
"""What gives the rows of a frame their addresses, by its columns; the first that a frame has decide."""
