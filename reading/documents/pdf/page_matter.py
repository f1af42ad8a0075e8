"""Leaves out what stands around the text on a PDF's pages: line numbers, running heads, notes, margins."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from reading.documents.plain.running_lines import EDGE, describe_running_lines, find_running_lines
from reading.documents.typography.heading_levels import find_body_size
from reading.files.pdf import DRAWN_RULE, PageLine
from reading.formatting import pluralize, round_half_up
from reading.text.english import read_rates

MAX_ROWS = 8
"""Rows at the top and at the bottom of a page that may be running lines, if most pages have them there."""

MIN_NUMBERED = 10
"""Line numbers from which on a column of numbers is such."""

MIN_FIRST = 3
"""Such numbers of a page that has only a few lines."""

MOST_NUMBERED = 0.75
"""The share of the lines of a page that end with such a number."""

MIN_PAGES = 2
"""Pages from which on numbers at the end of lines number them."""

LONGEST_TWICE = 500
"""Characters of a line in which letters that are printed twice are sought, for each start and each end."""

MIN_TEXT = 5
"""Words of a line from which on it is one of a text."""

MARGIN = 5
"""Widths of the letter m to the left of the text from which on small type stands in the margin."""

RARE = 1e-6
"""The rate in English above which letters with spaces between them are a word that is set wide."""

WATERMARK = 4
"""How many times as large as the text a watermark is at least."""

USUAL, MIN_USUAL = 0.25, 3
"""The share of pages, and their number, from which on the place of a running line is that of others."""

_Spot = tuple[float, float, bool]
"""The height at which a line stands, its size and its weight."""

_DIGITS = re.compile(r"\d+")

_LINE_NUMBER = re.compile(r"(?P<number>\d{1,3})\b\s*(?P<rest>(?<=\s).*|)$")

_RULE = re.compile(rf"[_\u2014\u2013\u2015-]{{4,}}|{DRAWN_RULE}")

_STAR_PAGE = re.compile(r"\[\*(\d{1,4})\]\s*")
"""The number of a page of another edition, as opinions of courts have them."""

_MARK = re.compile(r"\W{0,2}\d{1,3}(?:[\s/.)\]]|[A-Z])|[*\u2020\u2021\u00a7\u00b6]|[a-z]\)? [A-Z]")
"""The mark of a note: a number, a letter or a sign."""

_MARK_ALONE = re.compile(r"\d{1,3}\s?\W?[A-Z]|[*\u2020\u2021\u00a7\u00b6]")
"""The mark of a note that is no number of a paragraph, behind which a full stop stands."""

_DOTS = re.compile(r"(?:\.\s?){4,}\s*\w+$")
"""The dots that lead to the page of an entry of a list of contents."""

_WORD = re.compile(r"[^\W\d_]{2}")

_LETTERSPACED = re.compile(r"[A-Z](?: [A-Z]){3,}")

_PRINTED_TWICE = re.compile(r"(?<!\w)([^\W\d_](?:[^\W\d_]| ){3,}[^\W\d_])\1(?!\w)")
"""Whole words that are printed twice, and no Roman numbers in a row: *Class I or Class II or Class III*."""


class Cleaned(NamedTuple):
    """The pages of a PDF without what stands around their text.

    body: the usual size of type
    left: where most lines begin, in points
    running: the running lines that were left out
    stripped: a line about each thing that was left out above or below the text
    beside: a line about notes and about what stands in the margin
    """

    pages: list[list[PageLine]]
    body: float
    left: float
    running: list[str]
    stripped: list[str]
    beside: list[str]


def strip_page_matter(pages: Sequence[Sequence[PageLine]]) -> Cleaned:
    """Leave out numbers of lines, running heads, page numbers, notes, and small type in the margin."""
    filled = [[_undouble(line) for line in _move_foot(page)] for page in pages if page]
    clear, marks = _strip_watermarks(filled)
    clear, stars = _strip_star_pages(clear)
    numbered, stripped = _strip_line_numbers(clear)
    if not stripped:
        numbered, stripped = _strip_number_columns(clear)
    numbered, within = _strip_numbers_of_lines(numbered)
    if not within:
        numbered, within = _strip_numbers_at_ends(numbered)
    joined = [[_join_letters(line) for line in page] for page in numbered]
    kept, running = _strip_running_lines(joined)
    body = find_body_size(kept)
    # A few lines may begin further to the left.
    starts = sorted(line.left for page in kept for line in page if line.size == body)
    left = starts[len(starts) // 20] if starts else 0
    notes: list[PageLine] = []
    margin: list[PageLine] = []
    taken: list[PageLine] = []
    for page in kept:
        taken = _take_notes(page, body, goes_on=bool(taken))
        notes += taken
        margin += _take_margin(page, body, left)
    beside = []
    for found, name in (
        (notes, "notes at the foot of pages"),
        (margin, "text in small type to the left of the others"),
    ):
        if words := sum(len(line.text.split()) for line in found if _WORD.search(line.text)):
            beside.append(f"{name}: {pluralize(words, 'word')}")
    return Cleaned(
        kept,
        body,
        left,
        running,
        [*marks, *stars, *stripped, *within, *describe_running_lines(running)],
        beside,
    )


def _move_foot(page: Sequence[PageLine]) -> list[PageLine]:
    """The lines of a page, where those at its foot are last that the file has first, below all others."""
    lowest = list(accumulate((line.bottom for line in reversed(page)), min))[::-1]
    highest = list(accumulate((line.bottom for line in page), max))
    size = next((size for size in range(len(page) - 1, 0, -1) if highest[size - 1] < lowest[size]), 0)
    return [*page[size:], *page[:size]]


def _strip_watermarks(pages: Sequence[list[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out very large type that is the same on most pages, such as *DRAFT*, and say so in a line."""
    least = WATERMARK * find_body_size(pages)
    counts = Counter(text for page in pages for text in {line.text for line in page if line.size > least})
    marks = {text for text, count in counts.items() if count > 1 and 2 * count > len(pages)}
    kept = [[line for line in page if line.size <= least or line.text not in marks] for page in pages]
    named = [f"watermark {text!r} on {pluralize(counts[text], 'page')}" for text in sorted(marks)]
    return [page for page in kept if page], named


def _undouble(line: PageLine) -> PageLine:
    """A line without the letters that are printed twice to look bold."""
    is_short = len(line.text) <= LONGEST_TWICE
    return line._replace(text=_PRINTED_TWICE.sub(r"\1", line.text)) if is_short else line


def _join_letters(line: PageLine) -> PageLine:
    """A line without the spaces within one word that is set wide."""
    word = line.text.replace(" ", "")
    is_wide = _LETTERSPACED.fullmatch(line.text) and read_rates().get(word.lower(), 0) > RARE
    return line._replace(text=word) if is_wide else line


def _strip_line_numbers(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out a column of ascending numbers in small type, which number the lines, and say so in a line."""
    body = find_body_size(pages)
    numbers = [line for page in pages for line in page if line.text.isdecimal() and line.size <= 0.92 * body]
    steps = Counter(int(after.text) - int(before.text) for before, after in pairwise(numbers))
    step, count = steps.most_common(1)[0] if steps else (0, 0)
    # A page has one number of its own.
    if step < 1 or count < max(MIN_NUMBERED, 2 * len(pages), 0.9 * len(numbers) - 1):
        return [list(page) for page in pages], []
    pairs = [pair for pair in pairwise(numbers) if int(pair[1].text) - int(pair[0].text) == step]
    column = {line for pair in pairs for line in pair}
    kept = [[line for line in page if line not in column] for page in pages]
    return [page for page in kept if page], [f"line numbers {pairs[0][0].text} to {pairs[-1][1].text}"]


def _strip_number_columns(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out the numbers to the left of the text of most pages, from 1 down to the foot, and say so."""
    stripped: list[list[PageLine]] = []
    count = last = 0
    for page in pages:
        others = [line.left for line in page if not line.text.isdecimal()]
        edge = min(others, default=0)
        column = [line for line in page if line.text.isdecimal() and line.left < edge]
        column = sorted(column, key=lambda line: -line.bottom)
        values = [int(line.text) for line in column]
        is_column = len(values) >= MIN_NUMBERED and values == list(range(1, len(values) + 1))
        count += is_column
        last = max(last, len(values) if is_column else 0)
        stripped.append([line for line in page if not is_column or line not in column])
    if 3 * count < 2 * len(pages) or not count:
        return [list(page) for page in pages], []
    return [page for page in stripped if page], [f"line numbers 1 to {last} on {pluralize(count, 'page')}"]


def _strip_numbers_of_lines(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out the numbers with which the lines of most pages begin, from 1 on, and say so in a line."""
    stripped: list[list[PageLine]] = []
    count = 0
    for page in pages:
        numbered = [(_LINE_NUMBER.match(line.text), line) for line in page]
        found = [int(match["number"]) for match, _ in numbered if match]
        is_column = len(found) >= max(MIN_NUMBERED, 0.9 * len(page)) and found[:-1] == list(
            range(1, len(found))
        )
        count += is_column
        rest = [line._replace(text=match["rest"] if match else line.text) for match, line in numbered]
        # The number of the page may come last.
        last = [] if not is_column or found[-1] == len(found) else [page[-1]]
        stripped.append([*(line for line in rest[: len(rest) - len(last)] if line.text), *last])
    if 3 * count < 2 * len(pages) or not count:
        return [list(page) for page in pages], []
    return [page for page in stripped if page], ["numbers at the start of lines"]


def _strip_numbers_at_ends(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out the numbers with which the lines of most pages end, from 1 on, as those of bills do.

    They begin again on each page. On one page, they may be those of items, as in *Port number 1*.
    """
    stripped: list[list[PageLine]] = []
    count = 0
    for page in pages:
        number, lines = 1, list[PageLine]()
        for line in page:
            rests = [line.text.removesuffix(str(number + step)) for step in range(2)]
            # A line without words may have no number.
            found = next(
                (step for step, rest in enumerate(rests) if _is_before_number(rest, line.text)), None
            )
            lines.append(line if found is None else line._replace(text=rests[found].rstrip()))
            number += 0 if found is None else found + 1
        count += number > MIN_NUMBERED and number - 1 >= MOST_NUMBERED * len(page)
        stripped.append(lines if number > MIN_FIRST else list(page))
    if 2 * count < len(pages) or count < MIN_PAGES:
        return [list(page) for page in pages], []
    return stripped, ["numbers at the end of lines"]


def _is_before_number(rest: str, text: str) -> bool:
    """Whether a part of a line is what stands before the number of the line."""
    return rest != text and any(map(str.isalpha, rest)) and not rest[-1:].isdecimal()


def _strip_running_lines(pages: Sequence[list[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out running heads and page numbers, and return them as well.

    What stands where most pages have a running line, and in its type, is one, too. In larger type one is the
    heading of several pages, and stays on the first of them, unless most pages have it with other numbers.
    """
    body = find_body_size(pages)
    usual = _find_usual(pages)
    within = _find_within(pages, usual)
    orders = [sorted(range(len(page)), key=lambda place: (-page[place].bottom, place)) for page in pages]
    edges = [
        (_list_edge(page, order, usual, within), _list_edge(page, order[::-1], usual, within))
        for page, order in zip(pages, orders, strict=True)
    ]
    counts = find_running_lines(edges)
    tops, feet = (
        _extend(pages, edge_orders, [count[side] for count in counts])
        for side, edge_orders in enumerate((orders, [order[::-1] for order in orders]))
    )
    numbered = _find_numbered(pages, [order[:top] for order, top in zip(orders, tops, strict=True)])
    kept, stripped = [], []
    headings = set[str]()
    texts = Counter(line.text for page in pages for line in page)
    for page, order, top, bottom in zip(pages, orders, tops, feet, strict=True):
        top = _count_apart(page, order, top)
        bottom = _count_apart(page, order[::-1], min(bottom, len(page) - top))
        running = {*order[:top], *order[len(order) - bottom :]}
        for place in order[:top]:
            line = page[place]
            is_single = any(map(str.isdecimal, line.text)) and texts[line.text] < 2
            is_numbered = is_single or _name_form(line) in numbered
            if line.size >= 1.05 * body and line.text not in headings and not is_numbered:
                headings.add(line.text)
                running.discard(place)
        stripped += [page[place].text for place in sorted(running)]
        kept.append([line for place, line in enumerate(page) if place not in running])
    return kept, stripped


def _list_edge(
    page: Sequence[PageLine], order: Sequence[int], usual: set[tuple[str, _Spot]], within: set[str]
) -> list[str]:
    """The first lines of a page, in a given order, that may be running lines."""
    rows = _count_rows(page, order)
    likely = takewhile(
        lambda row: page[row[1]].text not in within and (row[0] < rows or _name_form(page[row[1]]) in usual),
        enumerate(order[: _count_rows(page, order, MAX_ROWS)]),
    )
    return [page[place].text for _, place in likely]


def _find_usual(pages: Sequence[Sequence[PageLine]]) -> set[tuple[str, _Spot]]:
    """The forms of the lines that most pages have at the same spot."""
    counts = Counter(form for page in pages for form in set(map(_name_form, page)))
    return {form for form, count in counts.items() if count >= MIN_USUAL and 2 * count > len(pages)}


def _find_within(pages: Sequence[Sequence[PageLine]], usual: set[tuple[str, _Spot]]) -> set[str]:
    """The texts that stand on more pages between other lines than at the top or the bottom of pages.

    Labels such as *Questions*, and bullets, come to stand at the top of some pages, but are no running heads.
    """
    inside, outside = Counter[str](), Counter[str]()
    for page in pages:
        heights = sorted({line.bottom for line in page})
        edges = {*heights[:EDGE], *heights[-EDGE:]}
        texts = {line.text for line in page if line.bottom in edges or _name_form(line) in usual}
        outside.update(texts)
        inside.update({line.text for line in page} - texts)
    return {text for text, count in inside.items() if count > outside[text]}


def _extend(
    pages: Sequence[Sequence[PageLine]], orders: Sequence[Sequence[int]], counts: Sequence[int]
) -> list[int]:
    """How many of the first lines of each page, in a given order, are running lines.

    counts: how many of them recur. Where a part of all pages has such a line, others of its type are, too.
    """
    usual = Counter(
        spot
        for page, order, count in zip(pages, orders, counts, strict=True)
        for spot in {_name_spot(page[place]) for place in order[:count]}
    )
    least = max(MIN_USUAL, USUAL * len(pages))
    extended = []
    for page, order, count in zip(pages, orders, counts, strict=True):
        end = _count_rows(page, order)
        while count < end and usual[_name_spot(page[order[count]])] >= least:
            count += 1
        extended.append(count)
    return extended


def _name_spot(line: PageLine) -> _Spot:
    return round_half_up(line.bottom), line.size, line.bold


def _name_form(line: PageLine) -> tuple[str, _Spot]:
    """The words of a line, whatever its numbers are, and its spot."""
    return _DIGITS.sub("#", line.text), _name_spot(line)


def _find_numbered(
    pages: Sequence[Sequence[PageLine]], tops: Sequence[Sequence[int]]
) -> set[tuple[str, _Spot]]:
    """The forms of running heads, such as *Section 3*, that most pages have, and with other numbers."""
    lines = [page[place] for page, top in zip(pages, tops, strict=True) for place in top]
    counts = Counter(map(_name_form, lines))
    others = Counter(form for form, _ in {(_name_form(line), line.text) for line in lines})
    return {form for form, count in counts.items() if 2 * count > len(pages) and others[form] > 1}


def _count_rows(page: Sequence[PageLine], order: Sequence[int], rows: int = EDGE) -> int:
    """How many of the first lines of a page, in a given order, make some rows. A row may have several."""
    ends = [
        number
        for number, (before, after) in enumerate(pairwise(order), 1)
        if abs(page[before].bottom - page[after].bottom) > 1
    ]
    return ends[rows - 1] if len(ends) >= rows else len(order)


def _count_apart(page: Sequence[PageLine], order: Sequence[int], count: int) -> int:
    """How many of the first lines of a page in a given order are apart from the text that follows."""
    while 0 < count < len(order):
        last, text = page[order[count - 1]], page[order[count]]
        is_number = not any(map(str.isalpha, last.text))
        if is_number or abs(last.bottom - text.bottom) > 1.4 * max(last.size, text.size):
            break
        count -= 1
    return count


def _take_notes(page: list[PageLine], body: float, *, goes_on: bool = False) -> list[PageLine]:
    """Remove from a page the notes at its foot, and return them.

    Notes are in small type below all other lines, or below a rule, and begin with a mark; those that go on
    from the page before need none. Below a rule of characters, notes are in any type; below one that is
    drawn, they or their marks are small. Codes of the printer may stand below the notes in any type.
    """
    lowest = min(
        (line.bottom for line in page if line.size > 0.92 * body and _WORD.search(line.text)), default=0
    )
    small = [line for line in page if line.size <= 0.92 * body and line.bottom < lowest]
    # Where a page has only headings in larger type, small type is its text, such as that of references.
    has_text = any(line.size > 0.92 * body and len(line.text.split()) >= MIN_TEXT for line in page)
    if not has_text and not goes_on:
        small = [line for line in small if not _WORD.search(line.text)]
    # Small entries of a list of contents may stand at the foot of its page.
    notes = [] if any(_DOTS.search(line.text) for line in small) else small
    drawn = sum(line.text == DRAWN_RULE for line in page)
    if rules := [place for place, line in enumerate(page) if _RULE.fullmatch(line.text)]:
        below = [line for line in page[rules[-1] :] if line.bottom <= page[rules[-1]].bottom]
        # Several rules are drawn around a table, which may have numbered lines. One may be drawn above
        # a heading or below a signature as well, which begin with no small number.
        mark = _MARK_ALONE if drawn else _MARK
        is_rest = goes_on and below[1:2] and below[1].text[0].islower()
        is_small = not drawn or any(line.number or line.size <= 0.92 * body for line in below[1:2])
        if drawn < 2 and (is_rest or (is_small and any(mark.match(line.text) for line in below[1:2]))):
            notes += [line for line in below if line not in notes]
    words = [line for line in notes if _WORD.search(line.text)]
    # A mark that is raised may be a line of its own.
    has_mark = any(_MARK.match(line.text) for line in words) or any(
        mark.text.isdecimal() and mark.size < note.size and abs(mark.bottom - note.bottom) < note.size
        for mark, note in pairwise(notes)
    )
    if not has_mark and not (goes_on and words and words[0].text[0].islower()):
        # Small numbers are those of pages, unless words stand beside them.
        rows = {round_half_up(line.bottom) for line in page if _WORD.search(line.text)}
        notes = [
            line
            for line in notes
            if not any(map(str.isalpha, line.text)) and round_half_up(line.bottom) not in rows
        ]
    highest = max((line.bottom for line in notes), default=-math.inf)
    if any(_WORD.search(line.text) for line in notes):
        notes += [line for line in page if line.bottom < highest and line not in notes]
    page[:] = [line for line in page if line not in notes and line.text != DRAWN_RULE]
    return [line for line in notes if line.text != DRAWN_RULE]


def _strip_star_pages(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out the numbers of the pages of another edition, in brackets, and say so in a line."""
    numbers = [found[1] for page in pages for line in page for found in _STAR_PAGE.finditer(line.text)]
    if len(numbers) < MIN_USUAL or any(int(before) > int(after) for before, after in pairwise(numbers)):
        return [list(page) for page in pages], []
    cleared = [[line._replace(text=_STAR_PAGE.sub("", line.text)) for line in page] for page in pages]
    name = f"pages of another edition, [*{numbers[0]}] to [*{numbers[-1]}]"
    return [[line for line in page if line.text] for page in cleared], [name]


def _take_margin(page: list[PageLine], body: float, left: float) -> list[PageLine]:
    """Remove from a page the lines in small type to the left of the text, and return them."""
    margin = [line for line in page if line.size <= 0.92 * body and line.left < left - MARGIN * body]
    page[:] = [line for line in page if line not in margin]
    return margin
