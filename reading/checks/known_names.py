"""Collects the names that pages may use: figures, claims and what they link to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reading.checks.references import Targets
from reading.data.book import Book
from reading.files.errors import ReadingError
from reading.tables.figures import Figures


@dataclass(frozen=True)
class KnownNames:
    """The names that pages may use.

    figures: all figures by name; None where a part of the data cannot be read, and then no name of a figure
        or of a claim is checked
    claims: what is false of each claim, by its name; empty where it is true, or has a mistake, which is
        reported elsewhere
    targets: what pages may link to, cite or refer to
    actors: the actors that the names of the lexicon stand for
    paragraphs: how figures name the paragraphs of the document
    """

    figures: Figures | None
    claims: Mapping[str, str]
    targets: Targets
    actors: Mapping[str, str] = field(default_factory=dict)
    paragraphs: Mapping[str, str] = field(default_factory=dict)


def collect_known_names(book: Book | None, targets: Targets, errors: list[ReadingError]) -> KnownNames:
    """Collect the names, and decide the claims.

    Parameters
    ----------
    book : Book or None
        None where a part of its data cannot be read.
    targets : Targets
        What pages may link to, cite or refer to.
    errors : list of ReadingError
        Errors of claims are added here.
    """
    if book is None:
        return KnownNames(None, {}, targets)
    figures = Figures(book)
    claims: dict[str, str] = {}
    for claim in book.claims:
        mistakes = list(claim.mistakes(figures, figures.hint))
        errors += mistakes
        claims[claim.name] = "" if mistakes else claim.failures(figures)
    actors = {name: actor.id for actor in book.lexicon.actors for name in actor.names}
    return KnownNames(figures, claims, targets, actors, book.document.short)
