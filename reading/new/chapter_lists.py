"""Updates the lists of chapters in `_toc.yml` and `index.md`, and the title of the document in four files.

A list that is still as the template writes it is written anew. In another list, the lines of single chapters
are changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reading.data.chapters import list_required, page_of
from reading.data.contents import CONFIGURATION, CONTENTS
from reading.data.document import Outline
from reading.files.markdown import escape
from reading.new.apply_renames import read_exact, rename_in_yaml, rename_links
from reading.new.renames import Renames
from reading.new.templates import Templates, mark_numbers

LANDING, README, CITATION = "index.md", "README.md", "CITATION.cff"

BLOCK = "chapters"
"""The block of a template that lists the chapters."""

_ENTRY = re.compile(r"(?P<before>[ ]*- file:[ ]*[\"']?)(?P<page>[^\s\"'#]+)(?P<after>[\"']?[ ]*(#.*)?)")


class Listed(NamedTuple):
    """An outline, and the paragraphs that have a chapter."""

    outline: Outline
    chapters: Collection[str]

    def with_chapters(self, chapters: Collection[str]) -> Listed:
        """The same outline with other chapters."""
        return self._replace(chapters=chapters)

    def render(self, name: str) -> list[str]:
        """The lines of a list of chapters, as the template of a file has them."""
        templates = Templates(self.outline, "", keep=False, chapters=self.chapters)
        return templates.render_block(name, BLOCK).splitlines()

    @property
    def in_order(self) -> list[str]:
        """The paragraphs in the lists: the first of each section, and the others that have a chapter."""
        return [
            part.id
            for section, part in self.outline.paragraphs()
            if part.id in self.chapters or part is section.paragraphs[0]
        ]


def update_contents(root: Path, old: Listed, new: Listed, renames: Renames) -> Iterator[tuple[Path, str]]:
    """Yield `_toc.yml` with its new text if the list of chapters changes."""
    path = root / CONTENTS
    text = read_exact(path)
    named = {match["page"].removesuffix(".md") for match in map(_ENTRY.fullmatch, text.splitlines()) if match}
    replaced = _replace_list(text, CONTENTS, old, new, named)
    updated = _update_entries(text, old, new, renames) if replaced is None else replaced
    if updated != text:
        yield path, updated


def update_landing_page(root: Path, old: Listed, new: Listed, renames: Renames) -> Iterator[tuple[Path, str]]:
    """Yield `index.md` with its new text if its list changes. Its links are renamed already."""
    path = root / LANDING
    if not path.is_file():
        return
    text = read_exact(path)
    named = {
        page
        for page in map(page_of, _ids(old.outline))
        if f"({renames.rename_link(f'{page}.md', '', '')})" in text
    }
    replaced = _replace_list(text, LANDING, old, new, named, renames)
    updated = _update_items(text, old, new, renames) if replaced is None else replaced
    if updated != text:
        yield path, updated


def _ids(outline: Outline) -> list[str]:
    return [paragraph.id for _, paragraph in outline.paragraphs()]


def _replace_list(
    text: str, name: str, old: Listed, new: Listed, named: Collection[str], renames: Renames | None = None
) -> str | None:
    """The text with the list of chapters written anew. None where the list is not as the template writes it.

    named: the pages that the text names
    renames: given where the links of the text are renamed already
    """
    identifiers = _ids(old.outline)
    listed = [identifier for identifier in identifiers if page_of(identifier) in named]
    required = new.chapters if name == CONTENTS else list_required(_ids(new.outline))
    for chapters, later in (
        (old.chapters, new.chapters),
        (list_required(identifiers), required),
        (listed, new.chapters),
    ):
        lines = "".join(f"{line}\n" for line in old.with_chapters(chapters).render(name))
        lines = lines if renames is None else rename_links(lines, renames, "", "")
        start = text.find(lines)
        before, after = text[:start], text[start + len(lines) :]
        # The list must be whole: no entry right before or after it.
        is_whole = not re.search(r"^\s*- (file|\[)[^\n]*\n\Z", before, re.MULTILINE)
        is_whole &= not re.match(r"\s*- (file|\[)|\s+sections:", after)
        if lines and start >= 0 and is_whole:
            return before + "".join(f"{line}\n" for line in new.with_chapters(later).render(name)) + after
    return None


def _update_entries(text: str, old: Listed, new: Listed, renames: Renames) -> str:
    """A table of contents whose entries are renamed, removed and added one by one."""
    pages = {page_of(identifier): identifier for identifier in _ids(old.outline)}
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        entry = _ENTRY.fullmatch(line.rstrip("\r\n"))
        page = entry["page"].removesuffix(".md") if entry else ""
        if not entry or page not in pages:
            lines.append(line)
            continue
        identifier = renames.paragraphs[pages[page]]
        if identifier in new.chapters:
            end = line[len(line.rstrip("\r\n")) :]
            lines.append(entry["before"] + renames.rename_page(entry["page"]) + entry["after"] + end)
    kept = {renames.paragraphs.get(identifier) for identifier in pages.values()}
    for number, identifier in enumerate(new.in_order):
        if number and identifier not in kept:
            _insert_after(lines, page_of(new.in_order[number - 1]), page_of(identifier))
    return "".join(lines)


def _insert_after(lines: list[str], before: str, page: str) -> None:
    """Add an entry after that of the chapter before it, at the same depth."""
    for number, line in enumerate(lines):
        entry = _ENTRY.fullmatch(line.rstrip("\r\n"))
        if entry and entry["page"].removesuffix(".md") == before:
            indent = len(line) - len(line.lstrip())
            place = number + 1
            if place < len(lines) and lines[place].strip() == "sections:":
                indent, place = indent + 4, place + 1
            lines.insert(place, f"{' ' * indent}- file: {page}\n")
            return


def _update_items(text: str, old: Listed, new: Listed, renames: Renames) -> str:
    """A landing page on which the items of single chapters are changed or removed."""
    items = dict(zip(new.in_order, new.render(LANDING), strict=True))
    for identifier, item in zip(old.in_order, old.render(LANDING), strict=True):
        before = re.escape(rename_links(item, renames, "", ""))
        after = items.get(renames.paragraphs[identifier] or "")
        replacement = "" if after is None else f"{after}\n"
        text = re.sub(rf"^{before}\r?\n", lambda _, new=replacement: new, text, flags=re.MULTILINE)  # type: ignore[misc]
    return text


def update_title(root: Path, old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Yield each file that holds the old title of the document, as a new book does, with its new text."""
    if old == new:
        return
    values = {old: new, _name_book(old): _name_book(new)}

    def rename(value: str) -> str:
        return values.get(value, value)

    keys = {"title": rename, "html_title": rename}
    for name in (CONFIGURATION, CITATION):
        if (root / name).is_file():
            text = read_exact(root / name)
            yield root / name, rename_in_yaml(root / name, text, keys)[0]
    headings: Mapping[str, tuple[str, str]] = {
        LANDING: (mark_numbers(old), mark_numbers(new)),
        README: (_name_book(escape(old)), _name_book(escape(new))),
    }
    for name, (before, after) in headings.items():
        if (root / name).is_file():
            yield root / name, replace_heading(read_exact(root / name), before, after)


def _name_book(title: str) -> str:
    return f"{title}: a close and distant reading"


def replace_heading(text: str, old: str, new: str) -> str:
    """A page of Markdown whose first heading is replaced where it is the old one."""
    heading = re.search(r"^# ([^\r\n]*?)[ \t]*\r?$", text, re.MULTILINE)
    if heading and heading[1] == old:
        return text[: heading.start(1)] + new + text[heading.end(1) :]
    return text
