"""Checks that the compounds of actors' names occur in the document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.data import lexicon
from reading.data.document import Document
from reading.files.errors import ReadingError, attempt, suggest
from reading.files.read import read_yaml
from reading.files.yaml import line_of


def check_compounds(root: Path, document: Document) -> Iterator[ReadingError]:
    """Yield an error for each compound that is no lemma of the document, such as one in another spelling.

    Phrases that the tables of the document do not count yet are left out: `check_phrases` reports them.
    """
    path = root / lexicon.FOLDER / lexicon.ACTORS
    names = attempt([], lambda: lexicon.read_actors(path, None, lemmas=False), None)
    lemmas = set(document.incidence["lemma"])
    phrases = {lexicon.fold(phrase) for phrase in document.phrases}
    for compound in names.compounds if names else ():
        name = lexicon.fold(compound)
        if name not in lemmas and (" " not in name or name in phrases):
            line = line_of(read_yaml(path), ("compounds", compound))
            hint = suggest(name, lemmas) or "remove it, or write it as the document does"
            yield ReadingError(path, line, f"the compound {compound!r} does not occur in the document", hint)
