"""Finds the places of a page that wait for text: `reading new` and `reading new-page` write them."""

from __future__ import annotations

from collections.abc import Iterator

from reading.data.chapters import NOT_RETOLD
from reading.files.markdown import Finding, Page

PLACEHOLDERS = (NOT_RETOLD, "Not written yet")
"""The words that such a place begins with."""


def find_placeholders(page: Page) -> Iterator[Finding]:
    """Yield a finding for each place of a page that waits for text."""
    for block in page.blocks:
        for piece in block.pieces:
            if piece.kind == "text" and piece.text.startswith(PLACEHOLDERS):
                yield Finding(piece.line, piece.text.strip(" ."), "")
