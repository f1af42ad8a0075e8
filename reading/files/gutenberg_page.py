"""Knows what Project Gutenberg puts around a text, and takes it out of the tree of a web page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, NamedTuple

START = re.compile(r"^\s*\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE | re.MULTILINE)
END = re.compile(r"^\s*\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE | re.MULTILINE)
"""The lines between which the text stands."""

_FRAMES = ("body", "html", "main")
"""Elements that hold all of a page."""


class Header(NamedTuple):
    """The title and the author that a header states. Empty where it states none."""

    title: str = ""
    author: str = ""


def read_header(lines: Iterable[str]) -> Header:
    """Read the header above the line that marks the start.

    >>> read_header(["This eBook is free.", "Title: Ships", "Author:  A. Lee"])
    Header(title='Ships', author='A. Lee')
    """
    fields = {
        name: value.strip()
        for line in lines
        for name, colon, value in [line.strip().partition(":")]
        if colon and value.strip()
    }
    return Header(fields.get("Title", ""), fields.get("Author", ""))


def _set_verse(page: Any) -> None:
    """Make paragraphs of what is set as it was typed. In these books it is verse, and no code."""
    for block in page.iter("pre"):
        if not (START.search(block.text_content()) or END.search(block.text_content())):
            block.tag = "p"


def take_out_frame(page: Any) -> tuple[Header, str]:
    """Take the header and the licence out of the tree of a page.

    Returns what the header states, and a line about what was taken out; it is empty where there is nothing.
    """
    blocks = [*page.iter("p", "pre", "div", "section", "span")]
    # An element comes before those within it, so the last one that has the line is the smallest.
    start = next((block for block in reversed(blocks) if START.search(block.text_content())), None)
    if start is None or END.search(start.text_content()):
        return Header(), ""
    above = takewhile(lambda block: block is not start, blocks)
    texts = [block.text_content() for block in (*above, start) if block.tag in ("p", "pre")]
    header = read_header(line for text in texts for line in text.split("\n"))
    _drop_author(page, header.author)
    _drop_side(start, is_before=True)
    _set_verse(page)
    end = next((block for block in reversed(blocks) if END.search(block.text_content())), None)
    if end is None:
        return header, "Project Gutenberg's header"
    _drop_side(end, is_before=False)
    return header, "Project Gutenberg's header and licence"


def _drop_author(page: Any, author: str) -> None:
    """Take the name of the author out of a heading that has it on a line of its own, below the title."""
    for line_break in page.xpath("//h1//br"):
        name = " ".join((line_break.tail or "").split())
        if author and name.lower().removeprefix("by ") == author.lower():
            line_break.tail = None
            line_break.drop_tree()


def _drop_side(block: Any, *, is_before: bool) -> None:
    """Take out a block, and all that stands before it or after it in its page."""
    element = block
    while element is not None and element.tag not in _FRAMES:
        above = element.getparent()
        for other in list(element.itersiblings(preceding=is_before)):
            above.remove(other)
        if is_before:
            above.text = None
        else:
            element.tail = None
        if element is block:
            element.drop_tree()
        element = above
