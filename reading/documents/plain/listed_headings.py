"""Finds the headings of a plain text that its list of contents names, with the levels that it gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from reading.documents.plain.lines import is_alone
from reading.files.read import Line

MIN_ENTRIES, MIN_FOUND = 4, 0.8
"""Entries from which on a list of contents is an outline, and the share of them that are headings."""

MIN_STEP = 2
"""Columns to the right from which on an entry is below another. Numbers of one level may differ by less."""

MIN_LIKE = 0.9
"""How like a line is to an entry from which on they differ by a slip."""

_MARKED = re.compile(
    r"[IVXLC]+[.):]?\s|[A-Z][.):]\s|\d+(?:\.\d+)*[.):]?\s"
    r"|(?:act|article|book|chapter|part|scene|section|volume)\s+(?:[IVXLC]+|\d+|one|two|three|the)\b",
    re.IGNORECASE,
)
"""The number or the label of an entry, which tells the level of its heading better than the list does."""

_NUMBER = re.compile(r"\W*(?:[IVXLC]+|\d+)[.):][\s\u2013\u2014-]+")

_AFTER = re.compile(r"\s*(?:--|\u2014|\().*")
"""What may follow the name of a part in the list: who wrote it."""


def find_listed_headings(
    lines: Sequence[Line], names: Sequence[str], indents: Sequence[int]
) -> dict[str, int]:
    r"""The headings that a list of contents names, with their levels from 1, as the text has them.

    names, indents: the entries of the list, and the columns before each of them

    Returns nothing where few entries are headings of the text in the same order, or where the entries are
    numbered or labelled.

    >>> text = "PORTS.\\n\\nThey wait.\\n\\nOLD DOCKS.\\n\\nThey rust.\\n\\nICE\\n\\nSALT\\n\\nEnd."
    >>> names = ["Ports", "Old Docks--(A. Lee)", "Ice", "Salt"]
    >>> find_listed_headings([Line(0, line) for line in text.split("\\n")], names, [0, 2, 0, 0])
    {'PORTS.': 1, 'OLD DOCKS.': 2, 'ICE': 1, 'SALT': 1}
    """
    if 2 * sum(bool(_MARKED.match(name)) for name in names) >= len(names):
        return {}
    levels = _rank_indents(indents)
    alone = [place for place in range(len(lines)) if is_alone(lines, place)]
    keys = {place: _make_key(lines[place].text) for place in alone}
    found: dict[str, int] = {}
    count = last = 0
    for name, indent in zip(names, indents, strict=True):
        known = {_make_key(name), _make_key(_AFTER.sub("", name))} - {""}
        later = [place for place in alone if place >= last]
        place = next((place for place in later if keys[place] in known), None)
        if place is None:
            place = next((place for place in later if _is_like(keys[place], name)), None)
        if place is not None:
            found.setdefault(" ".join(lines[place].text.split()), levels[indent])
            count, last = count + 1, place + 1
    return found if count >= max(MIN_ENTRIES, MIN_FOUND * len(names)) else {}


def _rank_indents(indents: Sequence[int]) -> dict[int, int]:
    """The level of each indent: a step to the right is a level below."""
    ordered = sorted(set(indents))
    level, levels = 1, dict.fromkeys(ordered[:1], 1)
    for before, indent in pairwise(ordered):
        level += indent - before >= MIN_STEP
        levels[indent] = level
    return levels


def _is_like(key: str, name: str) -> bool:
    """Whether a line and an entry differ only by a slip."""
    other = _make_key(name)
    return abs(len(key) - len(other)) <= 1 and SequenceMatcher(None, key, other).ratio() >= MIN_LIKE


def _make_key(text: str) -> str:
    """A name without its number, marks and capitals."""
    return " ".join(re.findall(r"[^\W_]+", _NUMBER.sub("", text, count=1).casefold()))
