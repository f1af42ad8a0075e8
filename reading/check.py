"""The folder of a book goes in; everything that is wrong with it comes out, in one go, by file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import reading
from reading import book, coding, figures, lexicon
from reading.book import Book
from reading.chapters import READ
from reading.checks import contents, copied, notebooks, prose
from reading.errors import ReadingError, attempt, closest, nearest
from reading.figures import Figure
from reading.files import line_of, read_list, read_text, read_tree
from reading.markdown import read

LANDING = "index.md"


def check(root: Path, *, document: Path | None = None) -> list[ReadingError]:
    """All mistakes of a book, sorted by file and line; no mistake hides another that does not follow from it.

    Where `document` names a copy of the text, no run of its words may stand in the book's files.
    """
    whole, errors = book.read(root)
    computed: Mapping[str, Figure] | None = None
    broken: frozenset[str] = frozenset()
    if whole is not None:
        errors += _phrases(whole)
        errors += _codebook(whole)
        computed, broken, mistakes = _figures(whole)
        errors += mistakes
    known = prose.Known(computed, prose.charts(Path(reading.__file__).parent / "charts.py"), broken)
    attempt(errors, lambda: contents.configuration(root), None)
    listed = attempt(errors, lambda: contents.listed(root), None)
    if listed is not None:
        errors += contents.mistakes(root, listed)
    for path in _pages(root, listed or []):
        errors += _page(root, path, known)
    if document is not None:
        errors += attempt(errors, lambda: list(copied.mistakes(root, document)), [])
    return sorted(set(errors))


def _figures(whole: Book) -> tuple[Mapping[str, Figure], frozenset[str], list[ReadingError]]:
    """The registry; claims that could not be computed are left out of it and named."""
    errors: list[ReadingError] = []
    computed = attempt(errors, lambda: figures.registry(whole), None)
    if computed is not None:
        return computed, frozenset(), []
    lines = {error.line for error in errors}
    sound = tuple(claim for claim in whole.claims if claim.line not in lines)
    broken = frozenset(claim.name for claim in whole.claims if claim.line in lines)
    return figures.registry(replace(whole, claims=sound)), broken, errors


def _phrases(whole: Book) -> Iterator[ReadingError]:
    """Phrases that the tables do not know yet, or still know."""
    path = whole.root / lexicon.FOLDER / lexicon.PHRASES
    lines = {" ".join(line.text.split()): line.number for line in read_list(path)}
    hint = "it needs the text again: run `reading derive TEXT`"
    for phrase, line in lines.items():
        if phrase not in whole.document.phrases:
            yield ReadingError(path, line, f"the phrase {phrase!r} is not counted yet", hint)
    for phrase in whole.document.phrases:
        if phrase not in lines:
            yield ReadingError(path, 0, f"the phrase {phrase!r} is still counted, but is not listed", hint)


def _codebook(whole: Book) -> Iterator[ReadingError]:
    """Themes of the lexicon that are not the codebook's."""
    path = whole.root / lexicon.FOLDER / lexicon.THEMES
    coded = whole.coding.codebook.themes
    tree = read_tree(path)
    for theme in whole.lexicon.themes:
        line = line_of(tree, ("themes", theme.id))
        if theme.id not in coded:
            problem = f"the codebook has no theme {theme.id!r}"
            yield ReadingError(path, line, problem, nearest(theme.id, coded))
        elif theme.label != coded[theme.id].label:
            problem = f"the codebook calls {theme.id} {coded[theme.id].label!r}"
            yield ReadingError(
                path, line_of(tree, ("themes", theme.id, "label")), problem, f"in {coding.CODEBOOK}"
            )
    found = [theme.id for theme in whole.lexicon.themes]
    meant = {name if name in coded else closest(name, coded) for name in found}
    for identifier in coded:
        if identifier not in meant:
            yield ReadingError(path, 0, f"the codebook's theme {identifier!r} has no terms", "add it")


def _pages(root: Path, listed: list[contents.Listed]) -> list[Path]:
    """Every page, whether or not the table of contents has it."""
    pages = {path for pattern in contents.PAGES for path in root.glob(pattern)}
    pages |= {path for file in listed if (path := contents.located(root, file.name))}
    pages.add(root / LANDING)
    return sorted(path for path in pages if ".ipynb_checkpoints" not in path.parts)


def _page(root: Path, path: Path, known: prose.Known) -> list[ReadingError]:
    errors: list[ReadingError] = []
    if path.suffix == ".ipynb":
        return attempt(errors, lambda: list(notebooks.mistakes(path, known)), errors)
    text = attempt(errors, lambda: read_text(path), None)
    chapter = path.is_relative_to(root / "chapters")
    if text is None:
        # The chapters' own reader has told.
        return [] if chapter else errors
    page = read(text)
    landing = path == root / LANDING

    def measured(line: int) -> bool:
        return landing or (chapter and page.section(line) == READ)

    found = [*prose.braces(text), *prose.findings(page, known, measured=measured, chapter=chapter)]
    return [ReadingError(path, *finding) for finding in found]
