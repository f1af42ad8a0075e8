"""Finds the checks by people that a change lets lapse."""

from __future__ import annotations

from pathlib import Path

from reading.checks.review import Checkable
from reading.data import review
from reading.data.book import Book, read_chapters
from reading.data.review import Check
from reading.figures.published import Registry
from reading.files.errors import attempt


def find_lapses(before: Path, after: Path, earlier: Registry, later: Registry) -> list[Check]:
    """The checks that held in one folder and do not hold in another, in the order of the later ledger.

    Chapters with errors are read as far as possible. `earlier` and `later` are the figures of both.
    """
    checks = attempt([], lambda: review.read(after), ())
    if not checks:
        return []
    old, new = (_read_checkable(*version) for version in ((before, earlier), (after, later)))
    return [check for check in checks if old.holds(check) and not new.holds(check)]


def _read_checkable(root: Path, figures: Registry) -> Checkable:
    return Checkable(Book.on_demand(root, chapters=read_chapters(root)[0]), figures)
