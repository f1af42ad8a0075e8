"""Both lexicons of themes go in; what is wrong with them beside codebook, document and codes comes out."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reading.analysis import matching, themes
from reading.cache.dependencies import hash_texts
from reading.data import coding, lexicon
from reading.data.book import Book
from reading.data.document import Document
from reading.data.lexicon import FROZEN, REASONS, SEAL, THEMES, Reason, Theme
from reading.files.errors import ReadingError, attempt, closest, nearest, nearest_of
from reading.files.read import line_of, read_text, read_tree
from reading.measures import validation

FILES = {themes.REFINED: THEMES, themes.FROZEN: FROZEN}
"""Where each lexicon stands."""

Place = tuple[str, str, int]
"""A theme, a paragraph and a sentence."""


def mistakes(root: Path, document: Document | None) -> Iterator[ReadingError]:
    """What can be told without codes: wrong ids and labels, dead terms, a frozen lexicon that was changed."""
    folder = root / lexicon.FOLDER
    codebook = attempt([], lambda: coding.read_codebook(root / coding.FOLDER), None)
    for name in FILES.values():
        listed = attempt([], lambda name=name: lexicon.read_themes(folder / name, None), None)  # type: ignore[misc]
        if codebook is not None and listed is not None:
            yield from _uncoded(folder / name, listed, codebook)
    if (folder / FROZEN).exists():
        unsealed: list[ReadingError] = []
        attempt(unsealed, lambda: read_text(folder / SEAL), None)
        yield from unsealed
        if not unsealed and _changed(folder):
            hint = f"put it back; the terms to work on are in {THEMES}"
            yield ReadingError(folder / FROZEN, 0, f"it is frozen, and not what {SEAL} says it was", hint)
    if document is not None:
        yield from _dead(folder, document)


def unexplained(book: Book) -> Iterator[ReadingError]:
    """Where a lexicon and the codes part ways without a reason; and reasons for what does not exist."""
    apart = {name: list(_disputed(book, name)) for name in FILES}
    wrong = list(_wrong(book, {place for rows in apart.values() for place, _ in rows}))
    yield from (error for _, error in wrong)
    yield from _without(book, apart, [place for place, _ in wrong])


def _uncoded(path: Path, listed: Sequence[Theme], codebook: coding.Codebook) -> Iterator[ReadingError]:
    """Themes of a lexicon that are not the codebook's."""
    coded, tree = codebook.themes, read_tree(path)
    for theme in listed:
        if theme.id not in coded:
            problem = f"the codebook has no theme {theme.id!r}"
            line = line_of(tree, ("themes", theme.id))
            yield ReadingError(path, line, problem, nearest_of(theme.id, coded))
        elif theme.label != coded[theme.id].label:
            line = line_of(tree, ("themes", theme.id, "label"))
            problem = f"the codebook calls {theme.id} {coded[theme.id].label!r}"
            yield ReadingError(path, line, problem, f"in {coding.CODEBOOK}")
    found = [theme.id for theme in listed]
    meant = {name if name in coded else closest(name, coded) for name in found}
    for identifier in coded:
        if identifier not in meant:
            yield ReadingError(path, 0, f"the codebook's theme {identifier!r} has no terms", "add it")


def _changed(folder: Path) -> bool:
    """Whether the frozen lexicon is not what its seal was made of; line ends do not count."""
    sealed = attempt([], lambda: read_text(folder / SEAL).split()[0], "")
    return sealed != attempt([], lambda: hash_texts(read_text(folder / FROZEN)), None)


def _dead(folder: Path, document: Document) -> Iterator[ReadingError]:
    """Terms of the lexicon to work on that stand for nothing in the document."""
    path = folder / THEMES
    listed = attempt([], lambda: lexicon.read_themes(path, None), ())
    frozen = attempt([], lambda: lexicon.read_themes(folder / FROZEN, None), None)
    # What a changed one held before nobody can say.
    frozen = None if _changed(folder) else frozen
    tree = read_tree(path) if listed else None
    for theme in listed:
        for term in _finding_nothing(theme, frozen, document):
            line = line_of(tree, ("themes", theme.id, "terms", theme.terms.index(term)))
            of = "phrase" if " " in term else "word"
            hint = nearest(term.replace(lexicon.WILDCARD, ""), set(document.incidence["lemma"]))
            hint = hint or "take it out, or find the theme by another"
            yield ReadingError(path, line, f"{term!r} stands for no {of} of the document", hint)


def _finding_nothing(theme: Theme, frozen: Sequence[Theme] | None, document: Document) -> Iterator[str]:
    """The dead terms of a theme. Those of the frozen lexicon are the codebook's words, and may stay."""
    lemmas = set(document.incidence["lemma"])
    words = {lemma for lemma in lemmas if " " not in lemma}
    counted = {lexicon.fold(phrase) for phrase in document.phrases}
    kept = None if frozen is None else {term for one in frozen for term in one.terms}
    for term in theme.terms:
        if lexicon.WILDCARD in term:
            if not any(matching.matches(term, word) for word in words):
                yield term
        # Of a phrase that is not counted yet another check tells.
        elif kept is not None and term not in lemmas | kept and (" " not in term or term in counted):
            yield term


def _wrong(book: Book, apart: Collection[Place]) -> Iterator[tuple[Place, ReadingError]]:
    """Reasons for no sentence or theme, for what neither lexicon gets wrong any more, and reasons twice."""
    path = book.root / lexicon.FOLDER / REASONS
    tree, first = read_tree(path), dict[Place, int]()
    for number, reason in enumerate(book.lexicon.reasons):
        place = (reason.theme, reason.paragraph, reason.sentence)
        where = f"{reason.theme!r} at {reason.paragraph}#{reason.sentence}"
        line = line_of(tree, ("reasons", number))
        told = list(_misnamed(book, reason))
        for key, problem, hint in told:
            yield place, ReadingError(path, line_of(tree, ("reasons", number, key)), problem, hint)
        if not told and place not in apart:
            problem = f"both lexicons of themes agree with the codes on {where}"
            yield place, ReadingError(path, line, problem, "the reason explains nothing: take it out")
        elif first.setdefault(place, line) != line:
            yield place, ReadingError(path, line, f"{where} has two reasons", f"first in line {first[place]}")


def _misnamed(book: Book, reason: Reason) -> Iterator[tuple[str, str, str]]:
    """What a reason names that does not exist: by which key, and what to do."""
    coded, sizes = book.coding.codebook.themes, book.document.sentences.groupby("paragraph").size()
    if reason.theme not in coded:
        hint = nearest(reason.theme, coded) or f"its themes are {', '.join(coded)}"
        yield "theme", f"the codebook has no theme {reason.theme!r}", hint
    if reason.paragraph not in sizes:
        hint = nearest_of(reason.paragraph, sizes.index)
        yield "paragraph", f"there is no paragraph {reason.paragraph!r}", hint
    elif not 1 <= reason.sentence <= sizes[reason.paragraph]:
        hint = f"it has {sizes[reason.paragraph]}"
        yield "sentence", f"{reason.paragraph} has no sentence {reason.sentence}", hint


def _without(
    book: Book, apart: Mapping[str, Sequence[tuple[Place, Any]]], wrong: Collection[Place]
) -> Iterator[ReadingError]:
    """Misses and false alarms without a reason, each once: of the lexicon to work on, else of the frozen."""
    folder, told = book.root / lexicon.FOLDER, set[Place]()
    coded = book.coding.codebook.themes
    for name, listed in ((themes.REFINED, book.lexicon.themes), (themes.FROZEN, book.lexicon.frozen)):
        if name == themes.FROZEN and _changed(folder):
            # What was changed is to be put back, and its errors go with the change.
            continue
        path = folder / FILES[name]
        tree, found = read_tree(path), _first_terms(book, name)
        known = {theme.id: theme for theme in listed if theme.id in coded}
        dead = {
            theme.id
            for theme in (listed if name == themes.REFINED else ())
            if any(_finding_nothing(theme, book.lexicon.frozen, book.document))
        }
        for place, row in apart[name]:
            meant = any(sum(map(operator.eq, place, one)) > 1 for one in wrong)
            # A term that is misspelt, and told so, may be what misses.
            follows = row.kind == validation.MISS and row.theme in dead
            if row.reason or place in told or row.theme not in known or meant or follows:
                continue
            told.add(place)
            where = f"{row.theme!r} at {row.paragraph}#{row.sentence}"
            at: tuple[str | int, ...] = ("themes", row.theme)
            if row.kind == validation.MISS:
                problem, mend = f"a miss without a reason: no term finds {where}", "add a term"
            else:
                term = found[place]
                at = (*at, "terms", known[row.theme].terms.index(term))
                problem = f"a false alarm without a reason: {term!r} finds {where}, where it is not coded"
                mend = "choose another term"
            hint = f"say why in {REASONS}"
            hint = hint if name == themes.FROZEN else f"{mend}, or {hint}"
            yield ReadingError(path, line_of(tree, at), problem, hint)


def _disputed(book: Book, name: str) -> Iterator[tuple[Place, Any]]:
    """Where a lexicon and the codes part ways, with the rows of `themes.disputed`."""
    row: Any
    for row in themes.disputed(book, name).itertuples(index=False):
        yield (row.theme, row.paragraph, row.sentence), row


def _first_terms(book: Book, name: str) -> dict[Place, str]:
    """The first term that finds each theme of each sentence."""
    rows = themes.hits(book, name).drop_duplicates(["theme", "paragraph", "sentence"])
    places = zip(rows["theme"], rows["paragraph"], rows["sentence"], strict=True)
    return dict(zip(places, rows["term"], strict=True))
