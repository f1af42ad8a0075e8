"""Gives a book a corrected outline, for `reading outline`: moves chapters, ids, contents and data together.

All is done in a temporary copy of the book. The book itself is changed only if the copy has no mistakes that
the book did not have, so that no word that a person wrote is lost.
"""

from __future__ import annotations

import contextlib
import dataclasses
import posixpath
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from reading.cache.processes import hold_signals
from reading.checks.run import check_and_read
from reading.data import document, full_text
from reading.data.chapters import page_of
from reading.data.derive import derive, set_derived_values
from reading.data.document import Document
from reading.files.errors import ReadingError, ReadingErrors, raise_any
from reading.files.write import temporary_folder, write_files
from reading.new.apply_renames import read_exact, rename_in_book
from reading.new.chapter import format_heading, render_chapter
from reading.new.chapter_lists import (
    Listed,
    replace_heading,
    update_contents,
    update_landing_page,
    update_title,
)
from reading.new.outline_plan import OUTLINE, Plan, make_plan
from reading.new.renames import Renames
from reading.new.section_ids import describe_ids

LEFT_OUT = shutil.ignore_patterns("_build", ".git", ".venv", "node_modules")


def reoutline(path: Path, text: Path, root: Path, *, dry_run: bool = False) -> list[str]:
    """Give a book a corrected outline.

    Parameters
    ----------
    path : Path
        The new outline: an edited copy of the book's `data/document/outline.yml`.
    text : Path
        The copy of the document that the book was made from.
    root : Path
        The book's folder.
    dry_run : bool, optional
        Whether to list the changes without writing any.

    Returns
    -------
    list of str
        Lines to print: what has moved and changed.

    Raises
    ------
    ReadingErrors
        If an outline does not fit the text, if words or codes of a person belong to a paragraph that is gone,
        or if the book would have mistakes that it has not now. Nothing is written then.
    """
    plan = make_plan(path, text, root)
    with temporary_folder(Path(tempfile.gettempdir()), root.name) as draft:
        shutil.copytree(root, draft, symlinks=True, ignore=LEFT_OUT, dirs_exist_ok=True)
        before = _read_files(draft)
        with _errors_in_book(draft, root, plan, {}):
            _change(draft, plan, text)
        former = {new: old for old, new in plan.renames.pages.items()}
        with _errors_in_book(draft, root, plan, former):
            notes = _check(root, draft, plan.renames)
        changes = _find_changes(before, _read_files(draft))
        if not changes:
            return ["nothing changes"]
        lines = [*describe_ids(plan.ids), *_describe(changes, plan, root), *_advise(draft, plan), *notes]
        if dry_run:
            return [*lines, "nothing was written"]
        with hold_signals():
            raise_any(list(_find_edited(root, before, changes)))
            write_files(root, changes)
            _remove_empty_folders(root, changes)
    return lines


# Changing the copy of the book ------------------------------------------------------------------------------


def _change(draft: Path, plan: Plan, text: Path) -> None:
    """Change the copy of the book. Raises `ReadingErrors`."""
    outline = draft / OUTLINE
    outline.write_bytes(plan.text.encode())
    # Where a line becomes a heading, the same text has another checksum.
    blank: dict[str, list[int]] = {paragraph.id: [] for _, paragraph in plan.outline.paragraphs()}
    _write(outline, set_derived_values(outline, plan.outline, plan.copy.sha256, blank))
    derive(text, draft)
    new = document.load(draft / document.FOLDER)
    for name in plan.present - plan.written:
        # The template gives it again, if it is needed.
        (draft / f"{page_of(name)}.md").unlink()
    found = list(rename_in_book(draft, plan.renames))
    raise_any([error for error in found if isinstance(error, ReadingError)])
    for change in found:
        if not isinstance(change, ReadingError):
            _write(*change)
    before, after = Listed(plan.old.outline, plan.present), Listed(new.outline, plan.chapters)
    for update in (update_contents, update_landing_page):
        for change in update(draft, before, after, plan.renames):
            _write(*change)
    for change in update_title(draft, plan.old.outline.source.title, new.outline.source.title):
        _write(*change)
    _move_chapters(draft, plan, new)


def _move_chapters(draft: Path, plan: Plan, new: Document) -> None:
    old_parts = {paragraph.id: (section, paragraph) for section, paragraph in plan.old.outline.paragraphs()}
    new_parts = {paragraph.id: (section, paragraph) for section, paragraph in new.outline.paragraphs()}
    keep = bool(full_text.find_copy(draft))
    texts = {}
    for name in plan.kept:
        identifier = plan.renames.paragraphs[name]
        if identifier and name in plan.written:
            text = read_exact(draft / f"{page_of(name)}.md")
            headings = format_heading(*old_parts[name]), format_heading(*new_parts[identifier])
            texts[identifier] = replace_heading(text, *headings)
    for name in plan.written:
        (draft / f"{page_of(name)}.md").unlink()
    for identifier in plan.chapters:
        text = texts.get(identifier) or render_chapter(new, *new_parts[identifier], keep=keep)
        _write(draft / f"{page_of(identifier)}.md", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# Checking and writing ---------------------------------------------------------------------------------------


def _check(root: Path, draft: Path, renames: Renames) -> list[str]:
    """Raise the errors of the copy that the book does not have. Return a line for each new note."""
    after = check_and_read(draft)
    if not after.errors and not after.notes:
        return []
    before = check_and_read(root)

    def name(error: ReadingError, folder: Path) -> str:
        return error.path.relative_to(folder).as_posix() if error.path.is_relative_to(folder) else ""

    def find_new(old: list[ReadingError], new: list[ReadingError]) -> list[ReadingError]:
        # A message may quote words of a person, which stay, or ids, which do not.
        known = {
            (renames.rename_page(name(error, root)), problem)
            for error in old
            for problem in (error.problem, renames.rename_all(error.problem))
        }
        return [error for error in new if (name(error, draft), error.problem) not in known]

    raise_any(find_new(before.errors, after.errors))
    return [
        f"{name(note, draft)}:{note.line}: {note.problem}" for note in find_new(before.notes, after.notes)
    ]


@contextlib.contextmanager
def _errors_in_book(draft: Path, root: Path, plan: Plan, former: Mapping[str, str]) -> Iterator[None]:
    """Place errors in the copy of the book in the files that the person has.

    former: the old pages of chapters by their new ones, where they have moved already
    """

    def locate(error: ReadingError) -> ReadingError:
        if error.path == draft / OUTLINE:
            return dataclasses.replace(error, path=plan.path)
        if not error.path.is_relative_to(draft):
            return error
        name = error.path.relative_to(draft).as_posix()
        stem = name.removesuffix(".md")
        return dataclasses.replace(error, path=root / (former.get(stem, stem) + name[len(stem) :]))

    try:
        yield
    except ReadingErrors as group:
        raise_any([locate(error) for error in group.exceptions])  # type: ignore[arg-type]


def _read_files(draft: Path) -> dict[str, bytes]:
    """The content of each file of the copy of the book, by its name."""
    paths = sorted(path for path in draft.rglob("*") if path.is_file() and not path.is_symlink())
    names = {path.relative_to(draft).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith("_build/")}


def _find_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, str | None]:
    """The new text of each file that changes, by its name; None for a file that is removed."""
    changed = {name: data.decode("utf-8") for name, data in after.items() if before.get(name) != data}
    return {**changed, **{name: None for name in before if name not in after}}


def _find_edited(
    root: Path, before: Mapping[str, bytes], changes: Mapping[str, str | None]
) -> Iterator[ReadingError]:
    """Files that somebody has edited since the copy was made: their words would be lost."""
    for name in changes:
        path = root / name
        if (path.read_bytes() if path.is_file() else None) != before.get(name):
            yield ReadingError(path, 0, "the file was edited in the meantime", "run this again")


def _describe(changes: Mapping[str, str | None], plan: Plan, root: Path) -> Iterator[str]:
    moved = {
        f"{page_of(name)}.md": f"{page_of(new)}.md"
        for name in plan.kept
        if (new := plan.renames.paragraphs[name]) and new != name
    }
    yield from (f"moved: {old} -> {new}" for old, new in moved.items())
    for name, text in changes.items():
        if text is None and name not in moved:
            yield f"removed, nobody had written it: {name}"
        elif text is not None and name not in moved.values():
            yield f"{'changed' if (root / name).exists() else 'begun'}: {name}"


def _advise(draft: Path, plan: Plan) -> Iterator[str]:
    """A line for each section whose first chapter does not show the paragraphs that have no chapter."""
    for section in plan.outline.sections:
        names = [f"{page_of(part.id)}.md" for part in section.paragraphs if part.id in plan.chapters]
        shown = any("{rest-of-section}" in read_exact(draft / name) for name in names)
        if len(names) < len(section.paragraphs) and not shown:
            yield f"add {{rest-of-section}} to {names[0]} to show the paragraphs without a chapter"


def _remove_empty_folders(root: Path, changes: Mapping[str, str | None]) -> None:
    """Remove the folders of chapters that have become empty."""
    for folder in {posixpath.dirname(name) for name, text in changes.items() if text is None}:
        path = root / folder
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
