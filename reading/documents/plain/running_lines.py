"""Finds running heads and page numbers: lines at the edges of pages that recur on others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reading.formatting import pluralize

EDGE = 3
"""Rows of lines at the top and at the bottom of a page that may be running heads."""

LONGEST_ROW = 40
"""Words of two running lines that share a row."""

MAX_NUMBERS = 12
"""Numbers of a line, beside its last, each of which may be that of the page."""

MAX_LISTED = 8
"""Running lines that are listed, those of most pages first."""

MAX_NAMED = 20
"""Running lines that are named after these, in one line."""

LONG_LINE = 40
"""Characters from which on a line without a full stop goes on below. A shorter one may be a heading."""

_NUMBER = re.compile(r"\d+")

_ROMAN = re.compile(r"\W*[ivxl]+\W*")

_ROMAN_EDGE = re.compile(r"^[ivxl]+(?=\s)|(?<=\s)[ivxl]+$")
_EDGE_NUMBER = re.compile(r"^(?:\d+|[ivxl]+)(?=\s)|(?<=\s)(?:\d+|[ivxl]+)$")
"""The number of a page, with which a running line begins or ends."""

_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}\b.*|\S+://\S+ \d+/\d+")
"""What browsers print above and below a page. It is left out also where there is only one page."""

_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d+|[ivxl]+)(?:\s*(?:of|/)\s*\d+)?\W*", re.IGNORECASE)

PAGE_NUMBERS, ALIKE = "page numbers", " and the like"

SENTENCE_END = re.compile(r"[.!?:][\"'\u2019\u201d)\]]*$")


def find_running_lines(edges: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[tuple[int, int]]:
    """Find the running heads and page numbers of pages.

    edges: the lines of each page from its top and from its bottom, towards the middle

    Returns for each page how many such lines are at its top and at its bottom: those that recur at the top or
    at the bottom of other pages. One number in them may grow with the pages, unlike that of *Chapter 3*. The
    front pages may have small Roman numbers where the others have Arabic ones.
    """
    least = 2 if len(edges) <= 4 else 3
    sides = [[(page, line) for page, edge in enumerate(edges) for line in set(edge[side])] for side in (0, 1)]
    counts = [
        Counter(key for _, key in {(page, key) for page, line in lines for key in _list_keys(line, page)})
        for lines in sides
    ]
    forms = [
        Counter(form for _, form in {(page, _get_form(line)) for page, line in lines}) for lines in sides
    ]

    def recurs(line: str, page: int, side: int) -> bool:
        # A line with a colon at its end belongs to the text that follows.
        if line.rstrip().endswith(":"):
            return False
        is_front = bool(_ROMAN_EDGE.search(line)) and forms[side][_get_form(line)] >= least
        return is_front or any(counts[side][key] >= least for key in _list_keys(line, page))

    def count(page: int, side: int) -> int:
        found = 0
        for line in edges[page][side]:
            words = line.split()
            words = words if len(words) <= LONGEST_ROW else []
            # On the pages of one side, two running lines may share a row.
            halves = ((" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words)))
            is_joined = any(all(recurs(half, page, side) for half in both) for both in halves)
            if not (recurs(line, page, side) or is_joined or _PRINTED.fullmatch(line)):
                break
            found += 1
        return found

    return [(count(page, 0), count(page, 1)) for page in range(len(edges))]


def _list_keys(line: str, page: int) -> set[str]:
    """What a running line has in common with those of other pages: all, or all but the number of the page."""
    line = " ".join(line.split())
    if _ROMAN.fullmatch(line):
        return {"roman"}
    numbers = list(_NUMBER.finditer(line))
    keys = {line}
    for number in {*numbers[:MAX_NUMBERS], *numbers[-1:]}:
        distance = int(number[0][:9]) - page
        keys.add(f"{line[: number.start()]}<{distance}>{line[number.end() :]}")
    return keys


def _get_form(line: str) -> str:
    """A running line with a sign in the place of the number of its page."""
    return _EDGE_NUMBER.sub("#", " ".join(line.split()))


def describe_running_lines(texts: Sequence[str]) -> list[str]:
    """A line for each running head, with the number of pages that have it, whatever their numbers are.

    Page numbers alone are called so. What stands on one page only, where others have running heads, is named
    in one line.
    """
    first: dict[str, str] = {}
    others = set[str]()
    counts = Counter[str]()
    for text in texts:
        text = " ".join(text.split())
        key = PAGE_NUMBERS if _PAGE_NUMBER.fullmatch(text) else _NUMBER.sub("#", _EDGE_NUMBER.sub("#", text))
        key = key.strip("# ") or key
        if first.setdefault(key, text) != text:
            others.add(key)
            first[key] = min(first[key], text, key=len)
        counts[key] += 1
    ranked = [
        (
            key if key == PAGE_NUMBERS else f"running line {first[key]!r}" + (ALIKE if key in others else ""),
            count,
        )
        for key, count in counts.most_common()
        if count > 1 or key == PAGE_NUMBERS
    ]
    listed = [f"{name} on {pluralize(count, 'page')}" for name, count in ranked[:MAX_LISTED]]
    more = [name.removeprefix("running line ") for name, _ in ranked[MAX_LISTED:]]
    single = [repr(first[key]) for key, count in counts.items() if count == 1 and key != PAGE_NUMBERS]
    return [
        *listed,
        *([f"{len(more)} more running lines: {_list_names(more)}"] if more else []),
        *([f"at the edge of a page: {_list_names(single)}"] if single else []),
    ]


def _list_names(names: Sequence[str]) -> str:
    return ", ".join([*names[:MAX_NAMED], *(["..."] if len(names) > MAX_NAMED else [])])


def goes_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on after the end of a page or a column."""
    return not SENTENCE_END.search(before) and (after[:1].islower() or len(before) >= LONG_LINE)
