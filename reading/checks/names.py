"""Checks that names, those of places and those of two actors at once occur in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reading.checks.rules import rule
from reading.data import lexicon, names, places
from reading.data.document import Document
from reading.data.lexicon import Located, fold
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.read import read_yaml
from reading.files.yaml import Place, line_of


def check_names(root: Path, document: Document) -> Iterator[ReadingError]:
    """Yield an error for each mistake in the files of names and places, and for each name without a use."""
    errors: list[ReadingError] = []
    listed = attempt(errors, lambda: names.read(root), names.Names())
    found = attempt(errors, lambda: places.read(root), places.Places())
    yield from errors
    yield from _find_unused(root, document, listed.listed(), found.places)


@rule("unused-name")
def _find_unused(
    root: Path, document: Document, listed: Iterable[Located], found: Mapping[str, places.Place]
) -> Iterator[ReadingError]:
    """Yield an error for each name that the document does not have.

    Compounds of actors that are phrases, and that the tables of the document do not count yet, are left out:
    `check_phrases` reports them.
    """
    actors_path = root / lexicon.FOLDER / lexicon.ACTORS
    actors = attempt([], lambda: lexicon.read_actors(actors_path), None)
    phrases = {fold(phrase) for phrase in document.phrases}
    uncounted = {one for one in actors.compounds if " " in one and fold(one) not in phrases} if actors else ()
    uses: list[tuple[Path, Place, str]] = [(root / names.PATH, place, name) for place, name in listed]
    uses += [
        (root / places.PATH, ("places", identifier, "names", number), name)
        for identifier, place in found.items()
        for number, name in enumerate(place.names)
    ]
    uses += [(actors_path, ("compounds", one), one) for one in (actors.compounds if actors else ())]
    lemmas = set(document.incidence["lemma"])
    for path, where, name in uses:
        if fold(name) not in lemmas and name not in uncounted:
            hint = suggest(fold(name), lemmas) or "remove it, or write it as the document does"
            problem = f"the name {name!r} does not occur in the document"
            yield ReadingError(path, line_of(read_yaml(path), where), problem, hint)
