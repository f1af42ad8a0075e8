"""Counts the places that a document names."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.data.lexicon import Theme, fold
from reading.tables.matching import find_terms


def count_places(book: Book) -> pd.DataFrame:
    """Return place, paragraph, sentence, count: the mentions of each place in each sentence that names it.

    The longest name wins, so a mention of "East Norway" is none of "Norway".
    """
    places = book.places.places
    names = {place: tuple(map(fold, entry.names)) for place, entry in places.items()}
    longer = {name for part in names.values() for name in part if " " in name}
    matched = find_terms(
        book.document.incidence,
        [Theme(place, place, part, tuple(longer.difference(part))) for place, part in names.items()],
        book.lexicon.phrases,
    )
    by = ["place", "paragraph", "sentence"]
    rows = matched.rename(columns={"theme": "place"})
    return rows.groupby(by, sort=False, as_index=False).agg(count=("count", "sum"))
