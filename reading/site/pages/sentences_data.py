"""Lists the paragraphs and the sentences of the document for the scripts of pages, as JSON holds them."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from reading.data.book import Book
from reading.measures.frames import iterate_rows
from reading.measures.incidence import SENTENCE
from reading.tables import locations


def list_paragraphs(book: Book) -> dict[str, dict[str, Any]]:
    """The paragraphs of the document by their full ids, in its order.

    - id: the short name; title, tokens, sentences: those of the table
    - section: the index of its section
    - sentences_at: the address of its sentences from the top of the site, without their numbers
    """
    document = book.document
    sections = list(document.titles)
    return {
        row.paragraph: {
            "id": document.short[row.paragraph],
            "title": row.title,
            "section": sections.index(row.section),
            "tokens": int(row.tokens),
            "sentences": int(row.sentences),
            "sentences_at": locations.sentence_page(book, row.paragraph).address,
        }
        for row in iterate_rows(document.paragraphs)
    }


def list_retellings(book: Book) -> list[list[str]]:
    """The retellings of each sentence, in the order of the document."""
    rows = book.retellings.groupby(SENTENCE)["text"].agg(list)
    keys = pd.MultiIndex.from_frame(book.document.sentences[SENTENCE])
    return [texts if isinstance(texts, list) else [] for texts in rows.reindex(keys)]


def map_retellings(book: Book) -> dict[str, list[str]]:
    """The retellings of each sentence by its address, in the order of the document."""
    places = book.document.sentences[SENTENCE].itertuples(index=False, name=None)
    addresses = [
        f"{locations.sentence_page(book, paragraph).address}{number}" for paragraph, number in places
    ]
    return dict(zip(addresses, list_retellings(book), strict=True))


def list_sentence_texts(book: Book) -> list[str]:
    """The retelling of each sentence of the document; its words where nobody has retold it."""
    texts, terms = list_retellings(book), list_terms(book)
    places = book.document.sentences[SENTENCE].itertuples(index=False, name=None)
    return [
        " ".join(told) or terms.get((paragraph, str(number)), "")
        for told, (paragraph, number) in zip(texts, places, strict=True)
    ]


@functools.lru_cache(maxsize=2)
def list_terms(book: Book) -> dict[Any, str]:
    """The labels of the terms in each sentence, by its paragraph and number, with commas between them."""
    rows = locations.terms(book)[["lemma", "label"]].merge(book.document.incidence, on="lemma")
    places = [rows["paragraph"], rows["sentence"].astype(str)]
    labels: dict[Any, str] = rows.groupby(places)["label"].agg(", ".join).to_dict()
    return labels
