"""Leaves out what stands around the title of a plain text: a note above it, and short lines below it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reading.files.read import Line
from reading.text.headings import find_headings, is_wrapped
from reading.text.lines import clear
from reading.text.sentences import Breaks, normalize, split_blocks
from reading.text.surroundings import Stripped
from reading.text.title_page import is_text

MAX_WORDS = 80
"""Words between a title and the first heading. More are text, such as verse, also without full stops."""


def strip_around_title(
    lines: Sequence[Line], contents: Sequence[str] = (), known: Collection[str] = ()
) -> Stripped:
    """Leave out what stands above the title, and what is no text between the title and the first heading.

    contents: the headings that a list of contents names
    known: headings that are known otherwise, none of which is the title
    """
    text = "\n".join(line.text for line in lines)
    breaks: Breaks = "blank" if is_wrapped(text) else "line"
    levels = find_headings(text, breaks, contents).levels | dict.fromkeys(map(normalize, known), 1)
    blocks = split_blocks(text, headings=levels, breaks=breaks)
    first = next((place for place, block in enumerate(blocks) if levels.get(block.text)), 0)
    titles = [place for place in range(first) if blocks[place].heading]
    if not titles:
        return Stripped(list(lines))
    below = range(titles[-1] + 1, first)
    words = sum(len(blocks[place].text.split()) for place in below)
    is_around = words <= MAX_WORDS and not any(is_text(blocks[place].text) for place in below)
    around = {*range(titles[0]), *(below if is_around else ())}
    if not around:
        return Stripped(list(lines))
    ends = [block.line - 1 for block in blocks[1:]] + [len(lines)]
    dropped = {
        place
        for number, (block, end) in enumerate(zip(blocks, ends, strict=True))
        if number in around
        for place in range(block.line - 1, end)
    }
    listed = ", ".join(repr(blocks[place].text) for place in sorted(around))
    kept = [clear(line) if place in dropped else line for place, line in enumerate(lines)]
    return Stripped(kept, removed=f"around the title: {listed}")
