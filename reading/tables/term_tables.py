"""Publishes how often words and phrases occur, where, and which sentences they share."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from reading.data.book import Book
from reading.measures import association, frequency
from reading.tables.counting import count_words
from reading.tables.labels import Labels, labels_of
from reading.tables.table import published
from reading.text.phrases import pattern
from reading.text.tokens import lower_case, slug

MAX_SECTIONS_FOR_ABSENT = 4
"""Sections of a document up to which there is a row for each section and each term that it lacks."""

MAX_PAIRS = 5_000
"""Pairs of terms up to which each has a row. In a long document those that share most sentences have one."""


@labels_of("term")
def _label_terms(book: Book) -> Labels:
    return {slug(lemma): book.lexicon.label(lemma) for lemma in book.document.incidence["lemma"].unique()}


@published("term")
def terms(book: Book) -> pd.DataFrame:
    """The words and phrases of the document.

    - lemma: the lemma of the word, or the phrase, in lower case [word]
    - kind: word or phrase [word]
    - count: occurrences of {term} in the document [occurrences]
    - rate: occurrences of {term} in the document, per thousand tokens [per thousand tokens]
    - sentences: sentences that hold {term} [sentences]
    - paragraphs: paragraphs that hold {term} [paragraphs]
    - rank: rank of {term} among the content words, stop words left out [rank]

    >>> terms().nlargest(3, "count")[["term", "label", "count", "rate"]]
             term      label  count  rate
    14  northport  Northport      4  80.0
    4    eastland   Eastland      3  60.0
    23      trade      trade      3  60.0
    """
    document = book.document
    frame = document.incidence.groupby(["lemma", "kind"], as_index=False).agg(
        count=("count", "sum"), sentences=("count", "size"), paragraphs=("paragraph", "nunique")
    )
    ranks = frequency.rank(count_words(book).groupby("lemma")["count"].sum())
    return frame.assign(
        term=frame["lemma"].map(slug),
        rate=frame["count"] / document.sentences["tokens"].sum() * frequency.PER,
        rank=frame["lemma"].map(ranks),
    )


@published("section", "term")
def terms_by_section(book: Book) -> pd.DataFrame:
    """The terms of each section.

    - count: occurrences of {term} in the section {section} [occurrences]
    - rate: occurrences of {term} in the section {section}, per thousand tokens [per thousand tokens]
    - log_ratio: Log Ratio of {term} in the section {section} against the rest [doublings;
      measures/frequency.py]

    >>> terms_by_section().query("term == 'quay'")[["section", "count"]]
        section  count
    17  harbour      2
    41     ties      0
    """
    document = book.document
    frame = frequency.rates(document.incidence, document.sentences, by="section")
    if len(document.sections) > 1:
        size = frame["section"].map(document.sections.set_index("section")["tokens"])
        rest = frame.groupby("lemma")["count"].transform("sum") - frame["count"]
        others = document.sentences["tokens"].sum() - size
        frame["log_ratio"] = frequency.log_ratio(frame["count"], rest, size, others)
    if len(document.sections) > MAX_SECTIONS_FOR_ABSENT:
        frame = frame[frame["count"] > 0]
    return frame.assign(term=frame["lemma"].map(slug))


@published("paragraph", "term")
def terms_by_paragraph(book: Book) -> pd.DataFrame:
    """The terms of each paragraph.

    - count: occurrences of {term} in the paragraph {paragraph} [occurrences]
    - share: occurrences of {term} in the paragraph {paragraph}, as a share of all [share]
    - weight: TF-IDF weight of {term} in the paragraph {paragraph} [ratio; Sparck Jones 1972]

    >>> terms_by_paragraph().nlargest(3, "weight")
           paragraph    term  count  share    weight
    13          quay    quay      2    1.0  0.641872
    18  ties-opening    fish      1    1.0  0.569144
    20  ties-opening  timber      1    1.0  0.569144
    """
    frame = frequency.counts(book.document.incidence, ["paragraph", "lemma"])
    weights = frequency.tf_idf(count_words(book), by="paragraph")
    frame = frame.merge(weights, on=["paragraph", "lemma"], how="left")
    return frame.assign(
        paragraph=frame["paragraph"].map(book.document.short),
        term=frame["lemma"].map(slug),
        share=frame["count"] / frame.groupby("lemma")["count"].transform("sum"),
    )


@published("term", "other_term")
def pairs(book: Book) -> pd.DataFrame:
    """Terms, and the content words that share two sentences or more with each.

    Two content words have a row for each direction. A phrase or a stop word is only the first of a pair, and
    the words of a phrase are not paired with it. Of a long document there are only the pairs that share most.

    - sentences: sentences that hold both {term} and {other_term} [sentences]
    - log_dice: logDice of {term} and {other_term}, over sentences [ratio; measures/association.py]

    >>> pairs().head(3)[["term", "other_term", "sentences"]]
            term other_term  sentences
    0   eastland  northport          3
    1   eastland      trade          2
    2  northport   eastland          3
    """
    words, others = count_words(book), book.document.incidence
    others = others[~others["lemma"].isin(words["lemma"])]
    found = association.collocates(words, pd.concat([words, others]), sentences=book.document.sentences)
    is_inside = pd.MultiIndex.from_frame(found[["of", "lemma"]]).isin(_words_of_phrases(book.lexicon.phrases))
    found = found[~is_inside]
    if len(found) > MAX_PAIRS:
        found = found.nlargest(MAX_PAIRS, ["together", "log_dice"]).sort_index()
    return found.assign(
        term=found["of"].map(slug), other_term=found["lemma"].map(slug), sentences=found["together"]
    )


def _words_of_phrases(phrases: Iterable[str]) -> list[tuple[str, str]]:
    """Each phrase with each of its words, which are no collocates of it."""
    return [(lower_case(phrase), word) for phrase in phrases for word in pattern(phrase)]
