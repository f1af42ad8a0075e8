"""Lists the terms, actors and sentences of a book with the anchors of their evidence.

The evidence of a count is the incidence: which sentence has which lemma, and how often. This module adds the
labels and anchors by which a reader follows a count to its sentences. `Book.retellings` has their retelling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, get_args

import pandas as pd

from reading.data.book import Book
from reading.data.lexicon import Kind
from reading.measures.incidence import SENTENCE
from reading.tables import actor_counts as actors
from reading.text.words import slug

PAGE = "evidence"
"""The page of the evidence, relative to the book's folder and without suffix."""

PARTS = ("terms", "actors", "sentences")
"""The parts of the page: terms and actors with their sentences, and sentences with their terms."""


class Location(NamedTuple):
    """A place on the site.

    page: relative to the book's folder and without suffix
    anchor: on that page
    """

    page: str
    anchor: str

    @property
    def address(self) -> str:
        """The relative address from the top of the site."""
        return f"{self.page}.html#{self.anchor}"


def term_anchor(lemma: str, *, paragraph: str = "") -> str:
    """The anchor of a lemma, or of its sentences in a paragraph, given by its short name."""
    return f"{slug(lemma)}.{paragraph}" if paragraph else slug(lemma)


def sentence_anchor(paragraph: str, sentence: int | str) -> str:
    """The anchor of a sentence, by the short name of its paragraph and its number."""
    return f"{paragraph}-{sentence}"


def actor_anchor(actor: str, *, paragraph: str = "") -> str:
    """The anchor of an actor, or of its sentences in a paragraph, given by its short name."""
    return f"actor.{actor}.{paragraph}" if paragraph else f"actor.{actor}"


def stance_anchor(actor: str, target: str) -> str:
    """The anchor of an actor's stances towards another actor."""
    return f"stance.{actor}.{target}"


def terms(book: Book) -> pd.DataFrame:
    """A row for each content lemma: lemma, kind, label, initial, count, sentences, ranked. Sorted by label.

    label: the lemma as charts write it
    initial: the letter under which the lemma is listed
    count: the number of occurrences
    sentences: the number of sentences with the lemma
    ranked: False for lemmas that the stop list excludes from rankings
    """
    table = book.document.incidence.groupby(["lemma", "kind"], as_index=False).agg(
        count=("count", "sum"), sentences=("count", "size")
    )
    table["label"] = table["lemma"].map(book.lexicon.label)
    table["initial"] = table["label"].map(_initial)
    table["ranked"] = ~table["lemma"].isin(book.lexicon.stopwords)
    table = table.sort_values(["label", "lemma"], key=lambda names: names.map(_fold), ignore_index=True)
    return table[["lemma", "kind", "label", "initial", "count", "sentences", "ranked"]]


def sentences(book: Book) -> pd.DataFrame:
    """A row for each sentence: paragraph, sentence, title, short, page. In the order of the document.

    title: the title of the paragraph
    short: the short name of the paragraph, which is part of anchors
    page: the page of the retelling, relative to the book's folder and without suffix
    """
    numbers = book.document.sentences[["paragraph", "sentence"]]
    return numbers.merge(book.document.paragraphs[["paragraph", "title"]], on="paragraph").assign(
        short=lambda rows: rows["paragraph"].map(book.document.short),
        page=lambda rows: rows["paragraph"].map(book.page_of),
    )


def occurrences(book: Book) -> pd.DataFrame:
    """A row for each lemma and sentence with it: lemma, label, count and the columns of `sentences`.

    Lemmas are in the order of `terms`, the sentences of a lemma in the order of the document.
    """
    counts = book.document.incidence[["lemma", "paragraph", "sentence", "count"]]
    labelled = terms(book)[["lemma", "label"]].merge(counts, on="lemma")
    return labelled.merge(sentences(book), on=["paragraph", "sentence"])


def mentions(book: Book) -> pd.DataFrame:
    """A row for each actor and sentence that names it: actor, count and the columns of `sentences`.

    Rows are in the order of the document.
    """
    counts = actors.incidence(book).rename(columns={"lemma": "actor"})[["actor", *SENTENCE, "count"]]
    return sentences(book).merge(counts, on=SENTENCE)


def actors_by_kind(book: Book) -> pd.DataFrame:
    """The rows of `reading.tables.actor_counts.count_mentions`, sorted by the kind of actor."""
    kinds = get_args(Kind)
    return actors.count_mentions(book).sort_values(
        "kind", key=lambda values: values.map(kinds.index), kind="stable", ignore_index=True
    )


def by_initial(table: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Group the rows of `terms` by their initials. Labels that start with no letter come first."""
    return ((str(initial), rows) for initial, rows in table.groupby("initial"))


def _initial(label: str) -> str:
    first = _fold(label)[:1].upper()
    return first if first.isalpha() else "0\u20139"


def _fold(name: str) -> str:
    """The key by which dictionaries sort a name, without accents and capitals."""
    return unicodedata.normalize("NFKD", name).casefold()
