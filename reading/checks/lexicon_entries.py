"""Checks the lexicon against the document and the codebook."""

from __future__ import annotations

from collections.abc import Iterator

from reading.checks.rules import rule
from reading.data import lexicon
from reading.data.book import Book
from reading.data.lexicon import fold
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.read import read_list, read_text, read_yaml
from reading.files.yaml import line_of


@rule("other-theme", "data", firm=True)
def check_themes(book: Book) -> Iterator[ReadingError]:
    """Find a theme of the lexicon that the codebook does not have, and one of the codebook that it lacks."""
    path = book.root / lexicon.FOLDER / lexicon.THEMES
    if not path.exists():
        return
    coded, listed = book.coding.codebook.themes, {theme.id for theme in book.lexicon.themes}
    tree = read_yaml(path)
    for theme in listed.difference(coded):
        line, hint = line_of(tree, ("themes", theme)), suggest_or_list(theme, coded)
        yield ReadingError(path, line, f"the codebook has no theme {theme!r}", hint)
    for theme in coded.keys() - listed:
        yield ReadingError(path, 0, f"the theme {theme!r} is missing", "add it, with its terms")


@rule("unused-name", "data")
def check_names(book: Book) -> Iterator[ReadingError]:
    """Find a compound of names of actors that the document does not have."""
    # `check_phrases` reports the phrases that are not counted yet.
    counted = set(book.lexicon.compounds).difference({*book.lexicon.phrases} - {*book.document.phrases})
    lemmas = set(book.document.incidence["lemma"])
    path = book.root / lexicon.FOLDER / lexicon.ACTORS
    for name in counted:
        if fold(name) not in lemmas:
            lines = read_text(path).split("\n")
            line = next((number for number, text in enumerate(lines, 1) if name in text), 0)
            hint = suggest(fold(name), lemmas) or "remove it, or write it as the document does"
            problem = f"the name {name!r} does not occur in the document"
            yield ReadingError(path, line, problem, hint)


@rule("uncounted-phrase", "data")
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
