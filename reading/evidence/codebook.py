"""Lists the sentences that carry each theme, and gives the addresses of themes on the codebook's page.

The codebook is the evidence of themes: numbers of sentences lead to it.
"""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.evidence.sentences import Location, sentences
from reading.measures.incidence import SENTENCE
from reading.tables import theme_counts as themes

PAGE = "codebook"
"""The page of the codebook, relative to the book's folder and without suffix."""


def theme_anchor(theme: str, *, paragraph: str = "") -> str:
    """The anchor of a theme, or of its sentences in a paragraph, given by its short name."""
    return f"{theme}.{paragraph}" if paragraph else theme


def theme_location(theme: str, *, paragraph: str = "") -> Location:
    """The location of a theme, or of its sentences in a paragraph, given by its short name."""
    return Location(PAGE, theme_anchor(theme, paragraph=paragraph))


def theme_sentences(book: Book) -> pd.DataFrame:
    """A row for each theme and sentence that carries it.

    The columns are theme, count (always 1) and those of `reading.evidence.sentences.sentences`. Themes are in
    the order of the codebook, the sentences of a theme in the order of the document.
    """
    carried = themes.sentence_themes(book)[[*SENTENCE, "theme"]].merge(sentences(book), on=SENTENCE)
    order = list(themes.labels(book))
    ordered = carried.sort_values("theme", key=lambda names: names.map(order.index), kind="stable")
    return ordered.assign(count=1).reset_index(drop=True)
