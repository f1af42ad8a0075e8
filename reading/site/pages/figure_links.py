"""Finds the entry that shows the sentences behind a figure."""

from __future__ import annotations

from reading.data.book import Book
from reading.figures import Figure
from reading.tables import evidence, history, likeness
from reading.tables.evidence import Location

IN_DOCUMENT = ("count", "rate")
"""The statistics of a term beside the texts of a reference that count the term in the document alone."""


def find_entry(book: Book, figure: Figure) -> Location | None:
    """The entry of the term, stance, actor or theme that a figure is about; None if it is about none.

    A figure that relates an actor to a theme leads to the actor. One that counts texts, or compares the
    document with them, leads to their list.
    """
    subject = figure.subject
    if subject.kind in ("kind", "likeness", "history") and figure.statistic not in IN_DOCUMENT:
        return _find_list(book, figure)
    if subject.lemma:
        return evidence.term(subject.lemma)
    paragraph = subject.paragraph if figure.value else ""
    match subject.kind:
        case "stance":
            return evidence.stance(subject.id, subject.other)
        case "actor":
            return evidence.actor(subject.id, paragraph=paragraph)
        case "theme":
            return evidence.theme(subject.id, paragraph=paragraph)
    return None


def _find_list(book: Book, figure: Figure) -> Location | None:
    """The list of the texts that a figure is about."""
    subject, statistic = figure.subject, figure.statistic
    if subject.kind != "history":
        reference = likeness.find_reference(book)
        if reference is not None and (subject.lemma or statistic == "speeches"):
            return evidence.comparison_location(reference, subject.lemma)
        return None
    reference = history.choose_reference(book)
    if reference is None:
        return None
    if subject.id:
        term = evidence.find_term(reference, subject.id)
        year = figure.value if figure.unit == "year" and isinstance(figure.value, int) else None
        return None if term is None else evidence.term_location(reference, term, year)
    if figure.unit == "terms":
        return evidence.index_location(reference)
    return evidence.all_location(reference, None if statistic == "texts" else int(figure.value))
