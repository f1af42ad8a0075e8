"""The folder of a book goes in; everything that is wrong with it comes out, in one go, by file and line."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import reading
from reading import figures
from reading.checks import alone, contents, copied, evidence, notebooks, prose, references, themes
from reading.data import book, chapters, citation, coding, lexicon
from reading.data.book import Book
from reading.data.contents import CONTENTS, Listed, bibliographies, extensions, located
from reading.data.contents import listed as read_contents
from reading.data.document import Document
from reading.evidence import codebook
from reading.figures import Figure
from reading.files.errors import ReadingError, attempt
from reading.files.markdown import Extensions, Page, read
from reading.files.read import read_list, read_text, visible

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
    errors += themes.mistakes(root, parts.document)
    coded, words = coding.begun(root / coding.FOLDER), lexicon.has_themes(root / lexicon.FOLDER)
    if coded != words:
        missing = root / (lexicon.FOLDER / lexicon.THEMES if coded else coding.FOLDER / coding.CODEBOOK)
        hint = "a codebook and the terms of its themes come together"
        errors.append(ReadingError(missing, 0, "the file is missing", hint))
    attempt(errors, lambda: citation.read(root), None)
    if parts.document is not None:
        errors += _phrases(root, parts.document)
    listed = attempt(errors, lambda: read_contents(root), None)
    if listed is not None:
        errors += contents.mistakes(root, listed)
    for name, leads in ((evidence.FILE, "counts"), (f"{codebook.PAGE}.md", "charts of themes")):
        if not (root / name).exists():
            problem = f"the page of the {Path(name).stem} is missing, to which {leads} lead"
            errors.append(ReadingError(root / name, 0, problem, f"write it, and list it in {CONTENTS}"))
    sources = attempt(errors, lambda: bibliographies(root), None)
    entries = None if sources is None else attempt(errors, lambda: references.entries(sources), None)
    pages = None if listed is None else frozenset(located(root, file.name) or root for file in listed)
    whole = parts.book(root)
    # Claims, codings or stances; without another part there is no book.
    unread = [part for part, value in parts._asdict().items() if value is None]
    every = _pages(root, listed or [])
    syntax = extensions(root)
    # A page that cannot be read is told below.
    read_in = {path: attempt([], lambda path=path: _read(path, syntax), []) for path in every}  # type: ignore[misc]
    targets = references.Targets(root, pages, entries, references.labels(read_in), references.terms(read_in))
    known = replace(_known(whole, unread, targets, errors), extensions=syntax)
    for path in every:
        errors += _page(root, path, known)
    if whole is not None and parts.coding is not None and words:
        errors += themes.unexplained(whole)
    if whole is not None:
        attempt(errors, lambda: whole.kept, None)
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


def _pages(root: Path, listed: list[Listed]) -> list[Path]:
    """Every page, whether or not the table of contents has it."""
    pages = {path for file in listed if (path := located(root, file.name))}
    return sorted({*pages, *visible(root, *contents.PAGES), root / LANDING})


def _read(path: Path, syntax: Extensions) -> list[Page]:
    """What a page holds; a notebook is a page for each cell."""
    return notebooks.pages(path, syntax) if path.suffix == ".ipynb" else [read(read_text(path), syntax)]


def _page(root: Path, path: Path, known: prose.Known) -> list[ReadingError]:
    errors: list[ReadingError] = []
    if path.suffix == ".ipynb":
        return attempt(errors, lambda: list(notebooks.mistakes(path, known)), errors)
    text = attempt(errors, lambda: read_text(path), None)
    chapter = path.is_relative_to(root / chapters.FOLDER)
    if text is None:
        # The chapters' own reader has told.
        return [] if chapter else errors
    page = read(text, known.extensions)
    landing = path == root / LANDING

    def measured(line: int) -> bool:
        return landing or (chapter and page.section(line) == chapters.READ)

    found = [*prose.braces(text)]
    found += prose.findings(page, known, folder=path.parent, measured=measured, chapter=chapter)
    found += evidence.findings(page, here=path == root / evidence.FILE)
    found += alone.findings(page, path.relative_to(root).as_posix())
    return [ReadingError(path, *finding) for finding in found]
