"""Checks the lexicons of themes against the codebook and the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reading.cache.dependencies import hash_texts
from reading.checks.rules import rule
from reading.data import coding, lexicon
from reading.data.document import Document
from reading.data.lexicon import FROZEN, GENERAL, SEALS, THEMES, Theme
from reading.files.errors import ReadingError, attempt, closest_match, suggest, suggest_or_list
from reading.files.read import read_text, read_yaml
from reading.files.yaml import line_of
from reading.tables import sample_counts
from reading.text import wildcards

FILES = {sample_counts.REFINED: THEMES, sample_counts.FROZEN: FROZEN}
"""The file of each lexicon."""


def check_themes(root: Path, document: Document | None) -> Iterator[ReadingError]:
    """Yield an error for each theme or term that does not fit, and for a sealed lexicon that was changed.

    Parameters
    ----------
    root : Path
        The book's folder.
    document : Document or None
        None if it could not be read; terms are then not looked up in it.
    """
    folder = root / lexicon.FOLDER
    codebook = attempt([], lambda: coding.read_codebook(root / coding.FOLDER), None)
    listed: dict[Path, Sequence[Theme]] = {}
    for name in FILES.values():
        listed[folder / name] = attempt([], lambda name=name: lexicon.read_themes(folder / name), ())  # type: ignore[misc]
    if (folder / GENERAL).exists():
        listed[folder / GENERAL], _ = attempt([], lambda: lexicon.read_general(folder / GENERAL), ((), ()))
    if codebook is not None:
        lexicons = {path: themes for path, themes in listed.items() if themes}
        yield from _check_ids(root / coding.FOLDER / coding.CODEBOOK, codebook, lexicons)
    for name, seal in SEALS.items():
        if (folder / name).exists():
            yield from _check_seal(folder, name, seal)
    if document is not None:
        yield from _check_terms(folder, document)


@rule("other-theme")
def _check_ids(
    path: Path, codebook: coding.Codebook, lexicons: Mapping[Path, Sequence[Theme]]
) -> Iterator[ReadingError]:
    """Yield an error for each theme that the codebook lacks or calls otherwise, and that a lexicon lacks.

    What all lexicons have in the same way is one mistake in the codebook.
    """
    coded = codebook.themes
    found: dict[tuple[str, str, str], list[tuple[Path, int]]] = defaultdict(list)
    for file, themes in lexicons.items():
        tree = read_yaml(file)
        for theme in themes:
            line = line_of(tree, ("themes", theme.id, "label"))
            if theme.id not in coded:
                problem, hint = f"the codebook has no theme {theme.id!r}", suggest_or_list(theme.id, coded)
                found[theme.id, problem, hint].append((file, line_of(tree, ("themes", theme.id))))
            elif theme.label != coded[theme.id].label:
                problem = f"the codebook calls {theme.id} {coded[theme.id].label!r}"
                found[theme.id, problem, f"lexicons call it {theme.label!r}"].append((file, line))
        # A misspelt id has its own error.
        meant = {theme.id if theme.id in coded else closest_match(theme.id, coded) for theme in themes}
        for identifier in coded.keys() - meant:
            yield ReadingError(file, 0, f"the codebook's theme {identifier!r} has no terms", "add it")
    for (identifier, problem, hint), places in found.items():
        if len(places) == len(lexicons) > 1:
            line = line_of(read_yaml(path), ("themes", identifier, "label"))
            places = [(path, line)]
        for file, line in places:
            yield ReadingError(file, line, problem, hint)


@rule("changed-seal")
def _check_seal(folder: Path, name: str, seal: str) -> Iterator[ReadingError]:
    errors: list[ReadingError] = []
    attempt(errors, lambda: read_text(folder / seal), None)
    if not errors and is_changed(folder, name):
        hint = f"restore it, and edit the terms in {THEMES} instead"
        if name == GENERAL:
            hint = "restore it; another one would have to be judged by sentences that nobody has seen"
        problem = f"the file is frozen, but its hash is not the one in {seal}"
        errors = [ReadingError(folder / name, 0, problem, hint)]
    yield from errors


def is_changed(folder: Path, name: str) -> bool:
    """Whether a lexicon that never changes differs from its recorded hash. Line endings do not count."""
    recorded = attempt([], lambda: read_text(folder / SEALS[name]).split()[0], "")
    return recorded != attempt([], lambda: hash_texts(read_text(folder / name)), None)


@rule("unused-term")
def _check_terms(folder: Path, document: Document) -> Iterator[ReadingError]:
    """Yield an error for each term of the refined lexicon that does not occur in the document."""
    path = folder / THEMES
    themes = attempt([], lambda: lexicon.read_themes(path), ())
    frozen = attempt([], lambda: lexicon.read_themes(folder / FROZEN), None)
    # If it was changed, its former terms are unknown.
    frozen = None if is_changed(folder, FROZEN) else frozen
    tree = read_yaml(path) if themes else None
    for theme in themes:
        for term in find_dead_terms(theme, frozen, document):
            line = line_of(tree, ("themes", theme.id, "terms", theme.terms.index(term)))
            kind = "phrase" if " " in term else "word"
            hint = suggest(term.replace(wildcards.WILDCARD, ""), set(document.incidence["lemma"]))
            hint = hint or "remove it, or use another term"
            yield ReadingError(path, line, f"{term!r} matches no {kind} of the document", hint)


def find_dead_terms(theme: Theme, frozen: Sequence[Theme] | None, document: Document) -> Iterator[str]:
    """The terms of a theme that do not occur in the document.

    Terms of the frozen lexicon are left out: they are the codebook's words. So are phrases that the tables of
    the document do not count yet: `check_phrases` reports them.
    """
    lemmas = set(document.incidence["lemma"])
    words = {lemma for lemma in lemmas if " " not in lemma}
    phrases = {lexicon.fold(phrase) for phrase in document.phrases}
    excused = None if frozen is None else {term for other in frozen for term in other.terms}
    for term in theme.terms:
        if wildcards.WILDCARD in term:
            if not any(wildcards.matches(term, word) for word in words):
                yield term
        elif excused is not None and term not in lemmas | excused and (" " not in term or term in phrases):
            yield term
