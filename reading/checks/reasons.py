"""Checks that each miss and each false alarm of a lexicon has a written reason, and each reason a use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reading.checks.rules import rule
from reading.checks.themes import FILES
from reading.data import lexicon
from reading.data.book import Book
from reading.data.lexicon import REASONS
from reading.files.errors import ReadingError, closest_match, find_repeated, suggest
from reading.files.read import read_yaml
from reading.files.yaml import Place, line_of
from reading.measures import validation
from reading.tables.sample_counts import FROZEN, REFINED, explain_errors, find_terms, themes_of


@rule("reason")
def check_reasons(book: Book) -> Iterator[ReadingError]:
    """Yield an error for each disagreement of lexicon and codes without a reason, and each wrong reason.

    A disagreement that both lexicons have is reported once.
    """
    path = book.root / lexicon.FOLDER / REASONS
    tree = read_yaml(path)
    written = [
        (_name_place(reason), line_of(tree, ("reasons", number)))
        for number, reason in enumerate(book.lexicon.reasons)
    ]
    disputed = dict([*_find_disagreements(book, FROZEN), *_find_disagreements(book, REFINED)])
    places = {place for place, _ in written}
    missing = [place for place in disputed if place not in places]
    # A reason with a misspelt place has one error: the disagreement is not reported, too.
    meant = set[str]()
    for place, line, first in find_repeated(written):
        yield ReadingError(path, line, f"{place} has two reasons", f"first in line {first}")
    for place, line in written:
        if place not in disputed:
            hint = suggest(place, missing) or "the reason explains nothing: remove it, or correct its place"
            yield ReadingError(path, line, f"both lexicons of themes agree with the codes on {place}", hint)
            meant.add(closest_match(place, missing) or "")
    yield from (disputed[place] for place in missing if place not in meant)


def _name_place(row: Any) -> str:
    """The theme and the sentence of a reason or of a disagreement, in words."""
    return f"{row.theme!r} at {row.paragraph}#{row.sentence}"


def _find_disagreements(book: Book, name: str) -> Iterator[tuple[str, ReadingError]]:
    """The places where a lexicon and the codes disagree, each with the error for one without a reason."""
    path, hint = book.root / lexicon.FOLDER / FILES[name], f"give a reason in {REASONS}"
    tree, terms_of = read_yaml(path), {theme.id: theme.terms for theme in themes_of(book, name)}
    terms = find_terms(book, name).drop_duplicates(["theme", "paragraph", "sentence"])
    first_terms = dict(zip(map(_name_place, terms.itertuples(index=False)), terms["term"], strict=True))
    row: Any
    at: Place
    for row in explain_errors(book, name).itertuples(index=False):
        place, at = _name_place(row), ("themes", row.theme)
        if row.kind == validation.MISS:
            problem, fix = f"a miss without a reason: no term finds {place}", "add a term"
        else:
            term = first_terms[place]
            at = (*at, "terms", terms_of[row.theme].index(term))
            problem = f"a false alarm without a reason: {term!r} finds {place}, where it is not coded"
            fix = "choose another term"
        line = line_of(tree, at)
        yield place, ReadingError(path, line, problem, hint if name == FROZEN else f"{fix}, or {hint}")
