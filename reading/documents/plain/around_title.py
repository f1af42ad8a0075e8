"""Leaves out what stands around the title of a plain text: a note above it, and short lines below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from reading.documents.plain.headings import LABEL, NUMBER, find_headings, is_opening, is_wrapped
from reading.documents.plain.lines import clear, count_indent, has_words, is_alone
from reading.documents.plain.surroundings import Stripped
from reading.documents.typography.title_page import is_text
from reading.files.read import Line
from reading.text.sentences import Block, Breaks, normalize, split_blocks

MIN_INDENT, SLACK = 8, 2
"""Columns before a line in the middle, and between its middle and that of the title."""

_AROUND = "around the title: "

_DEDICATION = re.compile(r"(?i:dedicated|for|in memory|to)\b|(?!(?:and|by|with)\b)[a-z]\S*(?: \S+){2}")
"""A line of a dedication, or one that goes on with a sentence. An author or a version has neither."""

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
    centred = _find_centred(lines, blocks, levels)
    if centred:
        kept = [clear(line) if place in centred else line for place, line in enumerate(lines)]
        named = ", ".join(repr(normalize(lines[place].text)) for place in centred)
        stripped = strip_around_title(kept, contents, known)
        others = stripped.removed.removeprefix(_AROUND)
        return stripped._replace(removed=_AROUND + ", ".join(filter(None, [named, others])))
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
    return Stripped(kept, removed=f"{_AROUND}{listed}")


def _find_centred(lines: Sequence[Line], blocks: Sequence[Block], levels: Mapping[str, int]) -> list[int]:
    """The places of the lines below a title in the middle that are in the middle, too: authors, a version.

    They end at the group of lines that holds a dedication. Nothing where lines of the text are in the middle
    as well, such as its headings.
    """
    titles = list(takewhile(lambda block: levels.get(block.text) == 0, blocks))
    if not titles:
        return []
    title = lines[titles[-1].line - 1].text
    filled = [place for place in range(titles[-1].line, len(lines)) if has_words(lines[place].text)]
    centred = [_is_set_like(lines[place].text, title) for place in filled]
    size = centred.index(False) if False in centred else 0
    texts = [normalize(lines[place].text) for place in filled[:size]]
    is_part = any(LABEL.match(text) or NUMBER.match(text) or is_opening(text) for text in texts)
    later = zip(filled[size:], centred[size:], strict=True)
    has_others = any(is_centred and is_alone(lines, place) for place, is_centred in later)
    end = next((place for place, text in enumerate(texts) if _DEDICATION.match(text)), size)
    while 0 < end < size and filled[end - 1] + 1 == filled[end]:
        end -= 1
    return [] if is_part or has_others else filled[:end]


def _is_set_like(text: str, title: str) -> bool:
    """Whether a line stands in the middle, as a title does."""
    middle, other = (count_indent(line) + len(line.strip()) / 2 for line in (text, title))
    return min(count_indent(text), count_indent(title)) >= MIN_INDENT and abs(middle - other) <= SLACK
