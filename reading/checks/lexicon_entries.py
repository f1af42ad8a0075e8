"""Checks the lexicon against the document and the codebook."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.registry import check
from reading.data import coding, lexicon
from reading.data.book import Book
from reading.files.errors import ReadingError, suggest
from reading.files.models import find_unknown
from reading.files.read import read_list, read_yaml
from reading.files.yaml import line_of
from reading.text.tokens import lower_case
from reading.text.wildcards import match_terms


@check("other-theme", "data", firm=True)
def check_themes(book: Book) -> Iterator[ReadingError]:
    """Find a theme of the lexicon that the codebook does not have, and one of the codebook that it lacks."""
    path = book.root / lexicon.FOLDER / lexicon.THEMES
    defined, listed = book.coding.codebook.themes, {theme.id for theme in book.lexicon.themes}
    if path.exists():
        used = [(("themes", theme), theme, defined) for theme in listed]
        yield from find_unknown(path, read_yaml(path), used, "the codebook has no theme {!r}")
        for theme in defined.keys() - listed:
            yield ReadingError(path, 0, f"the theme {theme!r} is missing", "add it, with its terms")


@check("uncounted-phrase", "data")
def check_phrases(book: Book) -> Iterator[ReadingError]:
    """Find a phrase that is listed and not counted, or counted and not listed."""
    path = book.root / lexicon.FOLDER / lexicon.PHRASES
    hint = "run `reading derive TEXT`, where TEXT is a copy of the document"
    lines = {" ".join(line.text.split()): line.number for line in read_list(path)}
    for phrase, line in lines.items():
        if phrase not in book.document.phrases:
            yield ReadingError(path, line, f"the phrase {phrase!r} is not counted yet", hint)
    for phrase in book.document.phrases:
        if phrase not in lines:
            yield ReadingError(path, 0, f"the phrase {phrase!r} is counted, but not listed any more", hint)


@check("term-not-found", "data")
def check_terms(book: Book) -> Iterator[ReadingError]:
    """Find a term of a theme that is nowhere in the document: it is misspelt, or of no use."""
    path = book.root / lexicon.FOLDER / lexicon.THEMES
    path = path if path.exists() else book.root / coding.FOLDER / coding.CODEBOOK
    lemmas = book.document.incidence["lemma"].unique().tolist()
    for theme in book.lexicon.themes:
        for name, terms in (("terms", theme.terms), ("exceptions", theme.exceptions)):
            for number, term in enumerate(terms):
                if not match_terms([lower_case(term)], lemmas):
                    line = line_of(read_yaml(path), ("themes", theme.id, name, number))
                    problem = f"the term {term!r} of {theme.id} is nowhere in the document"
                    hint = suggest(term, lemmas) or "correct it, or remove it"
                    yield ReadingError(path, line, problem, hint)
