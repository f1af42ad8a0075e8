"""Counts the words of a document under an analyst's choices: stop list, phrases and metonyms."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from reading.data.book import Book
from reading.measures import frequency
from reading.text.phrases import pattern
from reading.text.tokens import fold

PLACE = ["section", "paragraph", "sentence"]


class StopList(StrEnum):
    """Which content words are left out. Words of closed classes are never in the tables."""

    BOOK = "the book's"
    NONE = "none"
    LONG = "a long one"


@dataclass(frozen=True)
class Choices:
    """What an analyst decides before counting. The defaults are the choices of the book.

    stop_list: the words that are left out
    join_phrases: whether a phrase is counted instead of its words
    fold_metonyms: whether a metonym is counted as the actor that it stands for
    """

    stop_list: StopList = StopList.BOOK
    join_phrases: bool = False
    fold_metonyms: bool = False


BOOK_CHOICES = Choices()

ALL_CHOICES = [Choices(*each) for each in itertools.product(StopList, (False, True), (False, True))]
"""All combinations of choices. The choices of the book come first."""


@functools.lru_cache(maxsize=2 * len(ALL_CHOICES))
def count_words(book: Book, choices: Choices = BOOK_CHOICES) -> pd.DataFrame:
    """Return the counts of words by sentence: a frame [section, paragraph, sentence, lemma, count]."""
    incidence = book.document.incidence
    incidence = incidence.assign(section=incidence["paragraph"].map(book.document.section_of))
    words = incidence[incidence["kind"] == "word"]
    # The phrases that are counted instead of their words: all, or only the names of actors.
    phrases = {
        phrase
        for phrase in map(fold, book.lexicon.phrases)
        if choices.join_phrases or (choices.fold_metonyms and phrase in book.lexicon.actor_of)
    }
    if phrases:
        named = incidence[(incidence["kind"] == "phrase") & incidence["lemma"].isin(phrases)]
        words = pd.concat([words, named, phrase_words(book, named)])
    if choices.fold_metonyms:
        actors = {fold(name): fold(actor.name) for actor in book.lexicon.actors for name in actor.metonyms}
        words = words.assign(lemma=words["lemma"].replace(actors))
    words = words[~words["lemma"].isin(list_stop_words(book, choices.stop_list))]
    summed = frequency.counts(words, [*PLACE, "lemma"])
    return summed[summed["count"] > 0].reset_index(drop=True)


def phrase_words(book: Book, phrases: pd.DataFrame) -> pd.DataFrame:
    """Return the words within phrases, with negative counts: added to the words, they are not counted twice.

    `phrases` is a frame [..., lemma, count] of occurrences of phrases; the result has the same columns.
    """
    counted = set(phrases["lemma"])
    parts = {
        fold(phrase): list(pattern(phrase)) for phrase in book.lexicon.phrases if fold(phrase) in counted
    }
    words = phrases.assign(lemma=phrases["lemma"].map(parts), count=-phrases["count"]).explode("lemma")
    # The words of closed classes within a phrase are not in the table.
    return words[words["lemma"].isin(book.document.incidence["lemma"])]


def list_stop_words(book: Book, stop_list: StopList) -> frozenset[str]:
    """Return the words of a stop list."""
    if stop_list == StopList.LONG:
        import stopwordsiso

        return frozenset(stopwordsiso.stopwords("en"))
    return book.lexicon.stopwords if stop_list == StopList.BOOK else frozenset()
