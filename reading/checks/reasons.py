"""Checks that each miss and each false alarm of a lexicon has a written reason, and each reason a use."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

from reading.checks.rules import rule
from reading.checks.themes import FILES
from reading.data import lexicon
from reading.data.book import Book
from reading.data.lexicon import REASONS
from reading.files.errors import ReadingError, find_repeated
from reading.files.read import read_yaml
from reading.files.yaml import Place, line_of
from reading.tables.sample_counts import FROZEN, REFINED, explain_errors, find_terms, themes_of

Disputed = tuple[str, str, int]
"""A theme, and the paragraph and the number of a sentence."""


@rule("reason")
def check_reasons(book: Book) -> Iterator[ReadingError]:
    """Yield an error for each disagreement of lexicon and codes without a reason, and each wrong reason.

    A disagreement that both lexicons have is reported once.
    """
    path = book.root / lexicon.FOLDER / REASONS
    tree = read_yaml(path)
    written = [
        (_get_place(reason), line_of(tree, ("reasons", number)))
        for number, reason in enumerate(book.lexicon.reasons)
    ]
    disputed = dict([*_find_disagreements(book, FROZEN), *_find_disagreements(book, REFINED)])
    explained = {place for place, _ in written}
    missing = [place for place in disputed if place not in explained]
    for place, line, first in find_repeated(written):
        yield ReadingError(path, line, f"{_describe(place)} has two reasons", f"first in line {first}")
    for place, line in written:
        if place not in disputed:
            problem = f"no lexicon of themes disagrees with the codes on {_describe(place)}"
            # A reason with a misspelt part has one error: the disagreement is not reported, too.
            meant = next((other for other in missing if sum(map(operator.eq, place, other)) == 2), None)
            if meant is None:
                hint = "the reason explains nothing: remove it, or correct its place"
            else:
                hint = f"did you mean {_describe(meant)}?"
                missing.remove(meant)
            yield ReadingError(path, line, problem, hint)
    yield from (disputed[place] for place in missing)


def _get_place(row: Any) -> Disputed:
    """The theme, the paragraph and the sentence of a reason or of a disagreement."""
    return row.theme, row.paragraph, int(row.sentence)


def _describe(place: Disputed) -> str:
    theme, paragraph, sentence = place
    return f"{theme!r} at {paragraph}#{sentence}"


def _find_disagreements(book: Book, name: str) -> Iterator[tuple[Disputed, ReadingError]]:
    """The places where a lexicon and the codes disagree, each with the error for one without a reason."""
    path, hint = book.root / lexicon.FOLDER / FILES[name], f"give a reason in {REASONS}"
    tree, terms_of = read_yaml(path), {theme.id: theme.terms for theme in themes_of(book, name)}
    terms = find_terms(book, name).drop_duplicates(["theme", "paragraph", "sentence"])
    first_terms = dict(zip(map(_get_place, terms.itertuples(index=False)), terms["term"], strict=True))
    row: Any
    at: Place
    for row in explain_errors(book, name).itertuples(index=False):
        place, at = _get_place(row), ("themes", row.theme)
        if row.coded:
            problem, fix = f"a miss without a reason: no term finds {_describe(place)}", "add a term"
        else:
            term = first_terms[place]
            at = (*at, "terms", terms_of[row.theme].index(term))
            found = f"{term!r} finds {_describe(place)}, where it is not coded"
            problem = f"a false alarm without a reason: {found}"
            fix = "choose another term"
        line = line_of(tree, at)
        yield place, ReadingError(path, line, problem, hint if name == FROZEN else f"{fix}, or {hint}")
