"""Writes what is read of a document as Markdown, in which a person corrects headings and words.

`reading new` reads this copy as other Markdown, but guesses nothing: only marked lines are headings.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from reading.documents.headed_document import HeadedDocument, read_document
from reading.documents.markup.corrected_copy import FIELD, ONLY
from reading.documents.plain.headings import LABEL
from reading.files.markdown import escape

DEEPEST = 6
"""The lowest level of a heading in Markdown."""

_START = re.compile(r"^(\d{0,9})([-+=:!?.)])")
"""A mark at the start of a line that has a meaning in Markdown."""


class TextCopy(NamedTuple):
    """A document as Markdown, and a line about each thing that was assumed or left out when it was read."""

    markdown: str
    notes: list[str]


def copy_text(path: Path) -> TextCopy:
    """Read a document, and write what was read as Markdown.

    The front matter states the title, and the author and the date where they are known. It also says that
    only marked lines are headings. Numbers of items stand before them.

    Raises `ReadingErrors` where the file is no document in English.
    """
    document = read_document(path)
    source = document.source
    fields = {"title": document.title, "author": source.author, "date": source.date}
    stated = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    front = ["---", *stated, f"{FIELD}: {ONLY}", "---"]
    written, dropped = _write_blocks(document)
    notes = [f"left out: a line of the title page: {line!r}" for line in dropped]
    return TextCopy("\n\n".join(["\n".join(front), *written]) + "\n", [*source.describe(), *notes])


def _write_blocks(document: HeadedDocument) -> tuple[list[str], list[str]]:
    """Headings and paragraphs, each on one line, and the lines of the title page that are not in the title.

    The lines of a title page are one heading with the title, and so are a label and the name below it.
    """
    blocks, levels, title = document.blocks, document.levels, document.title
    depths = {level: depth for depth, level in enumerate(sorted(_list_levels(document)), 1)}
    written, dropped = list[str](), list[str]()
    waiting = ""
    for block, mark, below in zip(blocks, document.marks, [*blocks[1:], None], strict=True):
        if not block.heading:
            written.append(_escape_start(escape(f"{mark} {block.text}".strip())))
            continue
        level = levels[block.text]
        is_above = below is not None and below.heading and levels[below.text] == level
        waiting = f"{waiting} {block.text}".strip() if level else title
        if not level and block.text not in title:
            dropped.append(block.text)
        if is_above and not level:
            continue
        if is_above and below and LABEL.fullmatch(block.text) and not LABEL.match(below.text):
            waiting = f"{waiting.rstrip('.:')}:"
            continue
        written.append(f"{'#' * min(depths[level], DEEPEST)} {escape(waiting)}")
        waiting = ""
    return written, dropped


def _list_levels(document: HeadedDocument) -> set[int]:
    return {document.levels[block.text] for block in document.blocks if block.heading}


def _escape_start(line: str) -> str:
    """Escape a mark that would make a line an item of a list, an underline or a box."""
    return _START.sub(r"\1\\\2", line, count=1)
