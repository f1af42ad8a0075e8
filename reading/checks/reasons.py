"""Checks that each miss and each false alarm of a lexicon has a written reason, and each reason a use."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from reading.checks.rules import rule
from reading.checks.themes import FILES, find_dead_terms, is_changed
from reading.data import lexicon
from reading.data.book import Book
from reading.data.lexicon import REASONS, Reason
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.read import read_yaml
from reading.files.yaml import line_of
from reading.measures import validation
from reading.tables.sample_counts import FROZEN, REFINED, explain_errors, find_terms

Place = tuple[str, str, int]
"""A theme, a paragraph and a sentence."""


@rule("reason")
def check_reasons(book: Book) -> Iterator[ReadingError]:
    """Yield an error for each disagreement of lexicon and codes without a reason, and each wrong reason."""
    disagreements = {name: list(_find_disagreements(book, name)) for name in FILES}
    wrong = list(_check_written(book, {place for rows in disagreements.values() for place, _ in rows}))
    yield from (error for _, error in wrong)
    yield from _check_missing(book, disagreements, [place for place, _ in wrong])


def _check_written(book: Book, disputed: Collection[Place]) -> Iterator[tuple[Place, ReadingError]]:
    """Reasons with a wrong name, without a disagreement, or for one that has a reason already."""
    path = book.root / lexicon.FOLDER / REASONS
    tree, first = read_yaml(path), dict[Place, int]()
    for number, reason in enumerate(book.lexicon.reasons):
        place = (reason.theme, reason.paragraph, reason.sentence)
        where = f"{reason.theme!r} at {reason.paragraph}#{reason.sentence}"
        line = line_of(tree, ("reasons", number))
        unknown = list(_check_names(book, reason))
        for key, problem, hint in unknown:
            yield place, ReadingError(path, line_of(tree, ("reasons", number, key)), problem, hint)
        if not unknown and place not in disputed:
            problem = f"both lexicons of themes agree with the codes on {where}"
            yield place, ReadingError(path, line, problem, "the reason explains nothing: remove it")
        elif first.setdefault(place, line) != line:
            yield place, ReadingError(path, line, f"{where} has two reasons", f"first in line {first[place]}")


def _check_names(book: Book, reason: Reason) -> Iterator[tuple[str, str, str]]:
    """The key, the problem and a hint for each name of a reason that does not exist."""
    coded, sizes = book.coding.codebook.themes, book.document.sentences.groupby("paragraph").size()
    if reason.theme not in coded:
        hint = suggest(reason.theme, coded) or f"its themes are {', '.join(coded)}"
        yield "theme", f"the codebook has no theme {reason.theme!r}", hint
    if reason.paragraph not in sizes:
        hint = suggest_or_list(reason.paragraph, sizes.index)
        yield "paragraph", f"there is no paragraph {reason.paragraph!r}", hint
    elif not 1 <= reason.sentence <= sizes[reason.paragraph]:
        hint = f"it has {sizes[reason.paragraph]}"
        yield "sentence", f"{reason.paragraph} has no sentence {reason.sentence}", hint


def _check_missing(
    book: Book, disagreements: Mapping[str, Sequence[tuple[Place, Any]]], wrong: Collection[Place]
) -> Iterator[ReadingError]:
    """An error for each disagreement without a reason, once even if both lexicons have it."""
    folder, reported = book.root / lexicon.FOLDER, set[Place]()
    coded = book.coding.codebook.themes
    for name, listed in ((REFINED, book.lexicon.themes), (FROZEN, book.lexicon.frozen)):
        if name == FROZEN and is_changed(folder, lexicon.FROZEN):
            # The change itself is an error: its disagreements go when it is undone.
            continue
        path = folder / FILES[name]
        tree, first_terms = read_yaml(path), _find_first_terms(book, name)
        known = {theme.id: theme for theme in listed if theme.id in coded}
        with_dead_terms = {
            theme.id
            for theme in (listed if name == REFINED else ())
            if any(find_dead_terms(theme, book.lexicon.frozen, book.document))
        }
        for place, row in disagreements[name]:
            if row.reason or place in reported or row.theme not in known:
                continue
            # A wrong reason that shares two of three parts is probably meant for this place.
            if any(sum(map(operator.eq, place, other)) > 1 for other in wrong):
                continue
            # A dead term is an error of its own, and may be the misspelt term that would find this place.
            if row.kind == validation.MISS and row.theme in with_dead_terms:
                continue
            reported.add(place)
            where = f"{row.theme!r} at {row.paragraph}#{row.sentence}"
            at: tuple[str | int, ...] = ("themes", row.theme)
            if row.kind == validation.MISS:
                problem, fix = f"a miss without a reason: no term finds {where}", "add a term"
            else:
                term = first_terms[place]
                at = (*at, "terms", known[row.theme].terms.index(term))
                problem = f"a false alarm without a reason: {term!r} finds {where}, where it is not coded"
                fix = "choose another term"
            hint = f"give a reason in {REASONS}"
            hint = hint if name == FROZEN else f"{fix}, or {hint}"
            yield ReadingError(path, line_of(tree, at), problem, hint)


def _find_disagreements(book: Book, name: str) -> Iterator[tuple[Place, Any]]:
    """The places where a lexicon and the codes disagree, with the rows of `explain_errors`."""
    row: Any
    for row in explain_errors(book, name).itertuples(index=False):
        yield (row.theme, row.paragraph, row.sentence), row


def _find_first_terms(book: Book, name: str) -> dict[Place, str]:
    """The first term that finds each theme of each sentence."""
    rows = find_terms(book, name).drop_duplicates(["theme", "paragraph", "sentence"])
    places = zip(rows["theme"], rows["paragraph"], rows["sentence"], strict=True)
    return dict(zip(places, rows["term"], strict=True))
