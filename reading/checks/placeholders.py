"""Finds the places of a page that wait for text: comments `To write`, which readers do not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reading.files.errors import ReadingError
from reading.files.read import read_text

PLACEHOLDER = "% To write: "
"""What such a line begins with."""


def find_placeholders(path: Path) -> Iterator[ReadingError]:
    """Yield a finding for each place of a page in Markdown that waits for text."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.startswith(PLACEHOLDER):
            yield ReadingError(path, number, line.removeprefix(PLACEHOLDER), "")
