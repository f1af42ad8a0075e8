"""Finds the entry that shows the sentences behind a figure."""

from __future__ import annotations

from reading.data.book import Book
from reading.evidence import codebook, pages
from reading.evidence.sentences import Location
from reading.figures import Figure


def find_entry(book: Book, figure: Figure) -> Location | None:
    """The entry of the term, stance, actor or theme that a figure is about; None if it is about none.

    A figure that relates an actor to a theme leads to the actor.
    """
    subject, evidence = figure.subject, pages.evidence_pages(book)
    if subject.lemma:
        return evidence.term(subject.lemma)
    paragraph = subject.paragraph if figure.value else ""
    match subject.kind:
        case "stance":
            return evidence.stance(subject.id, subject.other)
        case "actor":
            return evidence.actor(subject.id, paragraph=paragraph)
        case "theme":
            return codebook.theme_location(subject.id, paragraph=paragraph)
    return None
