"""Two books' folders go in; the sentences that are retold anew, no more, or in other words come out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reading.data.chapters import read_chapters

Words = dict[str, tuple[str, ...]]
"""The words that retell a sentence, by page."""


class Change(StrEnum):
    """What became of a sentence's retelling."""

    NEW = "newly retold"
    GONE = "no longer retold"
    REWORDED = "retold in other words"


class Retold(NamedTuple):
    """A sentence whose retelling changed, and the page that retells it, below the book's folder."""

    paragraph: str
    sentence: int
    change: Change
    page: str


def changed(before: Path, after: Path) -> list[Retold]:
    """The sentences whose retelling changed from one folder to another, sorted.

    Chapters are read as far as they can be: what is wrong with them, the check tells.
    """
    was, now = _told(before), _told(after)
    places = sorted(place for place in {*was, *now} if was.get(place, {}) != now.get(place, {}))
    return [Retold(*place, *_change(was.get(place, {}), now.get(place, {}))) for place in places]


def _change(was: Words, now: Words) -> tuple[Change, str]:
    change = Change.NEW if not was else Change.GONE if not now else Change.REWORDED
    return change, next(iter(now or was))


def _told(root: Path) -> dict[tuple[str, int], Words]:
    """The words of each sentence's retellings, by their page."""
    found: dict[tuple[str, int], Words] = {}
    for chapter in read_chapters(root, None)[0].values():
        page = chapter.path.relative_to(root).with_suffix("").as_posix()
        for one in chapter.retellings:
            place = found.setdefault((chapter.paragraph, one.sentence), {})
            place[page] = (*place.get(page, ()), one.text)
    return found
