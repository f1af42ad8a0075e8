"""Runs every check on a book: this is `reading check`. A build has it run in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reading.cache.dependencies import hash_path
from reading.cache.processes import start_process
from reading.cache.results import ResultCache
from reading.checks import notebooks
from reading.checks.contents import PAGES, check_contents
from reading.checks.copied_text import find_copied_text
from reading.checks.known_names import KnownNames, collect_known_names
from reading.checks.pages import check_front_matter, check_page, find_placeholders
from reading.checks.references import Targets, find_glossary_terms, find_labels, find_repeated_names
from reading.checks.required_pages import check_directives, check_required_pages
from reading.checks.rules import drop_allowed
from reading.checks.unused import find_uncited, find_unused_claims, find_unused_files
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
    """The errors of a book, and the places that wait for text."""

    errors: list[ReadingError]
    left: list[ReadingError]


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


def start_check(root: Path) -> Callable[[], list[ReadingError]]:
    """Start the check of a book. Returns a function that waits for the mistakes: see `start_process`."""
    return start_process(partial(check, root, document=find_document_copy()))


def check_whole(root: Path, *, document: Path | None = None) -> Checked:
    """Like `check`, with the places that wait for text."""
    whole, errors = _check_data(root)
    attempt(errors, lambda: citation.read(root), None)
    listed = attempt(errors, lambda: contents.read_contents(root), None)
    misplaced = [] if listed is None else list(check_contents(root, listed))
    errors += [*misplaced, *check_required_pages(root)]
    entries = _find_entries(root, errors)
    keys = None if entries is None else frozenset(entries)
    paths = _find_pages(root, listed or [])
    read = [attempt(errors, partial(read_page, path), None) for path in paths]
    files = [file for file in read if file is not None]
    charts = [named for file in files for named in notebooks.list_named_charts(file)]
    # Links to missing pages, and names of charts in broken notebooks, are not checked.
    sources = [find_source(root, file.name) or root for file in listed or []]
    pages = None if listed is None or misplaced else frozenset(sources)
    is_broken = any(error.path.suffix == ".ipynb" for error in errors)
    names = None if is_broken else frozenset(name for name, _ in charts)
    targets = Targets(root, pages, keys, find_labels(files), find_glossary_terms(files), names)
    known = collect_known_names(whole, targets, errors)
    errors += targets.files.check_files(paths)
    for file in files:
        errors += _check_file(root, file, known)
    # A copy that is not listed has its error, and the original has none.
    known_files = [file for file in files if listed is None or file.path in sources]
    known_charts = [named for named in charts if listed is None or named[1].path in sources]
    errors += find_repeated_names(root, known_files, known_charts)
    # What a broken page cites, tells or shows is not known.
    broken = {error.path for error in drop_allowed(errors)}
    if entries is not None and not misplaced and not broken.intersection(paths):
        errors += find_uncited(entries, files)
        errors += (error for error in find_unused_files(root, files) if error.path not in broken)
        errors += find_unused_claims(whole.claims if whole else (), files)
    if document is not None:
        errors += attempt(errors, lambda: list(find_copied_text(root, document)), [])
    left = [file.locate(finding) for file in files for finding in find_placeholders(file.page)]
    return Checked(sorted(set(drop_allowed(errors))), left)


def _check_data(root: Path) -> tuple[Book | None, list[ReadingError]]:
    """The book, None where a part of its data cannot be read, and the mistakes in its data and retellings.

    Whether its parts fit together is checked where all of them can be read. Data without mistakes are not
    checked again until they or the code change: their parts are read when they are used.
    """
    read = [root / claims.PATH, *sorted(Path(__file__).parent.glob("*.py"))]
    key = ["no mistakes in the data", hash_inputs(root), *map(hash_path, read)]
    cache = ResultCache(root / STORE, "")
    pages, errors = book.read_chapters(root)
    if cache.contains("json", key):
        whole = Book(root)
        whole.chapters = pages
        return whole, errors
    # Imported here, since most checks meet data that were checked before.
    from reading.checks.names import check_names, check_phrases
    from reading.checks.samples import check_samples
    from reading.checks.themes import check_reasons, check_themes

    whole, mistakes = book.read_data(root)
    whole.chapters = pages
    mistakes += reference.find_mistakes(root)
    is_read = not mistakes
    errors += mistakes
    if is_read:
        has_themes = lexicon.has_themes(root / lexicon.FOLDER)
        misfits = [*check_names(whole), *check_phrases(whole), *check_samples(whole)]
        misfits += check_themes(whole) if has_themes else []
        misfits = list(drop_allowed(misfits))
        # A lexicon with mistakes disagrees with the codes where the right one may not.
        misfits += check_reasons(whole) if has_themes and not misfits else []
        attempt(errors, lambda: whole.full_text, None)
        errors += misfits
    errors = list(drop_allowed(errors))
    if not errors:
        # Where nothing can be written, each check reads the data.
        with suppress(OSError):
            cache.get_json("json", key, lambda _: True)
    return whole if is_read else None, errors


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
    name = chapters.paragraph_of(path.relative_to(root).with_suffix("").as_posix())
    paragraph = known.paragraphs.get(name, "") if in_chapter else None
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
        *check_page(page, known, folder=path.parent, bans_numbers=bans_numbers, paragraph=paragraph),
        *check_directives(page, path.relative_to(root).as_posix()),
    ):
        yield file.locate(finding)
