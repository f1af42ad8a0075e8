"""Finds the headings and the title of a Word document or a web page: by styles, else by type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from reading.files.convert import PageLine, Paragraph
from reading.text import title_page
from reading.text.heading_levels import Block, FoundBlocks, find_body_size, raise_title, set_levels
from reading.text.title_page import read_title_page

_FURNITURE = re.compile(
    r"(?:\w+ ){0,3}(?:table of )?contents:?|\W*this page (?:is )?(?:intentionally )?(?:left )?blank\W*",
    re.IGNORECASE,
)


def join_paragraphs(paragraphs: Sequence[Paragraph], *, title: str = "") -> FoundBlocks:
    """Find the headings and the title of a Word document, and leave out what stands around the title.

    title: the title that the file states; a paragraph in the style of titles is better
    """
    kept = [paragraph for paragraph in paragraphs if not _is_furniture(paragraph)]
    body = (
        find_body_size([[PageLine(part.text, 0, 0, part.size, part.bold) for part in kept if part.size]])
        or 10
    )
    blocks = mark_headings(kept)
    first = next((place for place, part in enumerate(kept) if part.role == "title"), len(kept))
    styled = list(takewhile(lambda part: part.role == "title", kept[first:]))
    described = [
        title_page.Block(
            " ".join(part.text.split()),
            part.size or body,
            part.bold,
            0,
            bool(block.level),
            part.is_centred,
            part.role == "subtitle",
        )
        for part, block in zip(kept, blocks, strict=True)
    ]
    found = read_title_page(described, body, " ".join(part.text for part in styled) or title)
    blocks, beside = raise_title(blocks, found)
    return FoundBlocks(blocks, beside, found.title)


def _is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the heading of a list of contents, or says that its page is blank."""
    return bool(_FURNITURE.fullmatch(" ".join(paragraph.text.split())))


def mark_headings(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Blocks of the paragraphs of a Word document or a web page.

    Where the file names no headings, larger or bold type makes them, as in a PDF.
    """
    if any(paragraph.level for paragraph in paragraphs):
        return [Block([paragraph.text], paragraph.level) for paragraph in paragraphs]
    lines = [PageLine(paragraph.text, 0, 0, paragraph.size, paragraph.bold) for paragraph in paragraphs]
    body = find_body_size([[line for line in lines if line.size]]) or 10
    blocks = set_levels([[line._replace(size=line.size or body)] for line in lines], body)
    return [
        block._replace(level=0) if part.role == "row" or part.text.rstrip().endswith(":") else block
        for part, block in zip(paragraphs, blocks, strict=True)
    ]
