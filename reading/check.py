"""The folder of a book goes in; everything that is wrong with it comes out, in one go, by file and line."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import reading
from reading import book, chapters, citation, codebook, coding, figures, lexicon, matching, themes
from reading.book import CONTENTS, Book
from reading.checks import alone, contents, copied, evidence, notebooks, prose, references
from reading.document import Document
from reading.errors import ReadingError, attempt, closest, nearest
from reading.figures import Figure
from reading.files import line_of, read_list, read_text, read_tree, visible
from reading.markdown import read

LANDING = "index.md"


def named_copy() -> Path | None:
    """The copy of the text that `DOCUMENT` names in the environment."""
    named = os.environ.get("DOCUMENT")
    return Path(named) if named else None


class Checked(NamedTuple):
    """A book that was checked: what is wrong with it, and, so far as nothing is, the book and its figures."""

    errors: list[ReadingError]
    book: Book | None
    figures: Mapping[str, Figure] | None


def check(root: Path, *, document: Path | None = None) -> list[ReadingError]:
    """All mistakes of a book, sorted by file and line; no mistake hides another that does not follow from it.

    Where `document` names a copy of the text, no run of its words may stand in the book's files.
    """
    return checked(root, document=document).errors


def checked(root: Path, *, document: Path | None = None) -> Checked:
    """The same, with what was read of the book for it."""
    parts, errors = book.read(root)
    for name in (lexicon.THEMES, lexicon.FROZEN):
        errors += _codebook(root, root / lexicon.FOLDER / name)
    attempt(errors, lambda: citation.read(root), None)
    if parts.document is not None:
        errors += _phrases(root, parts.document)
        errors += _wildcards(root / lexicon.FOLDER / lexicon.THEMES, parts.document)
    listed = attempt(errors, lambda: contents.listed(root), None)
    if listed is not None:
        errors += contents.mistakes(root, listed)
    for name, leads in ((evidence.FILE, "counts"), (f"{codebook.PAGE}.md", "charts of themes")):
        if not (root / name).exists():
            problem = f"the page of the {Path(name).stem} is missing, to which {leads} lead"
            errors.append(ReadingError(root / name, 0, problem, f"write it, and list it in {CONTENTS}"))
    sources = attempt(errors, lambda: contents.bibliographies(root), None)
    entries = None if sources is None else attempt(errors, lambda: references.entries(sources), None)
    pages = (
        None if listed is None else frozenset(contents.located(root, file.name) or root for file in listed)
    )
    whole = parts.book(root)
    # Claims, codings or stances; without another part there is no book.
    unread = [part for part, value in parts._asdict().items() if value is None]
    known = _known(whole, unread, references.Targets(root, pages, entries), errors)
    for path in _pages(root, listed or []):
        errors += _page(root, path, known)
    if whole is not None and parts.coding is not None:
        errors += _stale(whole)
    if document is not None:
        errors += attempt(errors, lambda: list(copied.mistakes(root, document)), [])
    return Checked(sorted(set(errors)), whole, known.figures)


def _known(
    whole: Book | None, unread: Collection[str], targets: references.Targets, errors: list[ReadingError]
) -> prose.Known:
    """What pages may name. What parts that could not be read feed, and what compares that, is broken."""
    charts = prose.charts(Path(reading.__file__).parent / "charts")
    if whole is None:
        return prose.Known(None, charts, targets, lambda name: True)
    idle = {claim for claim in whole.claims if any(figures.fed(side, unread) for side in claim.sides)}

    def registry() -> dict[str, Figure]:
        sound = tuple(claim for claim in whole.claims if claim not in idle)
        return figures.kept_registry(replace(whole, claims=sound))

    mistakes: list[ReadingError] = []
    computed = attempt(mistakes, registry, None)
    if computed is None:
        errors += mistakes
        lines = {error.line for error in mistakes}
        idle |= {claim for claim in whole.claims if any(one.line in lines for one in claim.comparisons)}
        computed = registry()
    names = {claim.name for claim in idle}
    return prose.Known(computed, charts, targets, lambda name: name in names or figures.fed(name, unread))


def _phrases(root: Path, document: Document) -> Iterator[ReadingError]:
    """Phrases that the tables do not know yet, or still know."""
    path = root / lexicon.FOLDER / lexicon.PHRASES
    # What is wrong with the list itself, or with themes below, is told where they are read.
    told: list[ReadingError] = []
    attempt(told, lambda: lexicon.read_phrases(path), None)
    lines = {" ".join(line.text.split()): line.number for line in attempt([], lambda: read_list(path), ())}
    if not lines:
        return
    hint = "it needs the text again: run `reading derive TEXT`"
    for phrase, line in lines.items():
        if phrase not in document.phrases and line not in {error.line for error in told}:
            yield ReadingError(path, line, f"the phrase {phrase!r} is not counted yet", hint)
    for phrase in document.phrases:
        if phrase not in lines:
            yield ReadingError(path, 0, f"the phrase {phrase!r} is still counted, but is not listed", hint)


def _wildcards(path: Path, document: Document) -> Iterator[ReadingError]:
    """Terms with a wildcard that stand for no word of the document."""
    lemmas = set(document.incidence.query("kind == 'word'")["lemma"])
    found = attempt([], lambda: lexicon.read_themes(path, None), ())
    tree = read_tree(path) if found else None
    for theme in found:
        for number, term in enumerate(theme.terms):
            if lexicon.WILDCARD in term and not any(matching.matches(term, lemma) for lemma in lemmas):
                line = line_of(tree, ("themes", theme.id, "terms", number))
                hint = nearest(term.replace(lexicon.WILDCARD, ""), lemmas)
                yield ReadingError(path, line, f"{term!r} stands for no word of the document", hint)


def _stale(whole: Book) -> Iterator[ReadingError]:
    """Reasons for what neither lexicon misses, nor finds without cause, any more; and reasons twice."""
    path = whole.root / lexicon.FOLDER / lexicon.REASONS
    apart = set[tuple[str, str, int]]()
    for name in themes.LEXICONS:
        found = themes.disputed(whole, name)
        apart |= set(zip(found["theme"], found["paragraph"], found["sentence"], strict=True))
    tree, first = read_tree(path), dict[tuple[str, str, int], int]()
    for number, one in enumerate(whole.lexicon.reasons):
        line, key = line_of(tree, ("reasons", number)), (one.theme, one.paragraph, one.sentence)
        where = f"{one.theme!r} at {one.paragraph}#{one.sentence}"
        if key not in apart:
            problem = f"both lexicons of themes agree with the codes on {where}"
            yield ReadingError(path, line, problem, "the reason explains nothing: take it out")
        elif first.setdefault(key, line) != line:
            yield ReadingError(path, line, f"{where} has two reasons", f"first in line {first[key]}")


def _codebook(root: Path, path: Path) -> Iterator[ReadingError]:
    """Themes of a lexicon that are not the codebook's."""
    codebook = attempt([], lambda: coding.read_codebook(root / coding.FOLDER), None)
    listed = attempt([], lambda: lexicon.read_themes(path, None), None)
    if codebook is None or listed is None:
        return
    coded = codebook.themes
    tree = read_tree(path)
    for theme in listed:
        line = line_of(tree, ("themes", theme.id))
        if theme.id not in coded:
            problem = f"the codebook has no theme {theme.id!r}"
            yield ReadingError(path, line, problem, nearest(theme.id, coded))
        elif theme.label != coded[theme.id].label:
            line = line_of(tree, ("themes", theme.id, "label"))
            problem = f"the codebook calls {theme.id} {coded[theme.id].label!r}"
            yield ReadingError(path, line, problem, f"in {coding.CODEBOOK}")
    found = [theme.id for theme in listed]
    meant = {name if name in coded else closest(name, coded) for name in found}
    for identifier in coded:
        if identifier not in meant:
            yield ReadingError(path, 0, f"the codebook's theme {identifier!r} has no terms", "add it")


def _pages(root: Path, listed: list[contents.Listed]) -> list[Path]:
    """Every page, whether or not the table of contents has it."""
    pages = {path for file in listed if (path := contents.located(root, file.name))}
    return sorted({*pages, *visible(root, *contents.PAGES), root / LANDING})


def _page(root: Path, path: Path, known: prose.Known) -> list[ReadingError]:
    errors: list[ReadingError] = []
    if path.suffix == ".ipynb":
        return attempt(errors, lambda: list(notebooks.mistakes(path, known)), errors)
    text = attempt(errors, lambda: read_text(path), None)
    chapter = path.is_relative_to(root / chapters.FOLDER)
    if text is None:
        # The chapters' own reader has told.
        return [] if chapter else errors
    page = read(text)
    landing = path == root / LANDING

    def measured(line: int) -> bool:
        return landing or (chapter and page.section(line) == chapters.READ)

    found = [*prose.braces(text)]
    found += prose.findings(page, known, folder=path.parent, measured=measured, chapter=chapter)
    found += evidence.findings(page, here=path == root / evidence.FILE)
    found += alone.findings(page, path.relative_to(root).as_posix())
    return [ReadingError(path, *finding) for finding in found]
