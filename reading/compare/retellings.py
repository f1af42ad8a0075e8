"""Compares the retellings of sentences in two versions of the book."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reading.data.chapters import read_chapters

Retellings = dict[str, tuple[str, ...]]
"""The texts that retell a sentence, by page."""


class Kind(StrEnum):
    """How the retelling of a sentence changed."""

    ADDED = "newly retold"
    REMOVED = "no longer retold"
    REWORDED = "retold in other words"


class RetellingChange(NamedTuple):
    """A sentence whose retelling changed, and the page that retells it, relative to the book's folder."""

    paragraph: str
    sentence: int
    kind: Kind
    page: str


def compare_retellings(before: Path, after: Path) -> list[RetellingChange]:
    """The sentences whose retelling differs between two folders, sorted.

    Chapters with errors are read as far as possible: `reading check` reports the errors.
    """
    earlier, later = _read_retellings(before), _read_retellings(after)
    changes = []
    for paragraph, sentence in sorted({*earlier, *later}):
        old, new = earlier.get((paragraph, sentence), {}), later.get((paragraph, sentence), {})
        if old != new:
            kind = Kind.ADDED if not old else Kind.REMOVED if not new else Kind.REWORDED
            changes.append(RetellingChange(paragraph, sentence, kind, next(iter(new or old))))
    return changes


def _read_retellings(root: Path) -> dict[tuple[str, int], Retellings]:
    """The retellings of each sentence, by paragraph and sentence."""
    retellings: dict[tuple[str, int], Retellings] = {}
    for chapter in read_chapters(root, None)[0].values():
        page = chapter.path.relative_to(root).with_suffix("").as_posix()
        for retelling in chapter.retellings:
            pages = retellings.setdefault((chapter.paragraph, retelling.sentence), {})
            pages[page] = (*pages.get(page, ()), retelling.text)
    return retellings
