"""The registry: every number that a book publishes, by name, with its definition."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from reading.data import claims
from reading.data.book import Book
from reading.data.cached import get_cached
from reading.figures.figure import FREQUENT, Figure, Subject, Value, make_name, parse_name
from reading.files.errors import ReadingError, raise_any

_FED_BY = {
    "claims": "claims",
    "kind": "references",
    "likeness": "references",
    "stance": "stances",
    "stances": "stances",
    "theme": "coding",
    "themes": "coding",
}
"""The optional part of a book that a figure is computed from, by its kind, relation or statistic."""

__all__ = [
    "FREQUENT",
    "Figure",
    "Subject",
    "Value",
    "as_json",
    "cached_registry",
    "is_fed_by",
    "make_name",
    "parse_name",
    "registry",
]


def registry(book: Book) -> dict[str, Figure]:
    """All figures of a book, by name, claims included.

    Raises `ReadingErrors` where a claim compares a figure that does not exist.
    """
    return _add_claims(book, _measure(book))


def is_fed_by(name: str, parts: Collection[str]) -> bool:
    """Whether a figure of this name, if there is one, is computed from one of the parts of a book.

    The parts are those that a book need not have, by their names in `Book`: claims, coding, references,
    stances.
    """
    subject, statistic = parse_name(name)
    words = (subject.kind.partition(".")[0], subject.relation, statistic)
    return next((_FED_BY[word] for word in words if word in _FED_BY), None) in parts


def cached_registry(book: Book, *, store: Path | None = None) -> dict[str, Figure]:
    """The same as `registry`, from the cache of `get_cached` where that has it."""
    rows = get_cached(book, "registry", lambda book: list(_measure(book).values()), store=store)
    figures = (Figure(Subject(*subject), *rest) for subject, *rest in rows)
    return _add_claims(book, {figure.name: figure for figure in figures})


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


def _add_claims(book: Book, measured: dict[str, Figure]) -> dict[str, Figure]:
    values = {name: figure.value for name, figure in measured.items()}
    raise_any([mistake for claim in book.claims for mistake in claim.mistakes(values)])
    path = claims.PATH.as_posix()
    return measured | {
        claim.name: Figure(*parse_name(claim.name), claim.holds(values), "true or false", claim.says, path)
        for claim in book.claims
    }


def _measure(book: Book) -> dict[str, Figure]:
    """The figures that are not claims.

    Those without a value are left out: where nothing is found there is no precision, and a term that is not
    tested has no p-value.
    """
    measured: dict[str, Figure] = {}
    for figure in _list_figures(book):
        if isinstance(figure.value, float) and not math.isfinite(figure.value):
            continue
        if measured.setdefault(figure.name, figure) != figure:
            path = book.root / figure.table
            raise_any(
                [ReadingError(path, 0, f"two figures are called {figure.name}", "name a phrase otherwise")]
            )
    return measured


def _list_figures(book: Book) -> Iterator[Figure]:
    # Imported here, since measures need SciPy, which a cached registry does not.
    from reading.figures.actors import actors, company, stances
    from reading.figures.history import histories
    from reading.figures.likeness import key_terms, ranks
    from reading.figures.robustness import robustness, theme_findings
    from reading.figures.sizes import diversity, legibility, sizes
    from reading.figures.terms import bigrams, terms
    from reading.figures.themes import themes
    from reading.figures.uncertainty import against_english, collocations, comparisons, intervals, spread

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
    yield from themes(book)
    yield from theme_findings(book)
    yield from actors(book)
    yield from company(book)
    yield from stances(book)
    yield from histories(book)
    yield from ranks(book)
    yield from key_terms(book)
