"""Runs every check on a book. This is `reading check`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, replace
from pathlib import Path
from typing import NamedTuple

from reading.cache.dependencies import hash_path
from reading.cache.results import ResultCache
from reading.checks import notebooks
from reading.checks.contents import PAGES, check_contents
from reading.checks.copied_text import find_copied_text
from reading.checks.known_names import KnownNames, collect_known_names
from reading.checks.pages import check_front_matter, check_page
from reading.checks.phrases import check_phrases
from reading.checks.placeholders import find_placeholders
from reading.checks.references import Targets, find_labels, find_repeated, find_terms
from reading.checks.required_pages import check_directives, check_required_pages
from reading.checks.rules import drop_allowed
from reading.checks.unfinished import find_unfinished
from reading.checks.unused import find_uncited, find_unused_files
from reading.data import book, chapters, citation, claims, contents, lexicon, reference
from reading.data.book import Book
from reading.data.cached import STORE, hash_inputs
from reading.data.contents import ContentsEntry, find_source
from reading.execution.prose import PageFile, read_page
from reading.files.errors import ReadingError, attempt
from reading.files.markdown import Finding
from reading.files.read import list_files

LANDING = "index.md"


class Checked(NamedTuple):
    """The errors of a book, the places that wait for text, and notes on what people code."""

    errors: list[ReadingError]
    left: list[ReadingError]
    notes: list[ReadingError]


def check(root: Path, *, document: Path | None = None) -> list[ReadingError]:
    """Everything that is wrong with a book. Errors that follow from another one are left out.

    Parameters
    ----------
    root : Path
        The book's folder.
    document : Path, optional
        A copy of the document. If given, the book's files must not repeat its text.

    Returns
    -------
    list of ReadingError
        Sorted by file and line, each once.
    """
    return check_whole(root, document=document).errors


def check_whole(root: Path, *, document: Path | None = None) -> Checked:
    """Like `check`, with what is not wrong but unfinished."""
    whole, unread, errors, unfinished = _check_data(root)
    attempt(errors, lambda: citation.read(root), None)
    listed = attempt(errors, lambda: contents.read_contents(root), None)
    misplaced = [] if listed is None else list(check_contents(root, listed))
    errors += [*misplaced, *check_required_pages(root)]
    entries = _find_entries(root, errors)
    keys = None if entries is None else frozenset(entries)
    paths = _find_pages(root, listed or [])
    files, unreadable = _read_pages(root, paths, errors)
    targets = _find_targets(root, None if misplaced else listed, keys, files, unreadable)
    known = collect_known_names(whole, unread, targets, errors)
    errors += targets.files.check_pages(paths)
    errors += targets.files.check_folders()
    for file in files:
        errors += attempt(errors, lambda file=file: list(_check_file(root, file, known)), [])  # type: ignore[misc]
    errors += [*find_repeated(root, files), *notebooks.find_repeated_charts(files)]
    # What a broken page cites, tells or shows is not known.
    broken = {error.path for error in errors}
    if not misplaced and not broken.intersection(paths):
        errors += find_uncited(entries or {}, files)
        errors += find_unused_files(root, files)
    if document is not None:
        errors += attempt(errors, lambda: list(find_copied_text(root, document)), [])
    left = [file.locate(finding) for file in files for finding in find_placeholders(file.page)]
    found = sorted(set(drop_allowed(errors)))
    return Checked(found, left, sorted(unfinished))


def _read_pages(
    root: Path, paths: list[Path], errors: list[ReadingError]
) -> tuple[list[PageFile], list[ReadingError]]:
    """The pages that can be read, and the mistakes of the others.

    Those of chapters are not added to `errors`: the reader of chapters has reported them.
    """
    found: list[ReadingError] = []
    read = [attempt(found, lambda path=path: read_page(path), None) for path in paths]  # type: ignore[misc]
    errors += [error for error in found if not error.path.is_relative_to(root / chapters.FOLDER)]
    return [file for file in read if file is not None], found


def _find_targets(
    root: Path,
    listed: list[ContentsEntry] | None,
    keys: frozenset[str] | None,
    files: list[PageFile],
    unreadable: list[ReadingError],
) -> Targets:
    """What pages may link to. Where pages are missing, links to them and to what they hold only repeat it."""
    pages = {file.path: [file.page] for file in files}
    linked = None if listed is None else frozenset(find_source(root, file.name) or root for file in listed)
    charts: frozenset[str] | None = frozenset(
        name for file in files for name, _ in notebooks.list_named_charts(file)
    )
    if any(error.path.suffix == ".ipynb" for error in unreadable):
        charts = None
    return Targets(root, linked, keys, find_labels(pages), find_terms(pages), charts)


def _check_data(root: Path) -> tuple[Book | None, list[str], list[ReadingError], list[ReadingError]]:
    """The book, the parts of it that could not be read, the mistakes in its data and retellings, and notes.

    Data without mistakes are not checked again until they or the code change: their parts are read when they
    are used. The notes on them are stored.
    """
    read = [root / claims.PATH, *sorted(Path(__file__).parent.glob("*.py"))]
    key = ["no mistakes in the data", hash_inputs(root), *map(hash_path, read)]
    cache = ResultCache(root / STORE, "")
    if cache.contains("json", key):
        pages, errors = book.read_chapters(root)
        stored = cache.get_json("json", key, lambda _: [])
        notes = [ReadingError(root / path, *rest) for path, *rest in stored]
        return Book.on_demand(root, chapters=pages), [], errors, notes
    # Imported here, since most checks meet data that were checked before.
    from reading.checks.names import check_names
    from reading.checks.reasons import check_reasons
    from reading.checks.samples import check_samples
    from reading.checks.themes import check_themes

    parts, errors = book.read_parts(root)
    whole = parts.assemble(root)
    errors += check_themes(root, parts.document)
    if parts.document is not None:
        errors += check_names(root, parts.document)
    unread = [part for part, value in parts._asdict().items() if value is None]
    mistakes = reference.find_mistakes(root)
    if mistakes:
        # The figures that are computed from a reference are left out, rather than wrong.
        errors, unread = [*errors, *mistakes], [*unread, "references"]
        whole = None if whole is None else replace(whole, references={})
    if parts.samples:
        errors += check_samples(root, parts.samples, parts.references, readable=not mistakes)
    if parts.document is not None:
        errors += check_phrases(root, parts.document)
    if whole is not None:
        if parts.coding is not None and lexicon.has_themes(root / lexicon.FOLDER):
            errors += check_reasons(whole)
        attempt(errors, lambda: whole.full_text, None)
    notes = [] if whole is None else list(find_unfinished(root, whole))
    errors = list(drop_allowed(errors))
    if not errors:
        stored = [(note.path.relative_to(root).as_posix(), *astuple(note)[1:]) for note in notes]
        # Where nothing can be written, each check computes them.
        with suppress(OSError):
            cache.get_json("json", key, lambda _: stored)
    return whole, unread, errors, notes


def _find_entries(root: Path, errors: list[ReadingError]) -> Mapping[str, tuple[Path, int]] | None:
    """The file and the line of each entry of the bibliographies, by key; None if they cannot be read."""
    sources = attempt(errors, lambda: contents.find_bibliographies(root), None)
    if not sources:
        return sources if sources is None else {}
    # Imported here because only a book with a bibliography needs pybtex.
    from reading.data.bibliography import find_entries

    return find_entries(sources, errors)


def find_document_copy() -> Path | None:
    """The copy of the document that the environment variable `DOCUMENT` names."""
    path = os.environ.get("DOCUMENT")
    return Path(path) if path else None


def _find_pages(root: Path, listed: list[ContentsEntry]) -> list[Path]:
    """Every page, whether or not the table of contents lists it."""
    pages = {path for file in listed if (path := find_source(root, file.name))}
    return sorted({*pages, *list_files(root, *PAGES), root / LANDING})


def _check_file(root: Path, file: PageFile, known: KnownNames) -> Iterator[ReadingError]:
    path, page = file.path, file.page
    in_chapter = path.is_relative_to(root / chapters.FOLDER)
    measured = chapters.measured_sections(page) if in_chapter else set()

    # The title of the landing page is the document's, and may have any number.
    titles = {block.line for block in page.blocks if block.kind == "h1"}

    def bans_numbers(line: int) -> bool:
        is_landing = path == root / LANDING and line not in titles
        return bool(file.cells) or is_landing or page.section(line) in measured

    if path.suffix == ".ipynb":
        yield from notebooks.check_metadata(path)
        yield from notebooks.check_code(path, file.cells, known)
        if page.front_matter is not None:
            yield file.locate(Finding(1, "a notebook has no front matter", "remove it, with its lines ---"))
    elif not in_chapter:
        yield from check_front_matter(path, page)
    for finding in (
        *check_page(page, known, folder=path.parent, bans_numbers=bans_numbers, in_chapter=in_chapter),
        *check_directives(page, path.relative_to(root).as_posix()),
    ):
        yield file.locate(finding)
