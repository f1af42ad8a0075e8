"""Leaves out what is no prose in plain text: code, diagrams and tables. Takes text out of boxes.

Each group of lines between blank lines is judged as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reading.documents.plain.lines import clear, list_runs
from reading.files.read import Line
from reading.formatting import pluralize

CODE_BLOCK = "code block"

MIN_ROWS = 4
"""Lines in columns from which on they are a table."""

LONGEST_CELL = 7
"""Words of a cell of a table, on average. Longer ones are running text beside something else."""

_BORDER = re.compile(r"\s*([*#])\1{9,}\s*$")
"""The upper or the lower border of a box around text."""

_RULE = re.compile(r"\s*[+|\u2500-\u257f][-=+|\u2500-\u257f ]{2,}[+|\u2500-\u257f]|.*\+[-=]{3,}\+")
_CELLS = re.compile(r"\s*[|\u2502].*[|\u2502]\s*(?:\(.*|<.*)?$")
"""The lines of a diagram: rules, and cells between bars. A remark may follow them."""

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)|\t+(?=\S)")
_NUMBER = re.compile(r"(?<!\s)\s*(?:[-*o\u2022]|\(?\w{1,3}[.)]|\d+(?:\.\d+)+\.?)\s+")
"""The number or the bullet of an item, after which a gap is none between columns."""

_CODE = re.compile(
    r"\s*(?:/\*|\*/|//|#\s*(?:include|define|ifdef|ifndef|endif)\b|>>>|\.\.\. |\$ [a-z]|[{}()\[\]]+[;,]?\s*$)"
    r"|.*(?:[{}]|\w\([^()]*\);|(?: = | == |\+\+|--|->|\w\]).*;)\s*(?:/\*.*|//.*)?$"
    r"|\s*(?:def|class|for|while|if|elif|else|try|except|with)\b[^.]*:$"
    r"|\s*(?:import|from) [\w.]+(?: import .*)?$|\s*(?:return|print)\b.*[)\w]$|.* ::= "
    r"|\s*(?:static |unsigned |const )*(?:int|long|char|void|float|double|bool)\b[\w *,\[\]()=]*[;{)]?$"
)
"""A line of code, or of a grammar."""

_FENCE = re.compile(r"\s*(?:```|~~~)")


class NotProse(NamedTuple):
    """The lines of a text without what is no prose, and a line about each thing that was left out."""

    lines: list[Line]
    stripped: list[str]


def unframe(lines: Sequence[Line]) -> list[Line]:
    """Take text out of boxes of asterisks or hashes.

    >>> box = ["**********", "* Ports: *", "**********"]
    >>> [line.text.strip() for line in unframe([Line(0, line) for line in box])]
    ['', 'Ports:', '']
    """
    unframed = list(lines)
    borders = [place for place, line in enumerate(lines) if _BORDER.match(line.text)]
    for top, bottom in pairwise(borders):
        mark = lines[top].text.strip()[0]
        inside = [lines[place].text.strip() for place in range(top + 1, bottom)]
        if inside and all(len(text) > 1 and text[0] == mark == text[-1] for text in inside):
            for place in (top, bottom):
                unframed[place] = clear(lines[place])
            for place in range(top + 1, bottom):
                left, _, rest = lines[place].text.partition(mark)
                unframed[place] = Line(lines[place].number, f"{left} {rest.rstrip()[:-1]}".rstrip())
    return unframed


def strip_not_prose(lines: Sequence[Line]) -> NotProse:
    """Leave out code, diagrams and tables, and say how many of each there were, and of how many words."""
    fenced = _find_fenced(lines)
    groups = _list_groups(lines, fenced)
    kinds = _join_neighbours(
        lines,
        groups,
        [CODE_BLOCK if start in fenced else _classify(lines[start:end]) for start, end in groups],
    )
    kept = list(lines)
    found: dict[str, list[int]] = {}
    for first, last in list_runs(kinds):
        places = [place for start, end in groups[first:last] for place in range(start, end)]
        found.setdefault(kinds[first], []).append(
            sum(len(re.findall(r"[^\W_]+", lines[place].text)) for place in places)
        )
        for place in places:
            kept[place] = clear(lines[place])
    stripped = [
        f"{pluralize(len(words), kind)}: {pluralize(sum(words), 'word')}" for kind, words in found.items()
    ]
    return NotProse(kept, stripped)


def _find_fenced(lines: Sequence[Line]) -> set[int]:
    """The places between two fences, and of the fences."""
    fences = [place for place, line in enumerate(lines) if _FENCE.match(line.text)]
    if len(fences) % 2:
        return set()
    pairs = zip(fences[::2], fences[1::2], strict=True)
    return {place for top, bottom in pairs for place in range(top, bottom + 1)}


def _list_groups(lines: Sequence[Line], fenced: set[int]) -> list[tuple[int, int]]:
    """The start and the end of each group of lines between blank lines. Fences end a group as well."""
    return list_runs(
        line.text.strip() and ("fenced" if place in fenced else "open") for place, line in enumerate(lines)
    )


def _classify(lines: Sequence[Line]) -> str:
    """What a group of lines is: code, a diagram, or lines in columns. Empty where it is prose."""
    texts = [line.text for line in lines]
    size = len(texts)
    if sum(bool(_RULE.match(text) or _CELLS.match(text)) for text in texts) * 2 >= size:
        return "diagram"
    if texts[0].strip().startswith("/*") and texts[-1].strip().endswith("*/"):
        return CODE_BLOCK
    if sum(bool(_CODE.match(text)) for text in texts) * 2 > size:
        return CODE_BLOCK
    cells = [_GAP.split(_NUMBER.sub("", text, count=1).strip()) for text in texts]
    is_set = sum(len(row) > 1 for row in cells) >= 0.8 * size
    words = [len(cell.split()) for row in cells for cell in row]
    return "table" if is_set and sum(words) <= LONGEST_CELL * len(words) else ""


def _join_neighbours(
    lines: Sequence[Line], groups: Sequence[tuple[int, int]], classified: Sequence[str]
) -> list[str]:
    """What groups are, seen beside their neighbours; `classified` says what each of them is alone.

    A few lines in columns are no table, and one line of code alone is none. What stands between code, and is
    indented as much, is code.
    """
    kinds = list(classified)
    least = {"table": MIN_ROWS, CODE_BLOCK: 2}
    for first, last in list_runs(classified):
        size = sum(end - start for start, end in groups[first:last])
        if size < least.get(kinds[first], 0):
            kinds[first:last] = [""] * (last - first)
    indents = [
        min(len(line.text) - len(line.text.lstrip()) for line in lines[start:end]) for start, end in groups
    ]
    for place in range(1, len(groups) - 1):
        is_between = kinds[place - 1] == kinds[place + 1] == CODE_BLOCK
        if not kinds[place] and is_between and indents[place] >= max(1, indents[place - 1]):
            kinds[place] = CODE_BLOCK
    return kinds
