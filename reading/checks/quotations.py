"""Finds the titles of the document on pages. They are quotations, so the check does not judge their words.

A title of the outline may be misspelt, hold a *TBD* or have a space before its question mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from reading.data import document
from reading.data.document import Outline
from reading.files.errors import attempt
from reading.files.markdown import Block, Page, Piece
from reading.text.sentences import normalize

_Titles = Set[str]


def read_titles(root: Path) -> frozenset[str]:
    """The titles of the document and of its parts, normalised. Empty where the outline cannot be read."""
    path = root / document.FOLDER / document.OUTLINE
    outline: Outline | None = attempt([], lambda: document.read_outline(path)[1], None)
    if outline is None:
        return frozenset()
    sections = [section.title for section in outline.sections]
    paragraphs = [paragraph.title for _, paragraph in outline.paragraphs()]
    return frozenset(map(normalize, (outline.source.title, *sections, *paragraphs)))


def hide_titles(page: Page, titles: _Titles) -> Page:
    """The page with a role `n` for each heading and each link whose words are a title of the document."""
    if not titles:
        return page
    return replace(page, blocks=tuple(_hide_in_block(block, titles) for block in page.blocks))


def _hide_in_block(block: Block, titles: _Titles) -> Block:
    if block.kind != "text":
        is_title = normalize(block.text) in titles
        return block._replace(pieces=(_hide(block.pieces),)) if is_title else block
    return block._replace(pieces=tuple(_hide_links(block.pieces, titles)))


def _hide_links(pieces: tuple[Piece, ...], titles: _Titles) -> Iterator[Piece]:
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        parts = tuple(run)
        is_title = kind == "link" and normalize("".join(piece.text for piece in parts)) in titles
        yield from (_hide(parts),) if is_title else parts


def _hide(pieces: tuple[Piece, ...]) -> Piece:
    return Piece("role", "".join(piece.text for piece in pieces), pieces[0].line, "n")
