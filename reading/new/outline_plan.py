"""Plans what a corrected outline changes in a book, and refuses what would lose words of a person."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reading.data import document, full_text
from reading.data.chapters import list_required, page_of
from reading.data.derive import Copy, fit, is_heading, read_copy
from reading.data.document import Document, Outline, locate_paragraphs, parse_outline
from reading.files.errors import ReadingError, ReadingErrors, raise_any, single_error
from reading.files.read import clean_text
from reading.files.yaml import line_of
from reading.new.apply_renames import read_exact
from reading.new.chapter import render_chapter
from reading.new.renames import Renames, compare
from reading.new.section_ids import set_section_ids

OUTLINE = document.FOLDER / document.OUTLINE


class Plan(NamedTuple):
    """What changes.

    path, outline, copy: the file of the new outline, what it holds, and the document as it divides it
    text, ids: its text with ids that fit their sections, and these ids by those in the file
    old: the document before
    renames: what the new outline calls the parts of the old one
    present: the paragraphs, by their old ids, that have a chapter
    written: those of them whose chapters hold a person's words
    kept: the paragraphs, by their old ids, whose chapters the book keeps
    chapters: the paragraphs, by their new ids, that have a chapter afterwards
    """

    path: Path
    outline: Outline
    copy: Copy
    text: str
    ids: Mapping[str, str]
    old: Document
    renames: Renames
    present: frozenset[str]
    written: frozenset[str]
    kept: tuple[str, ...]
    chapters: frozenset[str]


def make_plan(path: Path, text: Path, root: Path) -> Plan:
    """Compare the outline of a book with a new one. For the parameters see `reoutline`.

    Raises `ReadingErrors` where one of them does not fit the text, and where words of a person would be lost.
    """
    own = root / OUTLINE
    if path.resolve() == own.resolve():
        hint = "restore the outline, edit a copy of it, and name the copy"
        raise single_error(path, 0, "this is the outline of the book itself", hint)
    old = document.load(root / document.FOLDER)
    changed, ids = set_section_ids(path)
    tree, outline = parse_outline(path, clean_text(path, changed.removeprefix("\ufeff")))
    raise_any(list(_find_shared_pages(path, tree, outline)))
    before, copy = read_copy(text, old.outline), read_copy(text, outline)
    if before.sha256 != old.outline.sha256:
        hint = "name the file that the book was made of; for corrected words, run `reading derive` first"
        raise single_error(text, 0, "this is not the text that the book was made from", hint)
    sentences = fit(text, before.blocks, old.outline)
    try:
        after = fit(text, copy.blocks, outline, name=path.name)
    except ReadingErrors:
        # This slip is likely, and its own message says little.
        words = {ids.get(name, name): " ".join(parts) for name, parts in sentences.items()}
        raise_any(list(_find_repeated_headings(path, tree, outline, words)))
        raise
    renames = compare(old.outline, outline, sentences, after)
    present = [name for name in renames.paragraphs if (root / f"{page_of(name)}.md").is_file()]
    written = frozenset(_find_written(root, old, present))
    raise_any(list(_find_lost(root, path, renames, written)))
    needed = set(list_required([paragraph.id for _, paragraph in outline.paragraphs()]))
    required = set(list_required(list(renames.paragraphs)))
    # A chapter that nobody has written and that was not needed before was begun on purpose.
    kept = tuple(
        name
        for name in present
        if (new := renames.paragraphs[name]) and (new in needed or name in written or name not in required)
    )
    chapters = frozenset([*needed, *(new for name in kept if (new := renames.paragraphs[name]))])
    redirects = dict(_redirect(outline, renames, chapters))
    renames = dataclasses.replace(renames, redirects=redirects)
    return Plan(path, outline, copy, changed, ids, old, renames, frozenset(present), written, kept, chapters)


def _find_shared_pages(path: Path, tree: object, outline: Outline) -> Iterator[ReadingError]:
    """Paragraphs whose ids lead to the page of another one: `trade/index` and `trade/opening`."""
    pages: dict[str, str] = {}
    for place, _, paragraph in locate_paragraphs(outline):
        first = pages.setdefault(page_of(paragraph.id), paragraph.id)
        if first != paragraph.id:
            line = line_of(tree, (*place, "id"))
            yield ReadingError(path, line, f"{paragraph.id!r} has the page of {first!r}", "rename it")


def _find_repeated_headings(
    path: Path, tree: object, outline: Outline, words: Mapping[str, str]
) -> Iterator[ReadingError]:
    """Paragraphs of an outline whose words are one of its headings as well.

    words: those of the book's paragraphs, by their ids in the outline
    """
    for place, _, paragraph in locate_paragraphs(outline):
        line = words.get(paragraph.id)
        if line and any(is_heading(heading, line) for heading in outline.headings):
            problem = f"the paragraph {paragraph.title!r} has the words of a heading"
            hint = "a line is one or the other: remove the lines of this paragraph, or the heading"
            yield ReadingError(path, line_of(tree, (*place, "id")), problem, hint)


def _find_written(root: Path, old: Document, present: Iterable[str]) -> Iterator[str]:
    """The paragraphs whose chapters are not what the template gives."""
    parts = {paragraph.id: (section, paragraph) for section, paragraph in old.outline.paragraphs()}
    keep = bool(full_text.find_copy(root))
    for name in present:
        if read_exact(root / f"{page_of(name)}.md") != render_chapter(old, *parts[name], keep=keep):
            yield name


def _find_lost(root: Path, path: Path, renames: Renames, written: Iterable[str]) -> Iterator[ReadingError]:
    """Chapters with words of a person whose paragraphs are gone, and files in the way of other chapters."""
    for name in written:
        if renames.paragraphs[name] is None:
            problem = (
                f"no paragraph of {path.name} has the words of {name}, whose chapter a person has written"
            )
            hint = "move its words to another chapter, remove the file, and run this again"
            yield ReadingError(root / f"{page_of(name)}.md", 0, problem, hint)
    taken = set(map(page_of, renames.paragraphs))
    for page in renames.pages.values():
        if page not in taken and (root / f"{page}.md").exists():
            problem = "a chapter would move here, and there is a file"
            yield ReadingError(root / f"{page}.md", 0, problem, "move it, and run this again")


def _redirect(outline: Outline, renames: Renames, chapters: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Where links to a chapter lead that the book no longer has: the chapter that holds its words now.

    A paragraph that has become a heading stands above the next one. For another paragraph without a chapter,
    it is the first one of its section.
    """
    firsts = {
        part.id: section.paragraphs[0].id for section in outline.sections for part in section.paragraphs
    }
    following = outline.sections[-1].paragraphs[-1].id
    for name, new in reversed(list(renames.paragraphs.items())):
        if new not in chapters:
            target = new or following
            yield page_of(name), page_of(target if target in chapters else firsts[target])
        following = new or following
