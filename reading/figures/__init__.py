"""The registry: every number that a book publishes, by name, with its definition."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reading.data import claims
from reading.data.book import Book
from reading.data.cached import STOP_WORDS, THEMES, TIMELINE, get_cached
from reading.figures.figure import FREQUENT, Figure, Subject, Value, make_name, parse_name
from reading.files.errors import ReadingError, raise_any

_FED_BY = {
    "claims": {"claims"},
    "development": {"samples", "coding"},
    "held-out": {"samples", "coding"},
    "history": {"references"},
    "kind": {"references"},
    "likeness": {"references"},
    "speaker": {"references"},
    "stance": {"stances"},
    "stances": {"stances"},
    "theme": {"coding"},
    "themes": {"coding"},
}
"""The optional parts of a book that a figure is computed from, by its kind, relation or statistic."""

WITHOUT: dict[str, tuple[str, ...]] = {
    "_list_counts": ("data/coding/samples/", "data/reference/", THEMES, TIMELINE),
    "_list_choices": ("data/coding/", THEMES, TIMELINE),
    "_list_beside_texts": ("data/coding/", STOP_WORDS, THEMES, TIMELINE),
    "_list_coded": ("data/reference/", STOP_WORDS, "data/lexicon/actors", TIMELINE),
}
"""For each function that lists figures, the beginnings of the names of data that these do not depend on."""

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
    "precompute_registry",
    "registry",
]


def registry(book: Book) -> dict[str, Figure]:
    """All figures of a book, by name, claims included.

    Raises `ReadingErrors` where a claim compares a figure that does not exist.
    """
    return _add_claims(book, _measure(book, _list_figures))


def is_fed_by(name: str, parts: Collection[str]) -> bool:
    """Whether a figure of this name, if there is one, is computed from one of the parts of a book.

    The parts are those that a book need not have, by their names in `Book`: claims, coding, references,
    samples, stances.
    """
    subject, statistic = parse_name(name)
    words = (subject.kind.partition(".")[0], subject.relation, statistic)
    return not next((_FED_BY[word] for word in words if word in _FED_BY), set()).isdisjoint(parts)


def cached_registry(book: Book, *, store: Path | None = None) -> dict[str, Figure]:
    """The same as `registry`, from the cache of `get_cached` where that has it."""
    # In the reverse of their order: `precompute_registry` computes the first ones at the same time.
    rows_of = {list_figures: _cached_rows(book, list_figures, store) for list_figures in reversed(_LISTS)}
    rows = (row for list_figures in _LISTS for row in rows_of[list_figures])
    figures = (Figure(Subject(*subject), *rest) for subject, *rest in rows)
    return _add_claims(book, _collect(book, figures))


def precompute_registry(book: Book) -> None:
    """Cache the figures that take half of the time, while another process computes the others.

    Those beside other texts come first. A chart that this process draws afterwards shows them, too.
    """
    for list_figures in (_list_beside_texts, _list_counts):
        _cached_rows(book, list_figures, None)


def _cached_rows(
    book: Book, list_figures: Callable[[Book], Iterator[Figure]], store: Path | None
) -> list[Any]:
    """The figures that a function lists, each as the row of its fields, from the cache of `get_cached`."""

    def compute(book: Book) -> list[Figure]:
        return list(_measure(book, list_figures).values())

    name = list_figures.__name__
    rows: list[Any] = get_cached(book, f"figures: {name}", compute, without=WITHOUT[name], store=store)
    return rows


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
    raise_any([mistake for claim in book.claims for mistake in claim.mistakes(values, str)])
    path = claims.PATH.as_posix()
    return measured | {
        claim.name: Figure(*parse_name(claim.name), claim.holds(values), "true or false", claim.says, path)
        for claim in book.claims
    }


def _measure(book: Book, list_figures: Callable[[Book], Iterator[Figure]]) -> dict[str, Figure]:
    """The figures of a book that a function lists, by name."""
    return _collect(book, list_figures(book))


def _collect(book: Book, figures: Iterable[Figure]) -> dict[str, Figure]:
    """Figures of a book by name.

    Those without a value are left out: where nothing is found there is no precision, and a term that is not
    tested has no p-value.
    """
    measured: dict[str, Figure] = {}
    for figure in figures:
        if isinstance(figure.value, float) and not math.isfinite(figure.value):
            continue
        if measured.setdefault(figure.name, figure) != figure:
            path = book.root / figure.table
            raise_any(
                [ReadingError(path, 0, f"two figures are called {figure.name}", "name a phrase otherwise")]
            )
    return measured


def _list_figures(book: Book) -> Iterator[Figure]:
    """All figures that are neither of checks nor claims."""
    for list_figures in _LISTS:
        yield from list_figures(book)


# Imported within functions, since measures need SciPy, which a cached registry does not.


def _list_counts(book: Book) -> Iterator[Figure]:
    from reading.figures.actors import actors, company, stances
    from reading.figures.places import places
    from reading.figures.sizes import diversity, legibility, sizes
    from reading.figures.terms import bigrams, terms
    from reading.figures.uncertainty import (
        against_english,
        collocations,
        comparisons,
        intervals,
        paragraphs,
        spread,
    )

    yield from sizes(book.document)
    yield from diversity(book.document)
    yield from legibility(book.document)
    yield from bigrams(book.document)
    yield from terms(book)
    yield from intervals(book)
    yield from spread(book)
    yield from comparisons(book)
    yield from paragraphs(book)
    yield from against_english(book)
    yield from collocations(book)
    yield from actors(book)
    yield from company(book)
    yield from stances(book)
    yield from places(book)


def _list_choices(book: Book) -> Iterator[Figure]:
    from reading.figures.likeness import key_terms
    from reading.figures.robustness import robustness

    yield from robustness(book)
    yield from key_terms(book)


def _list_coded(book: Book) -> Iterator[Figure]:
    from reading.figures.robustness import theme_findings
    from reading.figures.samples import samples
    from reading.figures.themes import themes

    yield from themes(book)
    yield from samples(book)
    yield from theme_findings(book)


def _list_beside_texts(book: Book) -> Iterator[Figure]:
    from reading.figures.history import histories
    from reading.figures.likeness import ranks

    yield from histories(book)
    yield from ranks(book)


_LISTS = (_list_counts, _list_beside_texts, _list_choices, _list_coded)
