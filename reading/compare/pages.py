"""Finds the sentences whose retelling changed, and the pages that changed or show changed figures."""

from __future__ import annotations

import re
from collections.abc import Set
from pathlib import Path

from reading.compare.report import format_code, format_names
from reading.data.chapters import read_chapters
from reading.data.contents import find_source, read_contents
from reading.files.errors import attempt

FIGURE = re.compile(r"\{fig\}`\s*([^`\s]+)")
CLAIM = re.compile(r"""\bclaim(?::\s*|=\\?["'])([\w.-]+)""")
"""A figure in prose and the claim of a title, in a chapter or in a notebook, which is JSON."""


def describe_retellings(before: Path, after: Path) -> list[str]:
    """The sentences whose retelling differs between two folders, an item of Markdown for each paragraph.

    Chapters with mistakes are read as far as possible: `reading check` reports the mistakes.
    """
    earlier, later = _read_retellings(before), _read_retellings(after)
    changes: dict[tuple[str, str], list[str]] = {}
    for place in sorted(earlier.keys() | later.keys()):
        old, new = earlier.get(place), later.get(place)
        kind = "newly retold" if not old else "retold in other words" if new else "no longer retold"
        if old != new:
            changes.setdefault((kind, place[0]), []).append(str(place[1]))
    return [
        f"{kind}: {format_code(paragraph)}, sentence {', '.join(sentences)}"
        for (kind, paragraph), sentences in changes.items()
    ]


def _read_retellings(root: Path) -> dict[tuple[str, int], list[str]]:
    """The texts that retell a sentence, by paragraph and sentence."""
    retellings: dict[tuple[str, int], list[str]] = {}
    for chapter in read_chapters(root, None)[0].values():
        for retelling in chapter.retellings:
            retellings.setdefault((chapter.paragraph, retelling.sentence), []).append(retelling.text)
    return retellings


def describe_pages(before: Path | None, after: Path, changed: Set[str]) -> list[str]:
    """The pages that changed or show changed figures, an item of Markdown for each, removed pages last.

    Without a folder `before`, texts are not compared. What charts and generated pages show is not compared.

    changed: the names of the figures that changed
    """
    later = _read_pages(after)
    earlier = _read_pages(before) if before else later
    items = []
    for name in later | earlier:
        old, new = earlier.get(name), later.get(name, b"")
        text = "removed" if name not in later else "new" if old is None else "edited" if old != new else ""
        source = new.decode(errors="replace")
        shown = sorted(changed & {*FIGURE.findall(source), *CLAIM.findall(source)})
        notes = [note for note in (text, f"shows {format_names(shown)}" if shown else "") if note]
        if notes:
            items.append(f"{format_code(name)}: {'; '.join(notes)}")
    return items


def _read_pages(root: Path) -> dict[str, bytes]:
    """The sources of a book's pages by name, in the order of its table of contents."""
    entries = attempt([], lambda: read_contents(root), [])
    paths = filter(None, (find_source(root, entry.name) for entry in entries))
    inside = [path for path in paths if path.is_relative_to(root)]
    return {path.relative_to(root).with_suffix("").as_posix(): path.read_bytes() for path in inside}
