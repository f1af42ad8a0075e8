"""Checks the lexicons of themes against the codebook, the document and the codes.

Each miss and each false alarm of a lexicon has a written reason, and each reason a use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reading.cache.dependencies import hash_texts
from reading.checks.rules import rule
from reading.data import coding, lexicon
from reading.data.book import Book
from reading.data.lexicon import FROZEN, GENERAL, REASONS, SEALS, THEMES
from reading.files.errors import ReadingError, suggest, suggest_or_list
from reading.files.read import read_text, read_yaml
from reading.files.yaml import KeyPath, line_of
from reading.tables import sample_counts
from reading.text import wildcards

FILES = {sample_counts.REFINED: THEMES, sample_counts.FROZEN: FROZEN, sample_counts.GENERAL: GENERAL}
"""The file of each lexicon."""

Disputed = tuple[str, str, int]
"""A theme, and the paragraph and the number of a sentence."""


@rule("changed-seal", "data", firm=True)
def check_seals(book: Book) -> Iterator[ReadingError]:
    """Find a frozen lexicon that differs from its hash, whatever its line endings."""
    folder = book.root / lexicon.FOLDER
    for name, seal in SEALS.items():
        if not (folder / name).exists():
            continue
        if read_text(folder / seal).split()[0] != hash_texts(read_text(folder / name)):
            problem = f"the file is frozen, but its hash is not the one in {seal}"
            hint = f"restore it; terms may be edited in {THEMES}"
            yield ReadingError(folder / name, 0, problem, hint)


@rule("other-theme", "data", after=("changed-seal",), firm=True)
def check_ids(book: Book) -> Iterator[ReadingError]:
    """Find a theme that the codebook or a lexicon calls otherwise than the frozen lexicon, or lacks."""
    right = {theme.id: theme.label for theme in book.lexicon.frozen}
    coded = {id_: theme.label for id_, theme in book.coding.codebook.themes.items()}
    files = {
        book.root / coding.FOLDER / coding.CODEBOOK: coded,
        book.root / lexicon.FOLDER / THEMES: {theme.id: theme.label for theme in book.lexicon.themes},
        book.root / lexicon.FOLDER / GENERAL: {theme.id: theme.label for theme in book.lexicon.general},
    }
    for path, labels in files.items() if right else ():
        tree = read_yaml(path) if labels else {}
        for identifier, label in labels.items():
            line, hint = line_of(tree, ("themes", identifier)), suggest_or_list(identifier, right)
            if identifier not in right:
                yield ReadingError(path, line, f"the frozen lexicon has no theme {identifier!r}", hint)
            elif label != right[identifier]:
                line = line_of(tree, ("themes", identifier, "label"))
                problem = f"the frozen lexicon calls {identifier} {right[identifier]!r}"
                yield ReadingError(path, line, problem, f"write that instead of {label!r}")
        for identifier in sorted(right.keys() - labels) if labels else ():
            yield ReadingError(path, 0, f"the theme {identifier!r} is missing", "add it")


@rule("unused-term", "data", after=("changed-seal",))
def check_terms(book: Book) -> Iterator[ReadingError]:
    """Find a term of the refined lexicon that does not occur in the document.

    Terms of the frozen lexicon are left out: they are the codebook's words. So are phrases that the tables of
    the document do not count yet: `check_phrases` reports them.
    """
    path = book.root / lexicon.FOLDER / THEMES
    if not path.exists():
        return
    tree = read_yaml(path)
    lemmas = set(book.document.incidence["lemma"])
    words = [lemma for lemma in lemmas if " " not in lemma]
    frozen = {term for theme in book.lexicon.frozen for term in theme.terms}
    uncounted = {lexicon.fold(phrase) for phrase in set(book.lexicon.phrases) - set(book.document.phrases)}
    for theme in book.lexicon.themes:
        for number, term in enumerate(theme.terms):
            is_wild = wildcards.WILDCARD in term
            excused = () if is_wild else lemmas | uncounted | frozen
            if term not in excused and not any(wildcards.matches(term, word) for word in words):
                kind = "phrase" if " " in term else "word"
                hint = suggest(term.replace(wildcards.WILDCARD, ""), lemmas)
                hint = hint or "remove it, or use another term"
                line = line_of(tree, ("themes", theme.id, "terms", number))
                yield ReadingError(path, line, f"{term!r} matches no {kind} of the document", hint)


# A lexicon with mistakes disagrees with the codes where the right one may not.
_OTHERS = ("changed-seal", "other-theme", "uncounted-phrase", "unused-name", "unused-term")


@rule("reason", "data", after=_OTHERS)
def check_reasons(book: Book) -> Iterator[ReadingError]:
    """Find a miss or a false alarm of a lexicon of themes without a reason, and a reason without a use.

    A disagreement that both lexicons have is reported once.
    """
    path = book.root / lexicon.FOLDER / REASONS
    if not path.exists():
        return
    tree = read_yaml(path)
    disputed = _find_disagreements(book, sample_counts.FROZEN)
    disputed |= _find_disagreements(book, sample_counts.REFINED)
    for number, reason in enumerate(book.lexicon.reasons):
        place = (reason.theme, reason.paragraph, reason.sentence)
        if disputed.pop(place, None) is None:
            line = line_of(tree, ("reasons", number))
            problem = f"the codes on {_describe(place)} need no reason, or have another one"
            yield ReadingError(path, line, problem, "remove it, or correct its place")
    yield from disputed.values()


def _describe(place: Disputed) -> str:
    return f"{place[0]!r} at {place[1]}#{place[2]}"


def _find_disagreements(book: Book, name: str) -> dict[Disputed, ReadingError]:
    """The places where a lexicon and the codes disagree, each with the error for one without a reason."""
    path = book.root / lexicon.FOLDER / FILES[name]
    tree, terms_of = read_yaml(path), {theme.id: theme.terms for theme in sample_counts.themes_of(book, name)}
    found = sample_counts.find_terms(book, name)[["theme", "paragraph", "sentence", "term"]]
    # Of several terms, the first one is named.
    term_of = {row[:3]: row[3] for row in found[::-1].itertuples(index=False, name=None)}
    errors = {}
    row: Any
    at: KeyPath
    for row in sample_counts.explain_errors(book, name).itertuples(index=False):
        place, at = (row.theme, row.paragraph, row.sentence), ("themes", row.theme)
        if row.coded:
            problem = f"a miss without a reason: no term finds {_describe(place)}"
        else:
            term = term_of[place]
            at = (*at, "terms", terms_of[row.theme].index(term))
            problem = f"a false alarm without a reason: {term!r} finds {_describe(place)}"
        errors[place] = ReadingError(path, line_of(tree, at), problem, f"give a reason in {REASONS}")
    return errors
