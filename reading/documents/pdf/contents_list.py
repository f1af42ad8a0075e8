"""Finds the list of contents of a PDF, whose entries end with the numbers of pages, and what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from string import ascii_uppercase
from typing import NamedTuple

from reading.files.pdf import Bookmark, PageLine
from reading.formatting import pluralize

MIN_ENTRIES = 4
"""Entries from which on lines are a list of contents."""

MAX_GAP = 3
"""Lines of an entry that is broken, and of headings between entries."""

MIN_DOTS = 4

MIN_LETTERS = 2
"""Entries with the letters *A.*, *B.* and so on from which on they are below the number before them."""

INDENT = 6
"""Points to the right from which on an entry is below another."""

_HEADING = re.compile(r"(?:table of )?contents|c ?o ?n ?t ?e ?n ?t ?s", re.IGNORECASE)
_ENTRY = re.compile(r"(?P<name>.*?[^.\s])\s*(?P<dots>(?:\.\s?){2,}|\s)\s*(?P<page>\d{1,3}|[ivxl]{1,6})")
_NUMBER = re.compile(r"\d{1,3}|[ivxl]{1,6}")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_ROMAN = re.compile(r"[IVXL]{1,6}\.\s")
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d)\]]*$")


class Contents(NamedTuple):
    """The pages without a list of contents, what it names, and a line about it; empty where there is none."""

    pages: list[list[PageLine]]
    names: list[Bookmark]
    removed: str = ""


class _Mark(NamedTuple):
    """An entry: the place of its last line, its name as far as that line has it, its page, and its kind.

    kind: whether dots lead to the number, or it stands in a column of its own, or only behind the name
    """

    place: int
    name: str
    page: int
    kind: str


def strip_contents_list(pages: Sequence[Sequence[PageLine]]) -> Contents:
    """Leave out the lists of contents of a PDF. The numbers of their entries grow.

    A list has a heading, or dots, or a column for the numbers. Its entries are named as bookmarks without
    pages; their levels are those of their indents.
    """
    lines = [line for page in pages for line in page]
    marks = _list_marks(lines)
    dropped = set[int]()
    names: list[tuple[str, float]] = []
    for first, run in _find_runs(lines, marks):
        run = [mark for mark in run if mark.place >= first]
        dropped.update(range(first, run[-1].place + 1))
        start = first + bool(_HEADING.fullmatch(lines[first].text))
        for mark in run:
            name = " ".join([*(line.text for line in lines[start : mark.place]), mark.name])
            names.append((" ".join(name.split()), lines[start].left))
            start = mark.place + 1
    if not dropped:
        return Contents([list(page) for page in pages], [])
    place, kept = 0, []
    for page in pages:
        kept.append([line for number, line in enumerate(page, place) if number not in dropped])
        place += len(page)
    return Contents(kept, _give_levels(names), f"a contents list ({pluralize(len(dropped), 'line')})")


def _list_marks(lines: Sequence[PageLine]) -> list[_Mark]:
    marks = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        is_beside = before and before.page == line.page and abs(before.bottom - line.bottom) < 2
        if _NUMBER.fullmatch(line.text) and is_beside and before and before.left < line.left:
            marks.append(_Mark(place, "", _read_number(line.text), "column"))
        elif (entry := _ENTRY.fullmatch(line.text)) and any(map(str.isalpha, entry["name"])):
            kind = "dots" if entry["dots"].count(".") >= MIN_DOTS else "plain"
            marks.append(_Mark(place, entry["name"], _read_number(entry["page"]), kind))
    return marks


def _find_runs(lines: Sequence[PageLine], marks: Sequence[_Mark]) -> list[tuple[int, list[_Mark]]]:
    """Each list of contents: the place of its first line, and its entries."""
    runs: list[tuple[int, list[_Mark]]] = []
    run: list[_Mark] = []
    for mark in [*marks, None]:
        if run and mark and _continues(lines, run[-1], mark):
            run.append(mark)
            continue
        if run and (first := _find_start(lines, run)) is not None:
            runs.append((first, run))
        run = [mark] if mark else []
    return runs


def _continues(lines: Sequence[PageLine], last: _Mark, mark: _Mark) -> bool:
    between = lines[last.place + 1 : mark.place]
    is_near = len(between) <= MAX_GAP and not any(_ends_sentence(line.text) for line in between)
    # Roman numbers of the front pages come before the others.
    return is_near and (last.page <= mark.page or last.page < 0)


def _ends_sentence(text: str) -> bool:
    """Whether a line ends with a stop. In capitals, it may be that of an abbreviation such as *ESQ.* only."""
    return bool(_SENTENCE_END.search(text)) and not text.isupper()


def _find_start(lines: Sequence[PageLine], run: Sequence[_Mark]) -> int | None:
    """The place where a list begins: at its heading, if there is one. None if the run is no list."""
    first = run[0].place - (run[0].kind == "column")
    # The foot of the page before the list may look like an entry.
    last = run[min(2, len(run) - 1)].place
    above = next(
        (place for place in range(last, max(-1, first - 4), -1) if _HEADING.fullmatch(lines[place].text)),
        None,
    )
    is_marked = sum(mark.kind != "plain" for mark in run) >= MIN_ENTRIES - 1
    if above is None and (not is_marked or 2 * sum(mark.kind != "plain" for mark in run) < len(run)):
        return None
    if len(run) < (MIN_ENTRIES if above is None else MIN_ENTRIES - 1):
        return None
    # An entry that is no list of contents would be a table, whose numbers stand in any order.
    return above if above is not None else first


def _read_number(text: str) -> int:
    return int(text) if text.isdecimal() else -1


def _give_levels(names: Sequence[tuple[str, float]]) -> list[Bookmark]:
    """The entries with their levels: those further to the right are below the others.

    Of entries that are set alike, *A.*, *B.* and so on are below the number before them, and *1.1* below *1*.
    """
    edges: list[float] = []
    for left in sorted({left for _, left in names}):
        if not edges or left - edges[-1] > INDENT:
            edges.append(left)
    found = [
        Bookmark(name, sum(left >= edge for edge in edges))
        for name, left in names
        if any(map(str.isalpha, name))
    ]
    lowered = list(found)
    for level in {entry.level for entry in found}:
        places = [place for place, entry in enumerate(found) if entry.level == level]
        for place, depth in zip(places, _list_depths([found[place].text for place in places]), strict=True):
            lowered[place] = found[place]._replace(level=level + depth)
    return lowered


def _list_depths(names: Sequence[str]) -> list[int]:
    """How far each of some entries that are set alike is below the others, by their numbers."""
    decimals = [_DECIMAL.match(name) for name in names]
    points = [number[1].count(".") if number else 0 for number in decimals]
    if any(points) and any(number and not count for number, count in zip(decimals, points, strict=True)):
        return points
    depths = [0] * len(names)
    numbered = [bool(_ROMAN.match(name) or number) for name, number in zip(names, decimals, strict=True)]
    for first in range(1, len(names)):
        pairs = zip(names[first:], ascii_uppercase, strict=False)
        size = len(list(takewhile(lambda pair: pair[0].startswith(f"{pair[1]}. "), pairs)))
        if numbered[first - 1] and size >= MIN_LETTERS:
            depths[first : first + size] = [1] * size
    return depths
