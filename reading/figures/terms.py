"""Figures of how often the words, phrases and pairs of words of a document occur, and where."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from reading.data.book import Book
from reading.data.document import Document
from reading.figures.figure import (
    BIGRAMS,
    FREQUENT,
    INCIDENCE,
    RATE,
    Figure,
    Subject,
    has_paragraph_figures,
)
from reading.measures import frequency
from reading.measures.frames import iterate_rows
from reading.tables.counting import count_words

MAX_SECTIONS_FOR_ABSENT = 4
"""Sections of a document up to which terms also have figures for the sections that lack them."""


def terms(book: Book) -> Iterator[Figure]:
    """Counts of every word and phrase: in the document, sections and, unless it is long, paragraphs."""
    document = book.document
    incidence = document.incidence.assign(section=document.incidence["paragraph"].map(document.section_of))
    words = count_words(book)
    yield from _document_terms(document, incidence, _ranks(words))
    yield from _section_terms(document, incidence, words)
    if has_paragraph_figures(document):
        yield from _paragraph_terms(document, incidence)
    if len(words):
        yield from _frequent_terms(book, words)


def _paragraph_terms(document: Document, incidence: pd.DataFrame) -> Iterator[Figure]:
    totals = incidence.groupby("lemma")["count"].sum()
    for row in iterate_rows(frequency.counts(incidence, ["paragraph", "lemma"])):
        subject = Subject.term(row.lemma, paragraph=document.short[row.paragraph])
        definition = f"occurrences of '{row.lemma}' in the paragraph {row.paragraph}"
        yield Figure(subject, "count", int(row.count), "occurrences", definition, INCIDENCE)
        definition = f"{definition}, as a share of those in the document"
        yield Figure(subject, "share", row.count / totals[row.lemma], "share", definition, INCIDENCE)


def _document_terms(document: Document, incidence: pd.DataFrame, ranks: pd.Series) -> Iterator[Figure]:
    whole = int(document.sentences["tokens"].sum())
    sentences = incidence.drop_duplicates(["lemma", "paragraph", "sentence"]).groupby("lemma").size()
    totals = incidence.groupby("lemma").agg(total=("count", "sum"), paragraphs=("paragraph", "nunique"))
    for row in iterate_rows(totals.assign(sentences=sentences).reset_index()):
        subject, definition = Subject.term(row.lemma), f"occurrences of '{row.lemma}' in the document"
        yield Figure(subject, "count", row.total, "occurrences", definition, INCIDENCE)
        rate, definition = row.total / whole * frequency.PER, f"{definition}, {RATE}"
        yield Figure(subject, "rate", rate, RATE, definition, INCIDENCE)
        definition = f"sentences that hold '{row.lemma}'"
        yield Figure(subject, "sentences", row.sentences, "sentences", definition, INCIDENCE)
        definition = f"paragraphs that hold '{row.lemma}'"
        yield Figure(subject, "paragraphs", row.paragraphs, "paragraphs", definition, INCIDENCE)
        if row.lemma in ranks:
            definition = f"rank of '{row.lemma}' in the document among content words, stop words left out"
            yield Figure(subject, "rank", int(ranks[row.lemma]), "rank", definition, INCIDENCE)


def leaves_out_absent(document: Document) -> bool:
    """Whether terms have no figures for a section that lacks them: most would be of such terms."""
    return len(document.sections) > MAX_SECTIONS_FOR_ABSENT


def _section_terms(document: Document, incidence: pd.DataFrame, words: pd.DataFrame) -> Iterator[Figure]:
    totals = incidence.groupby("lemma")["count"].sum()
    without_absent = leaves_out_absent(document)
    for section in iterate_rows(document.sections):
        own = incidence[incidence["section"] == section.section].groupby("lemma")["count"].sum()
        ranks = _ranks(words[words["section"] == section.section])
        for lemma, total in zip(totals.index, totals, strict=True):
            subject, count = Subject.term(lemma, section=section.section), int(own.get(lemma, 0))
            if not count and without_absent:
                continue
            definition = f"occurrences of '{lemma}' in the section {section.section}"
            yield Figure(subject, "count", count, "occurrences", definition, INCIDENCE)
            share = f"{definition}, as a share of those in the document"
            yield Figure(subject, "share", count / int(total), "share", share, INCIDENCE)
            rate, definition = count / int(section.tokens) * frequency.PER, f"{definition}, {RATE}"
            yield Figure(subject, "rate", rate, RATE, definition, INCIDENCE)
            if lemma in ranks:
                definition = f"rank of '{lemma}' among content words of the section {section.section}"
                yield Figure(subject, "rank", int(ranks[lemma]), "rank", definition, INCIDENCE)


def _frequent_terms(book: Book, words: pd.DataFrame) -> Iterator[Figure]:
    """How the most frequent content words, and those with the highest weights, spread over the document."""
    subject = Subject("terms")
    spread = int(words.groupby("lemma")["paragraph"].nunique().max())
    definition = "the most paragraphs that any one content word stands in, stop words left out"
    yield Figure(subject, "most-paragraphs", spread, "paragraphs", definition, INCIDENCE)
    leaders = frequency.top_lemmas(words, FREQUENT)
    definition = (
        f"content words that are compared: the {FREQUENT} most frequent, or all where there are fewer"
    )
    yield Figure(subject, "frequent", len(leaders), "terms", definition, INCIDENCE)
    sections = words[words["lemma"].isin(leaders)].groupby("lemma")["section"].nunique()
    everywhere = int((sections == len(book.document.sections)).sum())
    definition = "of the content words that are compared, those that occur in every section"
    yield Figure(subject, "frequent-in-all-sections", everywhere, "terms", definition, INCIDENCE)
    weighted = frequency.tf_idf(words, unit="paragraph")
    heaviest = weighted[weighted["weight"] == weighted.groupby("paragraph")["weight"].transform("max")]
    shared = int((heaviest["lemma"].value_counts() > 1).sum())
    definition = "terms that have the highest TF-IDF weight in more than one paragraph"
    yield Figure(subject, "heaviest-shared", shared, "terms", definition, INCIDENCE)


def bigrams(document: Document) -> Iterator[Figure]:
    """Pairs of adjacent content words that recur."""
    pairs, subject = document.bigrams, Subject("bigrams")
    definition = "pairs of adjacent content words that occur at least twice"
    yield Figure(subject, "repeated", len(pairs), "pairs", definition, BIGRAMS)
    most = int(pairs["count"].max()) if len(pairs) else 0
    definition = "occurrences of the most frequent pair of adjacent content words"
    yield Figure(subject, "most", most, "occurrences", definition, BIGRAMS)
    definition = "pairs of adjacent content words that occur as often as the most frequent one"
    yield Figure(subject, "leaders", int((pairs["count"] == most).sum()), "pairs", definition, BIGRAMS)
    counts = document.incidence.groupby("lemma")["count"].sum()
    for row in iterate_rows(pairs):
        definition = f"occurrences of '{row.first}' directly before '{row.second}'"
        lemma = _lemma_of_pair(counts, row.first, row.second)
        pair = Subject("bigram", row.first, other=row.second, lemma=lemma)
        yield Figure(pair, "count", int(row.count), "occurrences", definition, BIGRAMS)


def _lemma_of_pair(counts: pd.Series[int], first: str, second: str) -> str:
    """The lemma whose sentences show two lemmas side by side.

    It is the phrase that they make, where that is counted, else the one of them that occurs less often.
    """
    phrase = f"{first} {second}"
    return phrase if phrase in counts else min(first, second, key=lambda lemma: counts[lemma])


def _ranks(words: pd.DataFrame) -> pd.Series[int]:
    return frequency.rank(words.groupby("lemma")["count"].sum())
