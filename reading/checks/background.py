"""Checks a book in a process of its own, while another one imports what a build needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reading.cache.processes import start_process
from reading.files.errors import ReadingError


def start_check(root: Path) -> Callable[[], list[ReadingError]]:
    """Start the check of a book. Returns a function that waits for the mistakes: see `start_process`."""
    return start_process(_check, root)


def _check(root: Path) -> list[ReadingError]:
    # Imported in the other process: the imports take as long as the check.
    from reading.checks.run import check, find_document_copy

    return check(root, document=find_document_copy())
