"""Finds the numbered clauses of a PDF whose names open their paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from reading.documents.plain.lines import is_title_case
from reading.files.pdf import PageLine

MIN_SERIES, MIN_RUN_IN = 3, 2
"""Clauses from which on they are a series, and those of them, at any depth, that open paragraphs."""

MIN_SPAN = 1 / 3
"""The share of a text's lines over which a series extends. A shorter one is that of a list."""

MIN_NAMED = 0.8
"""The share of the clauses of a series that have a name."""

LONGEST_NAME = 10
"""Words of the name of a clause."""

SAME_EDGE = 6.0
"""Points by which the numbers of one series may begin further to the right than others."""

SAME_MIDDLE = 1.5
"""Sizes of type by which the middles of lines in the middle may differ."""

_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})?)(?P<stop>[.)]?)\s+(?=\S)")

_NAME = re.compile(r"[^\W\d_a-z][^.?!:;]{2,80}(?: ?[.:](?=\s+[\"'(\u201c\u2018]?[A-Z(]|$)|$)")
"""A name, and its full stop or colon, where a sentence or the end of the line follows."""


class Clauses(NamedTuple):
    """The pages with the names of clauses on lines of their own, and how deep each is, from 1."""

    pages: list[list[PageLine]]
    depths: dict[PageLine, int]


class _Opening(NamedTuple):
    """A line that begins with a number.

    place: of the line
    number: the number, in its parts
    name: the number with the name behind it; empty where there is none
    """

    place: int
    number: tuple[int, ...]
    name: str


def separate_clauses(pages: Sequence[Sequence[PageLine]]) -> Clauses:
    """Set the names of numbered clauses on lines of their own, if most clauses of a series have one.

    The series goes from 1 on through a large part of the text. What has a number such as *2.1* is below it.

    >>> text = ["1. Old Ports. They wait.", "2. Ships. They load.", "3. Iron Docks. They rust."]
    >>> lines = [PageLine(line, 50, 700 - 20 * row, 10, False) for row, line in enumerate(text)]
    >>> [line.text for line in separate_clauses([lines]).pages[0]]
    ['1. Old Ports.', 'They wait.', '2. Ships.', 'They load.', '3. Iron Docks.', 'They rust.']
    """
    lines = [line for page in pages for line in page]
    openings = [opening for place, line in enumerate(lines) if (opening := _read_opening(place, line))]
    inner_openings = [opening for opening in openings if len(opening.number) == 2]
    named = dict[int, _Opening]()
    for series in _list_series([opening for opening in openings if len(opening.number) == 1], lines):
        inner = _find_inner(series, inner_openings)
        own = {opening.place: opening for opening in (*series, *inner) if opening.name}
        run_in = sum(opening.name != lines[place].text for place, opening in own.items())
        if run_in >= MIN_RUN_IN or _is_bold(series, lines):
            named |= own
    separated, depths, place = list[list[PageLine]](), dict[PageLine, int](), 0
    for page in pages:
        separated.append([])
        for line in page:
            opening = named.get(place)
            place += 1
            if not opening:
                separated[-1].append(line)
                continue
            heading = line._replace(text=opening.name, bold=line.bold or bool(line.lead), lead="")
            rest = line.text[len(opening.name) :].strip()
            separated[-1].append(heading)
            depths[heading] = len(opening.number)
            if rest:
                is_bold = line.bold and not line.lead
                separated[-1].append(line._replace(text=rest, bold=is_bold, lead="", has_columns=False))
    return Clauses(separated, depths)


def _read_opening(place: int, line: PageLine) -> _Opening | None:
    start = _NUMBER.match(line.text)
    if not start or (line.has_columns and not line.lead):
        return None
    number = tuple(map(int, start["number"].split(".")))
    if len(number) == 1 and not start["stop"]:
        return None
    name = ""
    stop = line.text[len(line.lead) :].lstrip()[:1]
    if len(line.lead) > start.end() and (line.lead[-1] in ".:" or stop in ".:"):
        name = line.text[: line.text.index(stop, len(line.lead)) + 1] if stop in ".:" else line.lead
    elif found := _NAME.match(line.text, start.end()):
        words = found[0].rstrip(" .:").split()
        # A short line in bold is the name, also with a colon in it.
        is_whole = line.bold and not line.lead and len(line.text.split()) <= LONGEST_NAME
        if is_title_case(words) or (line.bold and found.end() == len(line.text)):
            name = line.text if is_whole else line.text[: found.end()]
    elif len(line.lead) > start.end():
        name = line.lead
    is_short = len(name.split()) <= LONGEST_NAME + 1
    return _Opening(place, number, name if is_short else "")


def _list_series(openings: Sequence[_Opening], lines: Sequence[PageLine]) -> list[list[_Opening]]:
    """The series of numbers from 1 on that are set alike, without those within longer ones.

    Where their names are not bold, a series extends through a large part of the text.
    """
    by_number = defaultdict[int, list[_Opening]](list)
    for opening in openings:
        by_number[opening.number[0]].append(opening)
    named = [first for first in by_number[1] if first.name]
    runs: list[list[_Opening]] = []
    for first in by_number[1]:
        run = [first]
        end = _find_next(named, first, first.place, lines)
        while (following := _find_next(by_number[len(run) + 1], first, run[-1].place, lines)) and (
            not end or following.place < end.place
        ):
            run.append(following)
        is_long = run[-1].place - first.place >= MIN_SPAN * len(lines) or _is_bold(run, lines)
        if is_long and len(run) >= MIN_SERIES and _are_named(run):
            runs.append(run)
    found: list[list[_Opening]] = []
    for run in sorted(runs, key=len, reverse=True):
        if all(run[-1].place < other[0].place or run[0].place > other[-1].place for other in found):
            found.append(run)
    return found


def _find_next(
    openings: Sequence[_Opening], like: _Opening, place: int, lines: Sequence[PageLine]
) -> _Opening | None:
    """The first opening behind a place that is set like another one. A long text may have thousands."""
    first = bisect_right(openings, place, key=lambda opening: opening.place)
    behind = (openings[number] for number in range(first, len(openings)))
    return next((each for each in behind if _are_set_alike(like, each, lines)), None)


def _are_set_alike(one: _Opening, other: _Opening, lines: Sequence[PageLine]) -> bool:
    """Whether two openings begin at the same edge, or are lines of their own around the same middle."""
    first, second = lines[one.place], lines[other.place]
    if abs(first.left - second.left) <= SAME_EDGE:
        return True
    is_alone = (one.name, other.name) == (first.text, second.text)
    middle, other_middle = (first.left + first.end) / 2, (second.left + second.end) / 2
    return is_alone and abs(middle - other_middle) <= SAME_MIDDLE * first.size


def _is_bold(series: Sequence[_Opening], lines: Sequence[PageLine]) -> bool:
    """Whether the names of a series are bold."""
    bold = sum(lines[opening.place].bold or bool(lines[opening.place].lead) for opening in series)
    return bold >= MIN_NAMED * len(series)


def _find_inner(series: Sequence[_Opening], openings: Sequence[_Opening]) -> list[_Opening]:
    """The clauses with numbers of two parts below those of a series, if most have a name."""
    counts, found = Counter[int](), list[_Opening]()
    starts = {opening.number[0]: opening.place for opening in series}
    for opening in openings:
        outer, own = opening.number
        begin, end = starts.get(outer), starts.get(outer + 1)
        if begin is None or not begin < opening.place or (end is not None and opening.place > end):
            continue
        if own == counts[outer] + 1:
            counts[outer] = own
            found.append(opening)
    return found if len(found) >= MIN_SERIES and _are_named(found) else []


def _are_named(openings: Sequence[_Opening]) -> bool:
    return sum(bool(opening.name) for opening in openings) >= MIN_NAMED * len(openings)
