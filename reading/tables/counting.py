"""Counts the words of a document without stop words, and the words within phrases."""

from __future__ import annotations

import functools

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency
from reading.measures.incidence import SENTENCE
from reading.text.phrases import pattern
from reading.text.tokens import lower_case


@functools.lru_cache(maxsize=2)
def count_words(book: Book) -> pd.DataFrame:
    """Return the counts of words by sentence: a frame [section, paragraph, sentence, lemma, count]."""
    incidence = book.document.incidence
    words = incidence[(incidence["kind"] == "word") & ~incidence["lemma"].isin(book.lexicon.stopwords)]
    words = words.assign(section=words["paragraph"].map(book.document.section_of))
    return frequency.counts(words, ["section", *SENTENCE, "lemma"])


def phrase_words(book: Book, phrases: pd.DataFrame) -> pd.DataFrame:
    """Return the words within phrases, with negative counts: added to the words, they are not counted twice.

    `phrases` is a frame [..., lemma, count] of occurrences of phrases; the result has the same columns.
    """
    counted = set(phrases["lemma"])
    parts = {
        lower_case(phrase): list(pattern(phrase))
        for phrase in book.lexicon.phrases
        if lower_case(phrase) in counted
    }
    words = phrases.assign(lemma=phrases["lemma"].map(parts), count=-phrases["count"]).explode("lemma")
    # The words of closed classes within a phrase are not in the table.
    return words[words["lemma"].isin(book.document.incidence["lemma"])]
