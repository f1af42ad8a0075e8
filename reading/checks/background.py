"""Checks a book in a process of its own, while another one imports what a build needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from reading.cache.processes import start_process
from reading.checks.run import check, find_document_copy
from reading.files.errors import ReadingError


def start_check(root: Path) -> Callable[[], list[ReadingError]]:
    """Start the check of a book. Returns a function that waits for the mistakes: see `start_process`."""
    return start_process(partial(check, root, document=find_document_copy()))
