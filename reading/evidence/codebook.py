"""A book in; its codebook comes out with the sentences that carry each theme, and where a page shows them.

It is for themes what the evidence is for terms: counts of sentences lead to it.
"""

from __future__ import annotations

import pandas as pd

from reading.analysis import themes
from reading.data.book import Book
from reading.evidence import sentences as evidence
from reading.evidence.sentences import Entry
from reading.measures.incidence import SENTENCE

PAGE = "codebook"
"""The page that shows it, below the book's folder and without suffix."""


def anchor(theme: str, *, paragraph: str = "") -> str:
    """The address of a theme's entry on the page; with the short name of a paragraph, of its part there."""
    return f"{theme}.{paragraph}" if paragraph else theme


def entry(theme: str, *, paragraph: str = "") -> Entry:
    """The entry of a theme; with the short name of a paragraph, its part there."""
    return Entry(PAGE, anchor(theme, paragraph=paragraph))


def sentences(book: Book) -> pd.DataFrame:
    """theme, count, then as in `evidence.sentences`: a row for each sentence that carries a theme, once.

    Rows go by the codebook, within each theme by the document's order.
    """
    carried = themes.carried(book)[[*SENTENCE, "theme"]].merge(evidence.sentences(book), on=SENTENCE)
    order = list(themes.labels(book))
    ordered = carried.sort_values("theme", key=lambda names: names.map(order.index), kind="stable")
    return ordered.assign(count=1).reset_index(drop=True)
