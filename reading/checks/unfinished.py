"""Notes what is left to do about themes: unfinished passes, undecided ties, terms that no sentence has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reading.data import coding, samples
from reading.data.book import Book
from reading.files.errors import ReadingError, suggest
from reading.files.read import read_yaml
from reading.files.yaml import line_of
from reading.formatting import pluralize
from reading.tables import matching
from reading.text.wildcards import WILDCARD


def find_unfinished(root: Path, book: Book) -> Iterator[ReadingError]:
    """Yield a note for each pass of themes, of the document or of a sample, that a person left unfinished.

    Where the codebook has terms of its own, there is also a note on ties without a decision, and on terms
    that do not occur in the document. Both are allowed: that a term does not occur may be a finding.
    """
    # There is no theme either where the codebook could not be read.
    if book.coding.codebook.themes and book.coding.codebook.has_own_terms:
        yield from _find_undecided(root, book)
        yield from _find_absent_terms(root, book)
    parts = [(coding.FOLDER, len(book.document.sentences), book.coding.passes, book.coding.coders)]
    parts += [
        (samples.FOLDER / sample.name, len(sample.sentences), sample.passes, sample.coders)
        for sample in book.samples.values()
    ]
    for folder, size, passes, coders in parts:
        for name, rows in passes.items():
            if len(rows) < size:
                problem = f"{coders[name].name} has coded {len(rows)} of {size} sentences"
                hint = "the coder may go on; agreement is measured on the coded ones"
                yield ReadingError(root / folder / f"pass-{name}.csv", len(rows) + 1, problem, hint)


def _find_undecided(root: Path, book: Book) -> Iterator[ReadingError]:
    """Yield a note if there are codes that exactly half of the passes give, and nobody has decided."""
    ties = book.coding.undecided
    if ties:
        paragraph, sentence, theme = ties[0]
        problem = f"the passes disagree on {pluralize(len(ties), 'code')}, first on {theme!r} at "
        problem += f"{paragraph}#{sentence}, and nobody has decided"
        hint = f"the book leaves such codes out; {coding.FOLDER.as_posix()}/README.md says how to decide"
        yield ReadingError(root / coding.FOLDER / coding.CONSENSUS, 0, problem, hint)


def _find_absent_terms(root: Path, book: Book) -> Iterator[ReadingError]:
    path = root / coding.FOLDER / coding.CODEBOOK
    lemmas = book.document.incidence["lemma"].unique()
    tree = read_yaml(path)
    for theme in book.lexicon.themes:
        for number, term in enumerate(theme.terms):
            if not matching.match_lemmas(replace(theme, terms=(term,)), lemmas):
                line = line_of(tree, ("themes", theme.id, "terms", number))
                similar = suggest(term.replace(WILDCARD, ""), lemmas)
                hint = f"{similar} If it is no slip, keep it" if similar else "you may keep it"
                yield ReadingError(path, line, f"no sentence of the document has {term!r}", hint)
