"""A document in; figures of how long, how varied and how hard to read its parts are, out."""

from __future__ import annotations

from collections.abc import Iterator

from reading.analysis.divisions import described
from reading.data.document import Document
from reading.figures.figure import VOCABULARY, Figure, rows


def sizes(document: Document) -> Iterator[Figure]:
    """Tokens, types and sentences of the document and its parts."""
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
    parts = [(f"section.{row.section}", row) for row in rows(document.sections)]
    parts += [(f"paragraph.{document.short[row.paragraph]}", row) for row in rows(document.paragraphs)]
    for name, row in parts:
        where = f"the {name.replace('.', ' ', 1)}"
        yield Figure(f"{name}.tokens", int(row.tokens), "tokens", f"tokens in {where}", table)
        yield Figure(f"{name}.sentences", int(row.sentences), "sentences", f"sentences in {where}", table)
        definition = f"tokens in {where}, as a share of the document's"
        yield Figure(f"{name}.share", row.tokens / whole, "share", definition, table)


def diversity(document: Document) -> Iterator[Figure]:
    """How varied the words of each section are."""
    for row in rows(document.diversity):
        definition = f"{row.measure} of the section {row.section}, over its tokens in order"
        name = f"section.{row.section}.{str(row.measure).lower()}"
        yield Figure(name, float(row.value), "ratio", definition, "data/document/diversity.csv")


def legibility(document: Document) -> Iterator[Figure]:
    """How hard the sections are to read, by formulas that count characters."""
    for row in rows(described(document)):
        for name, value, said in (
            ("ari", row.ari, "automated readability index, a grade of US schools,"),
            ("coleman-liau", row.coleman_liau, "Coleman-Liau index, a grade of US schools,"),
            ("lix", row.lix, "Lix"),
        ):
            definition = f"{said} of the section {row.section}"
            yield Figure(f"section.{row.section}.{name}", float(value), "grade", definition, VOCABULARY)
