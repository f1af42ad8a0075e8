"""The registry: a book in, every number that it publishes out, each by name with its definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reading import claims
from reading.book import Book
from reading.errors import ReadingError, raise_any
from reading.figures.figure import Figure, Value, slug
from reading.figures.robustness import robustness
from reading.figures.sizes import diversity, legibility, sizes
from reading.figures.terms import FREQUENT, bigrams, lemma_of_pair, terms
from reading.figures.uncertainty import against_english, collocations, comparisons, intervals, spread

__all__ = ["FREQUENT", "Figure", "Value", "as_json", "lemma_of_pair", "registry", "slug"]


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


def _measured(book: Book) -> Iterator[Figure]:
    yield from sizes(book.document)
    yield from diversity(book.document)
    yield from legibility(book.document)
    yield from bigrams(book.document)
    yield from terms(book)
    yield from intervals(book)
    yield from spread(book)
    yield from comparisons(book)
    yield from against_english(book)
    yield from collocations(book)
    yield from robustness(book)
