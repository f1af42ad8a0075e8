"""The registry: every number that a book publishes, by name, with its definition."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import reading
from reading.cache.dependencies import Dependencies, hash_environment, hash_path
from reading.cache.results import ResultCache
from reading.data import claims
from reading.data.book import Book
from reading.data.coding import FOLDER as CODING
from reading.data.coding import NO_CODING
from reading.data.stances import NO_STANCES
from reading.figures.actors import actors, company, stances
from reading.figures.figure import Figure, Subject, Value, make_name, parse_name
from reading.figures.robustness import robustness, theme_findings
from reading.figures.sizes import diversity, legibility, sizes
from reading.figures.terms import FREQUENT, bigrams, lemma_of_pair, terms
from reading.figures.themes import themes
from reading.figures.uncertainty import against_english, collocations, comparisons, intervals, spread
from reading.files.errors import ReadingError, raise_any

STORE = Path("_build/figures")
"""The cache in the folder of a book."""

PACKAGE = Path(reading.__file__).parent

_FED_BY = {
    "claims": "claims",
    "stance": "stances",
    "stances": "stances",
    "theme": "coding",
    "themes": "coding",
}
"""The optional part of a book that a figure is computed from, by its kind, relation or statistic."""

__all__ = [
    "FREQUENT",
    "PACKAGE",
    "STORE",
    "Figure",
    "Subject",
    "Value",
    "as_json",
    "cached_registry",
    "get_cached",
    "hash_dependencies",
    "is_fed_by",
    "lemma_of_pair",
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

    The parts are those that a book need not have, by their names in `Book`: claims, coding, stances.
    """
    subject, statistic = parse_name(name)
    words = (subject.kind, subject.relation, statistic)
    return next((_FED_BY[word] for word in words if word in _FED_BY), None) in parts


def cached_registry(book: Book, *, store: Path | None = None) -> dict[str, Figure]:
    """The same as `registry`, from the cache if neither data, package nor libraries have changed.

    The cache is in the book's folder, unless `store` names another one.
    """
    rows = get_cached(book, "registry", lambda book: list(_measure(book).values()), store=store)
    figures = (Figure(Subject(*subject), *rest) for subject, *rest in rows)
    return _add_claims(book, {figure.name: figure for figure in figures})


def get_cached(book: Book, name: str, measure: Callable[[Book], Any], *, store: Path | None = None) -> Any:
    """What `measure` returns for a book, cached as in `cached_registry`. JSON must be able to store it."""
    results = ResultCache(store or book.root / STORE, hash_environment())
    unread = _list_unread_files(book)
    files = {path: digest for path, digest in hash_dependencies(book.root).items() if path not in unread}
    try:
        measured = results.get_json("json", {"name": name, **files}, lambda _: measure(book))
        results.prune()
    except OSError:
        # The folder cannot be written to.
        return measure(book)
    return measured


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


def hash_dependencies(root: Path, package: Path = PACKAGE) -> Dependencies:
    """The hashes of the data of a book and of the code of a package, on which its figures depend.

    Claims are left out: they are compared after the figures are computed.
    """
    data = {path.relative_to(root): path for path in (root / "data").rglob("*.*")}
    code = {path.relative_to(package.parent): path for path in package.rglob("*.py")}
    return {
        name.as_posix(): hash_path(path)
        for name, path in sorted((data | code).items())
        if name != claims.PATH
    }


def _list_unread_files(book: Book) -> set[str]:
    """The files of codings and stances that could not be read. A change in them changes no figure."""
    files = set((book.root / CODING).glob("*"))
    of_stances = set((book.root / CODING).glob("stances*"))
    unread = of_stances if book.stances is NO_STANCES else set()
    unread |= files - of_stances if book.coding is NO_CODING else set()
    return {path.relative_to(book.root).as_posix() for path in unread}


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
