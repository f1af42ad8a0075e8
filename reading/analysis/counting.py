"""A book and an analyst's choices go in; the words counted under them come out."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd
from wordfreq import get_frequency_dict

from reading.data.book import Book
from reading.data.document import Document
from reading.measures import frequency
from reading.measures.reference import compare_with_reference
from reading.text.words import fold, pattern

PLACE = ["section", "paragraph", "sentence"]


class StopList(StrEnum):
    """Which content words are left out. Words of closed classes are out of the tables whatever is chosen."""

    OWN = "the book's"
    NONE = "none"
    LONG = "a long one"


@dataclass(frozen=True)
class Choices:
    """What an analyst decides before counting; the defaults are the book's."""

    stop_list: StopList = StopList.OWN
    joined: bool = False
    """Whether a phrase counts in place of its words, and not beside them."""
    folded: bool = False
    """Whether metonyms count as the actor that they stand for."""

    @property
    def counting(self) -> str:
        """How phrases and metonyms are counted, in words."""
        if self.joined:
            return "joined and folded" if self.folded else "phrases joined"
        return "metonyms folded" if self.folded else "words as they stand"

    def __str__(self) -> str:
        return f"stop list: {self.stop_list}; {self.counting}"


OWN = Choices()

EVERY = [Choices(*each) for each in itertools.product(StopList, (False, True), (False, True))]
"""All that can be chosen, the book's own choices first."""


@functools.lru_cache(maxsize=2 * len(EVERY))
def counted(book: Book, choices: Choices = OWN) -> pd.DataFrame:
    """The words that count: a frame [section, paragraph, sentence, lemma, count], without other rows."""
    incidence = book.document.incidence
    incidence = incidence.assign(section=incidence["paragraph"].map(book.document.section_of))
    words = incidence[incidence["kind"] == "word"]
    if phrases := set(_joined(book, choices)):
        named = incidence[(incidence["kind"] == "phrase") & incidence["lemma"].isin(phrases)]
        words = pd.concat([words, named, inside(book, named)])
    if choices.folded:
        words = words.assign(lemma=words["lemma"].replace(_folded(book)))
    words = words[~words["lemma"].isin(_stop_words(book, choices))]
    summed = frequency.counts(words, [*PLACE, "lemma"])
    return summed[summed["count"] > 0].reset_index(drop=True)


def _joined(book: Book, choices: Choices) -> Iterator[str]:
    """The phrases that count in place of their words: all, or those that name an actor to be folded."""
    for phrase in map(fold, book.lexicon.phrases):
        if choices.joined or (choices.folded and phrase in book.lexicon.actor_of):
            yield phrase


def inside(book: Book, named: pd.DataFrame) -> pd.DataFrame:
    """What phrases take away from the counts of their words, as rows with counts below zero."""
    parts = {fold(phrase): list(pattern(phrase)) for phrase in book.lexicon.phrases}
    words = named.assign(lemma=named["lemma"].map(parts), count=-named["count"]).explode("lemma")
    # A phrase holds words of closed classes, too, which the table leaves out.
    return words[words["lemma"].isin(book.document.incidence["lemma"])]


def _folded(book: Book) -> dict[str, str]:
    """The name of the actor that a metonym stands for."""
    return {fold(name): fold(actor.name) for actor in book.lexicon.actors for name in actor.metonyms}


def _stop_words(book: Book, choices: Choices) -> frozenset[str]:
    if choices.stop_list == StopList.LONG:
        import stopwordsiso

        return frozenset(stopwordsiso.stopwords("en"))
    return book.lexicon.stopwords if choices.stop_list == StopList.OWN else frozenset()


def against_english(document: Document) -> pd.DataFrame:
    """Each token type of a document against its rate in general English, as `compare_with_reference` has it.

    The rates are wordfreq's: words as they stand, from books, news, subtitles, encyclopaedias and the web
    (Speer 2022, doi:10.5281/zenodo.7199437). What it does not list, such as hyphenated words, is not tested.
    """
    vocabulary = document.vocabulary.groupby("token", as_index=False)["count"].sum()
    counts = dict(zip(vocabulary["token"], vocabulary["count"], strict=True))
    tokens = int(document.sentences["tokens"].sum())
    return compare_with_reference(counts, tokens, get_frequency_dict("en"))
