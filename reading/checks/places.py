"""Checks that the names of places occur in the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data import places
from reading.data.document import Document
from reading.data.lexicon import PHRASES, fold
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.read import read_yaml
from reading.files.yaml import line_of


def check_places(root: Path, document: Document) -> Iterator[ReadingError]:
    """Yield an error for each mistake in the file of places, and each name that is not in the document."""
    errors: list[ReadingError] = []
    listed = attempt(errors, lambda: places.read(root), places.Places()).places
    yield from errors
    lemmas = set(document.incidence["lemma"])
    path = root / places.PATH
    for identifier, place in listed.items():
        for number, name in enumerate(place.names):
            if fold(name) not in lemmas:
                line = line_of(read_yaml(path), ("places", identifier, "names", number))
                hint = suggest(name, lemmas) or (
                    f"remove it, or add it to {PHRASES} and run `reading derive TEXT`"
                    if " " in name
                    else "remove it, or write it as the document does"
                )
                problem = f"the place {identifier}: {name!r} does not occur in the document"
                yield ReadingError(path, line, problem, hint)
