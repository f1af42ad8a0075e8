"""Publishes the sizes of the document and of its paragraphs."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.tables.counting import count_words
from reading.tables.labels import Labels, labels_of
from reading.tables.locations import find_description
from reading.tables.table import published


@published(leads=find_description)
def document(book: Book) -> pd.DataFrame:
    """The size of the document.

    - paragraphs: paragraphs of the document [paragraphs]
    - sentences: sentences in the document, headings left out [sentences]
    - tokens: tokens in the document, headings left out [tokens]
    - most_paragraphs: the most paragraphs that any one content word stands in [paragraphs]

    >>> document()[["sentences", "tokens"]]
       sentences  tokens
    0          7      50
    """
    document, words = book.document, count_words(book)
    row = {
        "paragraphs": len(document.paragraphs),
        "sentences": len(document.sentences),
        "tokens": document.sentences["tokens"].sum(),
        "most_paragraphs": words.groupby("lemma")["paragraph"].nunique().max(),
    }
    return pd.DataFrame([row])


@labels_of("section")
def _label_sections(book: Book) -> Labels:
    return book.document.titles


@labels_of("paragraph")
def _label_paragraphs(book: Book) -> Labels:
    document = book.document
    paragraphs = document.paragraphs[["paragraph", "title"]].itertuples(index=False, name=None)
    return {document.short[paragraph]: title for paragraph, title in paragraphs}


@published("paragraph")
def paragraphs(book: Book) -> pd.DataFrame:
    """The paragraphs and their length.

    - section: the section of the paragraph {paragraph} [word]
    - tokens: tokens in the paragraph {paragraph} [tokens]
    - share: tokens in the paragraph {paragraph}, as a share of the document's [share]
    - sentences: sentences in the paragraph {paragraph} [sentences]
    - rank: paragraphs with at least as many tokens as the paragraph {paragraph} [rank]

    >>> paragraphs()[["paragraph", "tokens", "rank"]].head(3)
             paragraph  tokens  rank
    0  harbour-opening      11     3
    1             quay      18     1
    2     ties-opening       8     4
    """
    frame = book.document.paragraphs
    return frame.assign(
        paragraph=frame["paragraph"].map(book.document.short),
        label=frame["title"],
        share=frame["tokens"] / frame["tokens"].sum(),
        rank=frame["tokens"].rank(method="max", ascending=False),
    )
