"""Gives the rows of a frame what readers need: names for ids, headings for columns, links to the evidence."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pandas as pd

from reading import tables
from reading.data.book import Book
from reading.data.stances import STANCES
from reading.show.frames import is_in_kernel
from reading.tables import locations
from reading.tables.labels import LABELS, label_key
from reading.tables.locations import Location
from reading.text.tokens import slug

HEADINGS = {
    **{"lemma": "Term", "of": "Of"},
    **{"p": "p", "p_adjusted": "p, adjusted", "p_paragraphs": "p, paragraphs shuffled"},
}
"""The headings of columns whose names would say less."""


def _list_terms(book: Book) -> pd.DataFrame:
    rows: pd.DataFrame = pd.concat([tables.words(book), tables.phrases(book)])
    return rows.assign(term=rows["lemma"].map(slug))


ENTRIES: dict[str, tuple[Callable[..., Location], Callable[[Book], pd.DataFrame]]] = {
    "actor": (locations.actor, tables.mentions),
    "theme": (locations.theme, tables.themes_of_sentences),
    "term": (locations.term, _list_terms),
}
"""The entry of the evidence for an id, and the sentences that have it, by the column of the id."""


ENDS = {"low": "Interval from", "high": "to"}
"""The headings of the ends of an interval, by what their columns end in."""


def rank_end(column: str) -> int:
    """1 for a column of the low ends of intervals, 2 for one of the high ends, 0 for any other."""
    end = column.rpartition("_")[2]
    return 1 + list(ENDS).index(end) if end in ENDS else 0


def head(column: str) -> str:
    """The heading of a column."""
    if rank_end(column):
        return ENDS[column.rpartition("_")[2]]
    return HEADINGS.get(column, column.replace("_", " ").capitalize())


def find_label(book: Book, column: str, value: object) -> object:
    """What readers call the value of a column. A value that is no id stands for itself."""
    if not isinstance(value, str):
        return value
    if column == "lemma":
        return book.lexicon.label(value)
    return label_key(book, "actor" if column == "target" else column, value)


def list_in_order(book: Book, column: str) -> list[str]:
    """The names of all sections or paragraphs in the order of the document, or of all stances.

    Empty for any other column.
    """
    if column == "stance":
        return list(STANCES)
    return list(LABELS[column](book).values()) if column in ("section", "paragraph") else []


def find_addresses(book: Book, frame: pd.DataFrame) -> pd.Series | None:
    """The address of the evidence behind each row, below the site's folder; empty for a row without one.

    Rows with a sentence lead to it. Others with an actor, a theme, a term or a lemma lead to its sentences,
    those of a paragraph or a section to its part of them. Rows with a term and a year lead to the texts of
    the year that use it. Rows with a paragraph alone lead to its chapter. None where a frame has no such
    column, and in a kernel of Jupyter, where the site is elsewhere.
    """
    if is_in_kernel():
        return None
    if "href" in frame:
        return frame["href"]
    if {"actor", "target"} <= set(frame):
        pairs = frame[["actor", "target"]].itertuples(index=False, name=None)
        coded = set(tables.stances(book)[["actor", "other_actor"]].itertuples(index=False, name=None))
        found = [locations.stance(*pair).address if pair in coded else "" for pair in pairs]
        return pd.Series(found, frame.index)
    if {"term", "year"} <= set(frame):
        keys = frame[["term", "year"]].itertuples(index=False, name=None)
        return pd.Series([_find_uses(book, *key) for key in keys], frame.index)
    if {"paragraph", "sentence"} <= set(frame):
        # Whether it is retold is not looked up: notebooks would then hang on every word of the chapters.
        starts = {
            short: f"{book.page_of(paragraph)}.html#s{book.mark_of(paragraph, '')}"
            for paragraph, short in book.document.short.items()
        }
        return (frame["paragraph"].map(starts) + frame["sentence"].astype(str)).fillna("")
    kind = next((kind for kind in (*ENTRIES, "lemma") if kind in frame), None)
    if kind is None:
        pages = _list_pages(book)
        return frame["paragraph"].map(pages).fillna("") if "paragraph" in frame else None
    ids = frame[kind].map(slug) if kind == "lemma" else frame[kind]
    kind = "term" if kind == "lemma" else kind
    places = [place for place in ("section", "paragraph") if place in frame]
    listed = [_find_parts(book, kind, place) for place in ("", *places)]
    parts = {key: part for rows in listed for key, part in rows.items()}
    # Beside rows with a paragraph, one without is about its section or about the whole document.
    within = frame[places].ffill(axis="columns").iloc[:, -1].fillna(ids) if places else ids
    entry = ENTRIES[kind][0]
    return pd.Series(
        [
            entry(key[0], paragraph=parts[key]).address if key in parts else ""
            for key in zip(ids, within, strict=True)
        ],
        frame.index,
    )


def _find_uses(book: Book, term: str, year: float) -> str:
    """The address of the texts of a year that use a followed term; empty for a term that is not followed."""
    name = locations.find_term(book.reference, term) if book.has_reference else None
    if name is None or pd.isna(year):
        return ""
    return locations.term_location(book.reference, name, int(year)).address


@functools.lru_cache(maxsize=16)
def _find_parts(book: Book, kind: str, place: str) -> dict[tuple[str, str], str]:
    """The paragraph to which the entry of an id leads, by the id and its place; empty for the whole entry."""
    rows = ENTRIES[kind][1](book)
    if not place:
        return {(name, name): "" for name in rows[kind].unique()}
    first = rows.drop_duplicates([kind, place])
    return dict(zip(zip(first[kind], first[place], strict=True), first["paragraph"], strict=True))


def _list_pages(book: Book) -> dict[str, str]:
    """The address of each paragraph's chapter, by the short name of the paragraph."""
    return {short: f"{book.page_of(paragraph)}.html" for paragraph, short in book.document.short.items()}
