"""The registry: a book in, every number that it publishes out, each by name with its definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from reading import claims
from reading.choices import counted
from reading.errors import ReadingError, raise_any
from reading.measures import frequency

if TYPE_CHECKING:
    from reading.book import Book
    from reading.document import Document

Value = bool | int | float

INCIDENCE = "data/document/incidence.csv"

FREQUENT = 15
"""How many of the most frequent content words are looked at where terms are compared."""


@dataclass(frozen=True)
class Figure:
    """A published number.

    `unit` says what is counted ("tokens", "occurrences", "share", "per thousand tokens", ...) and so how the
    value is written; `table` names the file, below the book's folder, that it is computed from; `lemma` is
    the content lemma that it is about, whose sentences are its evidence, empty where it is about none.
    """

    name: str
    value: Value
    unit: str
    definition: str
    table: str
    lemma: str = ""

    def __str__(self) -> str:
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if self.unit == "share":
            return f"{self.value:.0%}"
        if isinstance(self.value, int):
            return f"{self.value:,}"
        return f"{self.value:,.2f}" if self.unit == "ratio" else f"{self.value:,.1f}"


def registry(book: Book) -> dict[str, Figure]:
    """All figures of a book, by name, claims included.

    Raises `ReadingErrors` where a claim compares a figure that does not exist.
    """
    measured: dict[str, Figure] = {}
    for figure in _measured(book):
        if measured.setdefault(figure.name, figure) != figure:
            path = book.root / figure.table
            raise_any(
                [ReadingError(path, 0, f"two figures are called {figure.name}", "name a phrase otherwise")]
            )
    values = {name: figure.value for name, figure in measured.items()}
    raise_any([mistake for claim in book.claims for mistake in claim.mistakes(values)])
    claimed = {
        claim.name: Figure(
            claim.name, claim.holds(values), "true or false", claim.says, claims.PATH.as_posix()
        )
        for claim in book.claims
    }
    return measured | claimed


def as_json(figures: Mapping[str, Figure]) -> dict[str, dict[str, Value | str]]:
    """The registry as published in `figures.json`: flat, unrounded, ordered by name."""
    return {
        name: {
            "value": figure.value,
            "unit": figure.unit,
            "definition": figure.definition,
            "table": figure.table,
        }
        for name, figure in sorted(figures.items())
    }


def slug(lemma: str) -> str:
    """A lemma as it stands in the name of a figure."""
    return lemma.replace(" ", "-")


def lemma_of_pair(document: Document, first: str, second: str) -> str:
    """The lemma whose sentences show two lemmas side by side.

    It is the phrase that they make, where that is counted, else the one of them that occurs less often.
    """
    counts = document.incidence.groupby("lemma")["count"].sum()
    phrase = f"{first} {second}"
    return phrase if phrase in counts else min(first, second, key=lambda lemma: counts[lemma])


def _measured(book: Book) -> Iterator[Figure]:
    yield from _sizes(book.document)
    yield from _diversity(book.document)
    yield from _bigrams(book.document)
    yield from _terms(book)


def _sizes(document: Document) -> Iterator[Figure]:
    table = "data/document/outline.yml"
    whole = int(document.sentences["tokens"].sum())
    counted = {"tokens": whole, "sentences": len(document.sentences)}
    counted |= {"paragraphs": len(document.paragraphs), "sections": len(document.sections)}
    for unit, value in counted.items():
        yield Figure(f"document.{unit}", value, unit, f"{unit} in the document, headings left out", table)
    vocabulary = "data/document/vocabulary.csv"
    tokens = document.vocabulary.groupby("token")["count"].sum()
    yield Figure("document.types", len(tokens), "types", "different tokens in the document", vocabulary)
    once = int((tokens == 1).sum())
    yield Figure("document.hapaxes", once, "types", "types that occur once in the document", vocabulary)
    definition = "types that occur once in the document, as a share of all types"
    yield Figure("document.hapax-share", once / len(tokens), "share", definition, vocabulary)
    most = int(document.vocabulary.groupby("lemma")["count"].sum().max())
    definition = "occurrences of the most frequent word, function words counted too"
    yield Figure("words.most", most, "occurrences", definition, vocabulary)
    for section, part in document.vocabulary.groupby("section"):
        definition = f"different tokens in the section {section}"
        yield Figure(f"section.{section}.types", part["token"].nunique(), "types", definition, vocabulary)
    parts = [(f"section.{row.section}", row) for row in _rows(document.sections)]
    parts += [(f"paragraph.{document.short[row.paragraph]}", row) for row in _rows(document.paragraphs)]
    for name, row in parts:
        where = f"the {name.replace('.', ' ', 1)}"
        yield Figure(f"{name}.tokens", int(row.tokens), "tokens", f"tokens in {where}", table)
        yield Figure(f"{name}.sentences", int(row.sentences), "sentences", f"sentences in {where}", table)
        definition = f"tokens in {where}, as a share of the document's"
        yield Figure(f"{name}.share", row.tokens / whole, "share", definition, table)


def _diversity(document: Document) -> Iterator[Figure]:
    for row in _rows(document.diversity):
        definition = f"{row.measure} of the section {row.section}, over its tokens in order"
        name = f"section.{row.section}.{str(row.measure).lower()}"
        yield Figure(name, float(row.value), "ratio", definition, "data/document/diversity.csv")


def _bigrams(document: Document) -> Iterator[Figure]:
    table, pairs = "data/document/bigrams.csv", document.bigrams
    definition = "pairs of adjacent content words that occur at least twice"
    yield Figure("bigrams.repeated", len(pairs), "pairs", definition, table)
    most = int(pairs["count"].max()) if len(pairs) else 0
    definition = "occurrences of the most frequent pair of adjacent content words"
    yield Figure("bigrams.most", most, "occurrences", definition, table)
    definition = "pairs of adjacent content words that occur as often as the most frequent one"
    yield Figure("bigrams.leaders", int((pairs["count"] == most).sum()), "pairs", definition, table)
    for row in _rows(pairs):
        definition = f"occurrences of '{row.first}' directly before '{row.second}'"
        lemma = lemma_of_pair(document, row.first, row.second)
        name = f"bigram.{row.first}.{row.second}.count"
        yield Figure(name, int(row.count), "occurrences", definition, table, lemma)


def _terms(book: Book) -> Iterator[Figure]:
    """Counts of every word and phrase, in the document, its sections and its paragraphs."""
    document = book.document
    incidence = document.incidence.assign(section=document.incidence["paragraph"].map(document.section_of))
    words = counted(book)
    totals = incidence.groupby("lemma")["count"].sum()
    yield from _document_terms(document, incidence, _ranks(words))
    yield from _section_terms(document, incidence, words)
    for row in _rows(frequency.counts(incidence, ["paragraph", "lemma"])):
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
    for section in _rows(document.sections):
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


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, each with its columns as attributes."""
    return iter(frame.itertuples(index=False))


def _ranks(words: pd.DataFrame) -> pd.Series[int]:
    return frequency.rank(words.groupby("lemma")["count"].sum())
