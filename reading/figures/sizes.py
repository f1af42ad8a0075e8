"""Figures of the length, the variety and the readability of a document and its parts."""

from __future__ import annotations

from collections.abc import Iterator

from reading.charts.divisions import describe_sections
from reading.data.document import Document
from reading.figures.figure import DIVERSITY, OUTLINE, VOCABULARY, Figure, Subject
from reading.measures.frames import iterate_rows

WHOLE = Subject("document")


def sizes(document: Document) -> Iterator[Figure]:
    """Tokens, types and sentences of the document and its parts."""
    whole = int(document.sentences["tokens"].sum())
    counts = {"tokens": whole, "sentences": len(document.sentences)}
    counts |= {"paragraphs": len(document.paragraphs), "sections": len(document.sections)}
    for unit, value in counts.items():
        yield Figure(WHOLE, unit, value, unit, f"{unit} in the document, headings left out", OUTLINE)
    tokens = document.vocabulary.groupby("token")["count"].sum()
    yield Figure(WHOLE, "types", len(tokens), "types", "different tokens in the document", VOCABULARY)
    once = int((tokens == 1).sum())
    definition = "types that occur once in the document"
    yield Figure(WHOLE, "hapaxes", once, "types", definition, VOCABULARY)
    definition = f"{definition}, as a share of all types"
    yield Figure(WHOLE, "hapax-share", once / len(tokens), "share", definition, VOCABULARY)
    most = int(document.vocabulary.groupby("lemma")["count"].sum().max())
    definition = "occurrences of the most frequent word, function words counted too"
    yield Figure(Subject("words"), "most", most, "occurrences", definition, VOCABULARY)
    for section, part in document.vocabulary.groupby("section"):
        definition = f"different tokens in the section {section}"
        types = part["token"].nunique()
        yield Figure(Subject("section", str(section)), "types", types, "types", definition, VOCABULARY)
    parts = [(Subject("section", row.section), row) for row in iterate_rows(document.sections)]
    parts += [
        (Subject("paragraph", document.short[row.paragraph]), row)
        for row in iterate_rows(document.paragraphs)
    ]
    for subject, row in parts:
        where = f"in the {subject.kind} {subject.id}"
        yield Figure(subject, "tokens", int(row.tokens), "tokens", f"tokens {where}", OUTLINE)
        yield Figure(subject, "sentences", int(row.sentences), "sentences", f"sentences {where}", OUTLINE)
        definition = f"tokens {where}, as a share of the document's"
        yield Figure(subject, "share", row.tokens / whole, "share", definition, OUTLINE)


def diversity(document: Document) -> Iterator[Figure]:
    """How varied the words of each section are."""
    for row in iterate_rows(document.diversity):
        subject, measure = Subject("section", row.section), str(row.measure)
        definition = f"{measure} of the section {row.section}, over its tokens in order"
        yield Figure(subject, measure.lower(), float(row.value), "ratio", definition, DIVERSITY)


def legibility(document: Document) -> Iterator[Figure]:
    """How hard the sections are to read, by formulas that count characters."""
    for row in iterate_rows(describe_sections(document)):
        for statistic, value, measure in (
            ("ari", row.ari, "automated readability index, a grade of US schools,"),
            ("coleman-liau", row.coleman_liau, "Coleman-Liau index, a grade of US schools,"),
            ("lix", row.lix, "Lix"),
        ):
            subject, definition = Subject("section", row.section), f"{measure} of the section {row.section}"
            yield Figure(subject, statistic, float(value), "grade", definition, VOCABULARY)
