"""A book in; figures of how often its document's words, phrases and pairs of words occur, and where, out."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from reading.analysis.counting import counted
from reading.data.book import Book
from reading.data.document import Document
from reading.figures.figure import INCIDENCE, Figure, rows
from reading.measures import frequency
from reading.text.words import slug

FREQUENT = 15
"""How many of the most frequent content words are looked at where terms are compared."""


def terms(book: Book) -> Iterator[Figure]:
    """Counts of every word and phrase, in the document, its sections and its paragraphs."""
    document = book.document
    incidence = document.incidence.assign(section=document.incidence["paragraph"].map(document.section_of))
    words = counted(book)
    totals = incidence.groupby("lemma")["count"].sum()
    yield from _document_terms(document, incidence, _ranks(words))
    yield from _section_terms(document, incidence, words)
    for row in rows(frequency.counts(incidence, ["paragraph", "lemma"])):
        name = f"paragraph.{document.short[row.paragraph]}.term.{slug(row.lemma)}"
        said = f"occurrences of '{row.lemma}' in the paragraph {row.paragraph}"
        yield Figure(f"{name}.count", int(row.count), "occurrences", said, INCIDENCE, row.lemma)
        share, definition = row.count / totals[row.lemma], f"{said}, as a share of those in the document"
        yield Figure(f"{name}.share", share, "share", definition, INCIDENCE, row.lemma)
    if len(words):
        yield from _frequent_terms(book, words)


def _document_terms(document: Document, incidence: pd.DataFrame, ranks: pd.Series) -> Iterator[Figure]:
    whole = int(document.sentences["tokens"].sum())
    sentences = incidence.drop_duplicates(["lemma", "paragraph", "sentence"]).groupby("lemma").size()
    spread = incidence.groupby("lemma")["paragraph"].nunique()
    totals = incidence.groupby("lemma")["count"].sum()
    for lemma, total, found, paragraphs in zip(totals.index, totals, sentences, spread, strict=True):
        name = f"term.{slug(lemma)}"
        said = f"'{lemma}' in the document"
        yield Figure(f"{name}.count", total, "occurrences", f"occurrences of {said}", INCIDENCE, lemma)
        definition = f"sentences that hold '{lemma}'"
        yield Figure(f"{name}.sentences", found, "sentences", definition, INCIDENCE, lemma)
        definition = f"paragraphs that hold '{lemma}'"
        yield Figure(f"{name}.paragraphs", paragraphs, "paragraphs", definition, INCIDENCE, lemma)
        rate, definition = total / whole * frequency.PER, f"occurrences of {said}, per thousand tokens"
        yield Figure(f"{name}.rate", rate, "per thousand tokens", definition, INCIDENCE, lemma)
        if lemma in ranks:
            definition = f"rank of {said} among content words, stop words left out"
            yield Figure(f"{name}.rank", int(ranks[lemma]), "rank", definition, INCIDENCE, lemma)


def _section_terms(document: Document, incidence: pd.DataFrame, words: pd.DataFrame) -> Iterator[Figure]:
    totals = incidence.groupby("lemma")["count"].sum()
    for section in rows(document.sections):
        own = incidence[incidence["section"] == section.section].groupby("lemma")["count"].sum()
        ranks = _ranks(words[words["section"] == section.section])
        for lemma in totals.index:
            name, count = f"section.{section.section}.term.{slug(lemma)}", int(own.get(lemma, 0))
            said = f"occurrences of '{lemma}' in the section {section.section}"
            yield Figure(f"{name}.count", count, "occurrences", said, INCIDENCE, lemma)
            rate, definition = count / int(section.tokens) * frequency.PER, f"{said}, per thousand tokens"
            yield Figure(f"{name}.rate", rate, "per thousand tokens", definition, INCIDENCE, lemma)
            share, definition = count / int(totals[lemma]), f"{said}, as a share of those in the document"
            yield Figure(f"{name}.share", share, "share", definition, INCIDENCE, lemma)
            if lemma in ranks:
                definition = f"rank of '{lemma}' among content words of the section {section.section}"
                yield Figure(f"{name}.rank", int(ranks[lemma]), "rank", definition, INCIDENCE, lemma)


def _frequent_terms(book: Book, words: pd.DataFrame) -> Iterator[Figure]:
    """How the most frequent content words, and those with the highest weights, spread over the document."""
    spread = int(words.groupby("lemma")["paragraph"].nunique().max())
    definition = "the most paragraphs that any one content word stands in, stop words left out"
    yield Figure("terms.most-paragraphs", spread, "paragraphs", definition, INCIDENCE)
    leaders = frequency.leaders(words, FREQUENT)
    definition = (
        f"content words that are compared: the {FREQUENT} most frequent, or all where there are fewer"
    )
    yield Figure("terms.frequent", len(leaders), "terms", definition, INCIDENCE)
    sections = words[words["lemma"].isin(leaders)].groupby("lemma")["section"].nunique()
    everywhere = int((sections == len(book.document.sections)).sum())
    definition = "of the content words that are compared, those that occur in every section"
    yield Figure("terms.frequent-in-all-sections", everywhere, "terms", definition, INCIDENCE)
    weighted = frequency.tf_idf(words, unit="paragraph")
    heaviest = weighted[weighted["weight"] == weighted.groupby("paragraph")["weight"].transform("max")]
    shared = int((heaviest["lemma"].value_counts() > 1).sum())
    definition = "terms that have the highest TF-IDF weight in more than one paragraph"
    yield Figure("terms.heaviest-shared", shared, "terms", definition, INCIDENCE)


def bigrams(document: Document) -> Iterator[Figure]:
    """Pairs of adjacent content words that recur."""
    table, pairs = "data/document/bigrams.csv", document.bigrams
    definition = "pairs of adjacent content words that occur at least twice"
    yield Figure("bigrams.repeated", len(pairs), "pairs", definition, table)
    most = int(pairs["count"].max()) if len(pairs) else 0
    definition = "occurrences of the most frequent pair of adjacent content words"
    yield Figure("bigrams.most", most, "occurrences", definition, table)
    definition = "pairs of adjacent content words that occur as often as the most frequent one"
    yield Figure("bigrams.leaders", int((pairs["count"] == most).sum()), "pairs", definition, table)
    for row in rows(pairs):
        definition = f"occurrences of '{row.first}' directly before '{row.second}'"
        lemma = lemma_of_pair(document, row.first, row.second)
        name = f"bigram.{row.first}.{row.second}.count"
        yield Figure(name, int(row.count), "occurrences", definition, table, lemma)


def lemma_of_pair(document: Document, first: str, second: str) -> str:
    """The lemma whose sentences show two lemmas side by side.

    It is the phrase that they make, where that is counted, else the one of them that occurs less often.
    """
    counts = document.incidence.groupby("lemma")["count"].sum()
    phrase = f"{first} {second}"
    return phrase if phrase in counts else min(first, second, key=lambda lemma: counts[lemma])


def _ranks(words: pd.DataFrame) -> pd.Series[int]:
    return frequency.rank(words.groupby("lemma")["count"].sum())
