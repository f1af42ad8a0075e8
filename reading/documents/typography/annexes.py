"""Gives the annexes of a Word document or a PDF their levels: beside the main text, and above their parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from reading.documents.typography.heading_levels import Block

ANNEXES = ("annex", "appendix", "attachment", "exhibit", "schedule")
"""Kinds of parts that stand beside the main text, whatever its own parts are called."""

MIN_SERIES = 3
"""Annexes of one kind, or numbered parts of the main text, from which on they are a series."""

_ANNEX = re.compile(rf"(?P<kind>{'|'.join(ANNEXES)})\s+(?:\d{{1,3}}[A-Z]?|[IVXLC]+|[A-Z])\b", re.IGNORECASE)

_NAMES_ANNEXES = re.compile(r"annex|appendi|attachment|exhibit|schedule", re.IGNORECASE)

_NUMBER = re.compile(r"(?P<word>[^\W\d_]+\s+)?(?P<number>\d+)\b(?!\.\d)")
"""The number of a heading, such as *3*, *3.* or *Chapter 3*."""


def set_annex_levels(
    blocks: Sequence[Block], *, centred: Collection[int] = (), above_tables: Collection[int] = ()
) -> list[Block]:
    """The blocks with annexes at the level of the main text where styles or type do not put them there.

    centred: the places of the blocks that stand in the middle
    above_tables: the places of those above a table

    Styles may put an annex below what belongs to it. Type may set both alike: then headings right below the
    name of an annex belong to it, and in a series of annexes, those between two of them. Annexes of another
    kind between these are parts as well. Type may be larger than that of the numbered main text.

    >>> texts = [("1 Ports", 2), ("We sail.", 0), ("2 Ships", 2), ("They wait.", 0)]
    >>> texts += [("Schedule 1: Old laws", 3), ("Part A", 1), ("7A Lights", 2), ("They burn.", 0)]
    >>> [block.level for block in set_annex_levels([Block([text], level) for text, level in texts])]
    [2, 0, 2, 0, 2, 3, 4, 0]
    """
    texts = [" ".join(" ".join(block.lines).split()) for block in blocks]
    headings = [place for place, block in enumerate(blocks) if block.level]
    named = {place: found["kind"].lower() for place in headings if (found := _ANNEX.match(texts[place]))}
    kind = next(iter(named.values()), "")
    annexes = [place for place in named if named[place] == kind]
    is_series = len(annexes) >= MIN_SERIES
    if not is_series:
        annexes = list(named)
    before = [place for place in headings if annexes and place < annexes[0]]
    counts = Counter(blocks[place].level for place in before)
    main = min((level for level, count in counts.items() if count > 1), default=0)
    if not main:
        return list(blocks)
    own = [place for place in before if blocks[place].level == main]
    others = [place for place in headings if place > annexes[0] and place not in annexes]
    upper = [place for place in others if blocks[place].level <= main]
    goes_on = _goes_on([texts[place] for place in own], [texts[place] for place in upper])
    parts = {
        start: _list_parts(others, start, end, centred) for start, end in pairwise([*annexes, len(blocks)])
    }
    lowered = {
        level
        for start, within in parts.items()
        if (level := blocks[start].level) > main and any(blocks[place].level < level for place in within)
    }
    is_numbered = sum(bool(_NUMBER.match(texts[place])) for place in own) >= MIN_SERIES
    # A last part such as *Annexes* would have them below it.
    is_beside = is_series and not _NAMES_ANNEXES.search(texts[own[-1]])
    levels = [block.level for block in blocks]
    for start, within in parts.items():
        below = [blocks[place].level for place in within]
        is_between = is_series and start != annexes[-1] and not goes_on
        is_above = levels[start] < main and len(own) >= MIN_SERIES
        if not goes_on and (is_above or (is_numbered and is_beside and levels[start] > main)):
            order = sorted(set(below))
        elif not goes_on and levels[start] in lowered:
            # The first heading of an annex is above the others.
            order = list(dict.fromkeys(below))
        elif (
            blocks[start].level == main
            and start not in above_tables
            and (
                is_between
                or (
                    blocks[min(start + 1, len(blocks) - 1)].level == main
                    and not _ANNEX.fullmatch(texts[start].rstrip(".:"))
                )
            )
        ):
            order = sorted(set(below))
        else:
            continue
        levels[start] = main
        for place, level in zip(within, below, strict=True):
            levels[place] = main + 1 + order.index(level)
    return [block._replace(level=level) for block, level in zip(blocks, levels, strict=True)]


def is_annex(text: str) -> bool:
    """Whether a heading is that of an annex, such as *Schedule 2: Maps*."""
    return bool(_ANNEX.match(text))


def _list_parts(headings: Sequence[int], start: int, end: int, centred: Collection[int]) -> list[int]:
    """The places of the headings between two annexes. What is set like an annex in the middle is no part."""
    within = [place for place in headings if start < place < end]
    return list(takewhile(lambda place: place not in centred, within)) if start in centred else within


def _goes_on(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the main text goes on after an annex, as its numbers say. Without numbers it may."""
    numbers = list(filter(None, map(_NUMBER.match, before)))
    number = numbers[-1] if 2 * len(numbers) > len(before) else None
    later = [found.groups() for text in after if (found := _NUMBER.match(text))]
    return bool(after) and (number is None or (number["word"], str(int(number["number"]) + 1)) in later)
