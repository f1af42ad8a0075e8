"""Reads a copy of the document, and fits it to the outline, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from reading.data.descriptor import checksum
from reading.data.document import OUTLINE, Outline, Paragraph
from reading.derive.document_text import is_markdown, read_blocks
from reading.files.errors import ReadingError, ReadingErrors, raise_any
from reading.files.read import read_text
from reading.files.structure import find_excess
from reading.text.sentences import Block, hash_heading, normalize, split_sentences

DIFFERS = "its wording is not that of the text the book was made from"


class Copy(NamedTuple):
    """The blocks of a copy, and the checksum of its repaired text."""

    blocks: list[Block]
    sha256: str


def read_copy(path: Path, outline: Outline) -> Copy:
    """Read a copy of the document, in plain text or Markdown."""
    blocks = read_blocks(path, outline.headings, outline.breaks)
    return Copy(blocks, checksum("\n".join(block.text for block in blocks)))


def is_copy(path: Path, outline: Outline) -> bool:
    """Whether a file is a copy of the document with this outline, by the checksum of its repaired text."""
    try:
        if is_markdown(path) and find_excess(read_text(path)):
            return False
        return read_copy(path, outline).sha256 == outline.sha256
    except ReadingErrors:
        return False


def fit(path: Path, blocks: Sequence[Block], outline: Outline) -> dict[str, list[str]]:
    """Split the blocks of a text into the sentences of each paragraph of the outline.

    The path of the text is for messages.

    Raises `ReadingErrors` for each paragraph whose number of sentences is not the outline's. Where headings
    and paragraphs are not those of the outline, raises only the first mistake.
    """
    sentences: dict[str, list[str]] = {}
    errors: list[ReadingError] = []
    for part, block in zip_longest(outline.parts(), blocks):
        if isinstance(part, Paragraph) and block and not block.heading:
            sentences[part.id] = split_sentences(block.text)
            count = len(sentences[part.id])
            if count != part.sentences:
                problem = f"sentences of {_describe_part(part)}: expected {part.sentences}, found {count}"
                errors.append(
                    ReadingError(path, block.line, problem, f"it opens with {_quote_opening(block)}")
                )
        elif not (isinstance(part, str) and block and block.heading and is_heading(part, block.text)):
            problem = f"expected {_describe_part(part)}, found {_describe_block(block)}"
            line = (block or blocks[-1]).line
            errors.append(ReadingError(path, line, problem, f"the text does not fit {OUTLINE} from here on"))
            # After the first place the rest may only be shifted.
            raise_any(errors[:1])
    raise_any(errors)
    return sentences


def is_heading(heading: str, line: str) -> bool:
    """Whether a line is a heading of the outline, which is given by its words or its digest."""
    return line == normalize(heading) or heading == hash_heading(line)


def _describe_part(part: str | Paragraph | None) -> str:
    if part is None:
        return "the end of the text"
    return f"the heading {part!r}" if isinstance(part, str) else f"paragraph {part.id!r}"


def _describe_block(block: Block | None) -> str:
    if block is None:
        return "the end of the text"
    opening = _quote_opening(block)
    return f"the heading {opening}" if block.heading else f"a paragraph that opens with {opening}"


def _quote_opening(block: Block) -> str:
    """The first three words, enough to find the place: the text is under copyright."""
    words = block.text[:80].split()
    return repr(" ".join(word[:20] for word in words[:3]) + (" ..." if len(words) > 3 else ""))
