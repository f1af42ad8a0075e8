"""Checks that the names of a document occur in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data import names
from reading.data.document import Document
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.read import read_yaml
from reading.files.yaml import line_of


def check_names(root: Path, document: Document) -> Iterator[ReadingError]:
    """Yield an error for each mistake in the file of names, and each name that is not in the document."""
    errors: list[ReadingError] = []
    listed = attempt(errors, lambda: names.read(root), names.Names()).listed()
    yield from errors
    path, lemmas = root / names.PATH, set(document.incidence["lemma"])
    tree = read_yaml(path) if listed else None
    for place, name in listed:
        if name not in lemmas:
            hint = suggest(name, lemmas) or "remove it, or write the lemma that the document has"
            problem = f"the name {name!r} does not occur in the document"
            yield ReadingError(path, line_of(tree, place), problem, hint)
