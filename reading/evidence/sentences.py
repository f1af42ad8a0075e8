"""A book in; its content lemmas, actors and sentences out, each with the place of its entry as evidence.

What stands behind a count is the incidence: which sentence holds which lemma, and how often. Here it gets the
names and addresses by which a reader follows a count to its sentences; `Book.retold` says what they say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, get_args

import pandas as pd

from reading.analysis import actors
from reading.data.book import Book
from reading.data.lexicon import Kind
from reading.measures.incidence import SENTENCE
from reading.text.words import slug

PAGE = "evidence"
"""The page that shows it, below the book's folder and without suffix."""

PARTS = ("terms", "actors", "sentences")
"""What the page is made of: every term and every actor with its sentences, every sentence with its terms."""


class Entry(NamedTuple):
    """A page, below the book's folder and without suffix, and an anchor on it."""

    page: str
    anchor: str

    @property
    def address(self) -> str:
        """It as a link from the site's own folder."""
        return f"{self.page}.html#{self.anchor}"


def anchor(lemma: str, *, paragraph: str = "") -> str:
    """The address of a lemma's entry on the page; with the short name of a paragraph, of its part there."""
    return f"{slug(lemma)}.{paragraph}" if paragraph else slug(lemma)


def sentence_anchor(paragraph: str, sentence: int | str) -> str:
    """The address of a sentence's entry on the page, by the short name of its paragraph."""
    return f"{paragraph}-{sentence}"


def actor_anchor(actor: str, *, paragraph: str = "") -> str:
    """The address of an actor's entry on the page; with the short name of a paragraph, of its part there."""
    return f"actor.{actor}.{paragraph}" if paragraph else f"actor.{actor}"


def stance_anchor(actor: str, target: str) -> str:
    """The address, in an actor's entry, of its stances towards another."""
    return f"stance.{actor}.{target}"


def terms(book: Book) -> pd.DataFrame:
    """lemma, kind, label, initial, count, sentences, ranked: a row for each content lemma, by its label.

    label: as charts spell it
    initial: the letter that it is found under
    count, sentences: its occurrences, and how many sentences hold it
    ranked: False for what the stop list leaves out where words are ranked
    """
    found = book.document.incidence.groupby(["lemma", "kind"], as_index=False).agg(
        count=("count", "sum"), sentences=("count", "size")
    )
    found["label"] = found["lemma"].map(book.lexicon.label)
    found["initial"] = found["label"].map(_initial)
    found["ranked"] = ~found["lemma"].isin(book.lexicon.stopwords)
    found = found.sort_values(["label", "lemma"], key=lambda names: names.map(_folded), ignore_index=True)
    return found[["lemma", "kind", "label", "initial", "count", "sentences", "ranked"]]


def sentences(book: Book) -> pd.DataFrame:
    """paragraph, sentence, title, short, page: a row for each sentence, in the document's order.

    title, short: the paragraph's, to be read and to be addressed
    page: where the sentence is retold, below the book's folder and without suffix
    """
    every = book.document.sentences[["paragraph", "sentence"]]
    return every.merge(book.document.paragraphs[["paragraph", "title"]], on="paragraph").assign(
        short=lambda rows: rows["paragraph"].map(book.document.short),
        page=lambda rows: rows["paragraph"].map(book.page_of),
    )


def occurrences(book: Book) -> pd.DataFrame:
    """lemma, label, count, then as in `sentences`: a row for each sentence that holds a lemma.

    Rows go by the terms, within each by the document's order.
    """
    counted = book.document.incidence[["lemma", "paragraph", "sentence", "count"]]
    named = terms(book)[["lemma", "label"]].merge(counted, on="lemma")
    return named.merge(sentences(book), on=["paragraph", "sentence"])


def named(book: Book) -> pd.DataFrame:
    """actor, count, then as in `sentences`: a row for each sentence that names an actor, and how often.

    Rows go by the document's order.
    """
    mentioned = actors.as_lemmas(book).rename(columns={"lemma": "actor"})[["actor", *SENTENCE, "count"]]
    return sentences(book).merge(mentioned, on=SENTENCE)


def everyone(book: Book) -> pd.DataFrame:
    """The actors as in `actors.totals`, kind by kind."""
    kinds = get_args(Kind)
    found = actors.totals(book)
    return found.sort_values("kind", key=lambda each: each.map(kinds.index), kind="stable", ignore_index=True)


def by_initial(found: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of `terms`, letter by letter; those that open with none come first."""
    return ((str(initial), rows) for initial, rows in found.groupby("initial"))


def _initial(label: str) -> str:
    first = _folded(label)[:1].upper()
    return first if first.isalpha() else "0\u20139"


def _folded(name: str) -> str:
    """A name as dictionaries sort it, accents and capitals left aside."""
    return unicodedata.normalize("NFKD", name).casefold()
