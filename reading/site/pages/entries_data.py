"""Lists the sentences of terms, actors and themes, for the pages of the evidence and of the codebook."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts as actors
from reading.tables import theme_counts as themes
from reading.tables.locations import terms


def sentences(book: Book) -> pd.DataFrame:
    """A row for each sentence: paragraph, sentence, title, short, page. In the order of the document.

    title: the title of the paragraph
    short: the short name of the paragraph, which is part of anchors
    page: the page of the retelling, relative to the book's folder and without suffix
    """
    numbers = book.document.sentences[SENTENCE]
    return numbers.merge(book.document.paragraphs[["paragraph", "title"]], on="paragraph").assign(
        short=lambda rows: rows["paragraph"].map(book.document.short),
        page=lambda rows: rows["paragraph"].map(book.page_of),
    )


def occurrences(book: Book) -> pd.DataFrame:
    """A row for each lemma and sentence with it: lemma, label, count and the columns of `sentences`.

    Lemmas are in the order of `terms`, the sentences of a lemma in the order of the document.
    """
    counts = book.document.incidence[["lemma", *SENTENCE, "count"]]
    return terms(book)[["lemma", "label"]].merge(counts, on="lemma").merge(sentences(book), on=SENTENCE)


def mentions(book: Book) -> pd.DataFrame:
    """A row for each actor and sentence that names it: actor, count and the columns of `sentences`.

    Rows are in the order of the document.
    """
    counts = actors.incidence(book).rename(columns={"lemma": "actor"})[["actor", *SENTENCE, "count"]]
    return sentences(book).merge(counts, on=SENTENCE)


def theme_sentences(book: Book) -> pd.DataFrame:
    """A row for each theme and sentence that carries it: theme, count (always 1) and those of `sentences`.

    Themes are in the order of the codebook, the sentences of a theme in the order of the document.
    """
    carried = themes.sentence_themes(book)[[*SENTENCE, "theme"]].merge(sentences(book), on=SENTENCE)
    order = list(themes.labels(book))
    ordered = carried.sort_values("theme", key=lambda names: names.map(order.index), kind="stable")
    return ordered.assign(count=1).reset_index(drop=True)
