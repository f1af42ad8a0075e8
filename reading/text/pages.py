"""Turns pages into running text: without running heads, page numbers and notes, and joined across pages."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from reading.files.convert import Bookmark, PageLine, Paragraph
from reading.files.read import Line
from reading.formatting import pluralize
from reading.text import title_page
from reading.text.bookmarks import Marked, find_bookmarks
from reading.text.contents_list import strip_contents_list
from reading.text.title_page import TitlePage, opens_document, read_title_page

EDGE = 3
"""Rows of lines at the top and at the bottom of a page that may be running heads."""

MAX_LISTED = 8
"""Running lines that are listed, those of most pages first."""

MAX_NAMED = 20
"""Running lines that are named after these, in one line."""

LONG_LINE = 40
"""Characters from which on a line without a full stop goes on below. A shorter one may be a heading."""

LONGEST_HEADING = 20
"""Words of a heading up to which larger type makes one. More words are a lead or a summary."""

MIN_PAGES = 2
"""Page numbers from which on lines that are only numbers are such."""

_PAGE_NUMBER = re.compile(r"[0-9]{1,4}")

_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"\W*[ivxl]+\W*")
_PRINTED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}\b.*|\S+://\S+ \d+/\d+")
"""What browsers print above and below a page. It is left out also where there is only one page."""

_RULE = re.compile(r"[_\u2014\u2013\u2015-]{4,}")
_MARK = re.compile(r"\W{0,2}\d{1,3}(?:[\s/.)\]]|[A-Z])|[*\u2020\u2021\u00a7\u00b6]|[a-z]\)? [A-Z]")
"""The mark of a note: a number, a letter or a sign."""

_WORD = re.compile(r"[^\W\d_]{2}")

_PRINTED_TWICE = re.compile(r"([^\W\d_](?:[^\W\d_]| ){3,}[^\W\d_])\1")

MIN_NUMBERED = 10
"""Line numbers from which on a column of numbers is such."""

_LINE_NUMBER = re.compile(r"(?P<number>\d{1,3})\b\s*(?P<rest>(?<=\s).*|)$")

_TURN = re.compile(r"[A-Z][A-Z.']+(?: [A-Z][A-Z.']*){0,3}:\s")
"""The label of a speaker, which begins a paragraph."""

MIN_CAPITALS = 3
"""Words of a line in capitals from which on it is apart from the lines of a paragraph."""

MARGIN = 5
"""Widths of the letter m to the left of the text from which on small type stands in the margin."""

_Style = tuple[float, int]
"""The size of type of a heading, or 0 for bold type of the usual size; and 2 if it is of a series, else 1."""

MIN_SERIES = 3
"""Numbered headings from which on they are a series."""

MANY = 24
"""Headings of one style from which on those of a series are above the others."""

LONGEST_NAME = 30
"""Words of the name of a part below its label."""

_FURNITURE = re.compile(
    r"(?:\w+ ){0,3}(?:table of )?contents:?|\W*this page (?:is )?(?:intentionally )?(?:left )?blank\W*",
    re.IGNORECASE,
)

_NUMBERED = re.compile(r"(?P<label>)(?P<number>\d{1,2})\.?\s+[^\W\d_]")
_LABELLED = re.compile(r"(?P<label>[^\W\d_]+)\s+(?P<number>\d{1,2})\b")
_LABEL = re.compile(
    r"(?:Annex|Appendix|Article|Book|Chapter|Part|Section|Title)\s+(?:\d{1,3}|[IVXLC]+|[A-Z])", re.I
)

MIN_REPEATED = 12
"""Letters and digits of a known heading from which on a paragraph that is equal to it repeats it."""

_NO_HEADING = re.compile(r"[~^|\\{}\u00ac]|[=*_#-]{4}")
"""What a heading does not have: signs of a bad recognition or of code, and rules."""

_SENTENCE_END = re.compile(r"[.!?:][\"'\u2019\u201d)\]]*$")


class Block(NamedTuple):
    """The lines of a paragraph or a heading. The levels of headings count from 1; a paragraph has level 0."""

    lines: list[str]
    level: int = 0


class Joined(NamedTuple):
    """What pages hold: the lines or blocks of running text, and a line about each thing that was left out."""

    parts: list[Line]
    stripped: list[str]


# Running heads ----------------------------------------------------------------------------------------------


def find_running_lines(edges: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[tuple[int, int]]:
    """Find the running heads and page numbers of pages.

    edges: the lines of each page from its top and from its bottom, towards the middle

    Returns for each page how many such lines are at its top and at its bottom: those that recur at the top or
    at the bottom of other pages. One number in them may grow with the pages, unlike that of *Chapter 3*.
    """
    least = 2 if len(edges) <= 4 else 3
    counts = [
        Counter(
            key
            for page, edge in enumerate(edges)
            for key in {key for line in edge[side] for key in _list_keys(line, page)}
        )
        for side in (0, 1)
    ]

    def recurs(line: str, page: int, side: int) -> bool:
        return any(counts[side][key] >= least for key in _list_keys(line, page))

    def count(page: int, side: int) -> int:
        found = 0
        for line in edges[page][side]:
            words = line.split()
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
    for number in numbers[:1] + numbers[-1:]:
        distance = int(number[0][:9]) - page
        keys.add(f"{line[: number.start()]}<{distance}>{line[number.end() :]}")
    return keys


def _describe(texts: Sequence[str]) -> list[str]:
    """A line for each running head, with the number of pages that have it, whatever their numbers are."""
    first: dict[str, str] = {}
    counts = Counter[str]()
    for text in texts:
        key = _NUMBER.sub("#", " ".join(text.split()))
        first.setdefault(key, " ".join(text.split()))
        counts[key] += 1
    ranked = counts.most_common()
    listed = [
        f"running line {first[key]!r} on {pluralize(count, 'page')}" for key, count in ranked[:MAX_LISTED]
    ]
    others = [repr(first[key]) for key, _ in ranked[MAX_LISTED:]]
    shown = ", ".join([*others[:MAX_NAMED], *(["..."] if len(others) > MAX_NAMED else [])])
    return [*listed, *([f"{len(others)} more running lines: {shown}"] if others else [])]


def _goes_on(before: str, after: str) -> bool:
    """Whether a paragraph goes on after the end of a page or a column."""
    return not _SENTENCE_END.search(before) and (after[:1].islower() or len(before) >= LONG_LINE)


# Plain text -------------------------------------------------------------------------------------------------


def _mark_numbered_pages(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Put a form feed in the place of each page number of a text, and say so in a line.

    Page numbers are alone on their lines, grow by one, and half of them or more stand within a sentence.
    """
    filled = [place for place, line in enumerate(lines) if line.text.strip()]
    found: list[int] = []
    inside = 0
    for before, place, after in zip(filled, filled[1:], filled[2:], strict=False):
        text = lines[place].text.strip()
        if _PAGE_NUMBER.fullmatch(text):
            if found and int(text) != int(lines[found[-1]].text) + 1:
                return list(lines), []
            found.append(place)
            inside += _goes_on(lines[before].text.strip(), lines[after].text.strip())
    if len(found) < MIN_PAGES or 2 * inside < len(found):
        return list(lines), []
    marked = [Line(line.number, "\f") if place in found else line for place, line in enumerate(lines)]
    numbers = " to ".join(lines[place].text.strip() for place in (found[0], found[-1]))
    return marked, [f"page numbers {numbers}"]


def join_plain_pages(lines: Sequence[Line]) -> Joined:
    """Join the pages of a plain text, which form feeds part, and leave out running heads and page numbers.

    Blank lines at the edges of a page are left out where a paragraph goes on. A text without form feeds and
    page numbers within sentences is returned as it is.
    """
    lines, numbers = _mark_numbered_pages(lines)
    pages: list[list[Line]] = [[]]
    for line in lines:
        first, *others = line.text.split("\f")
        pages[-1].append(Line(line.number, first))
        pages += [[Line(line.number, other)] for other in others]
    if len(pages) == 1:
        return Joined(list(lines), [])
    filled = [[line for line in page if line.text.strip()] for page in pages]
    texts = [[line.text for line in page] for page in filled]
    running = find_running_lines([(page[:EDGE], page[::-1][:EDGE]) for page in texts])
    parts: list[Line] = []
    stripped: list[str] = []
    for page, full, (top, bottom) in zip(filled, pages, running, strict=True):
        bottom = min(bottom, len(page) - top)
        stripped += [line.text for line in [*page[:top], *page[len(page) - bottom :]]]
        kept = page[top : len(page) - bottom]
        if not kept:
            continue
        if parts and not _goes_on(parts[-1].text.strip(), kept[0].text.strip()):
            parts.append(Line(kept[0].number, ""))
        start, end = full.index(kept[0]), full.index(kept[-1])
        parts += full[start : end + 1]
    breaks = f"{pluralize(len(pages) - 1, 'page break')}"
    return Joined(parts, [breaks, *numbers, *_describe(stripped)])


# PDF --------------------------------------------------------------------------------------------------------


class PdfBlocks(NamedTuple):
    """The paragraphs and headings of a PDF, a line about each thing that was left out, and the title.

    title: empty where the first page has none
    names: the names of parts that stand below their labels, such as *Article 1*
    """

    blocks: list[Block]
    stripped: list[str]
    title: str = ""
    names: Sequence[str] = ()


def join_pdf_pages(
    pages: Sequence[Sequence[PageLine]],
    *,
    turned: int = 0,
    title: str = "",
    bookmarks: Sequence[Bookmark] = (),
    width: float = 0,
) -> PdfBlocks:
    """Find the paragraphs and headings of a PDF by the places, sizes and weights of its lines.

    Headings are those that bookmarks or a list of contents name; larger or bold type makes others. Running
    heads, page numbers, notes in small type at the foot of a page, lists of contents, and what stands beside
    the text on a title page are left out.

    turned: the number of pieces of text that were left out since they are turned
    title: the title that the file states
    width: how wide a page is, in points; 0 if it is unknown
    """
    filled = [[_undouble(line) for line in page] for page in pages if page]
    numbered, removed = _strip_line_numbers(filled)
    numbered, within = _strip_numbers_of_lines(numbered)
    removed += within
    kept, stripped = _strip_running_lines(numbered)
    removed += _describe(stripped)
    body = _find_body_size(kept)
    # A few lines may begin further to the left.
    starts_of_lines = sorted(line.left for page in kept for line in page if line.size == body)
    left = starts_of_lines[len(starts_of_lines) // 20] if starts_of_lines else 0
    notes: list[PageLine] = []
    margin: list[PageLine] = []
    taken: list[PageLine] = []
    for page in kept:
        taken = _take_notes(page, body, goes_on=bool(taken))
        notes += taken
        margin += _take_margin(page, body, left)
    contents = strip_contents_list(kept)
    removed += filter(None, [contents.removed])
    kept = [page for page in contents.pages if page]
    lines = [line for page in kept for line in page]
    starts = _find_page_starts(kept)
    marked = find_bookmarks(lines, bookmarks) or find_bookmarks(lines, contents.names)
    groups, known = list[list[PageLine]](), dict[int, int]()
    for first, group in _group_into_paragraphs(lines, starts, body, marked):
        if first in marked:
            known[len(groups)] = marked[first].level
        groups.append(group)
    groups, known, repeated = _drop_repeated(groups, known)
    removed += _describe(repeated)
    blocks = _set_levels(groups, body, known)
    last = max((place for place, block in enumerate(blocks) if block.level), default=0)
    labels = sum(bool(_LABEL.fullmatch(" ".join(block.lines))) for block in blocks if not block.level)
    if not known and labels >= MIN_SERIES and sum(map(len, groups[: last + 1])) <= len(kept[0]):
        # All larger type is on the first page, and labels such as *Article 1* are in the usual one: headings
        # have to be found by their words.
        blocks = [block._replace(level=0) for block in blocks]
    right = sorted(_find_end(line) for page in kept for line in page if line.size == body)
    middle = (left + right[len(right) * 19 // 20]) / 2 if right else 0
    middle = width / 2 or middle
    blocks = _mark_openings(blocks, groups, middle, known)
    described = [
        _describe_group(group, block, middle, body) for group, block in zip(groups, blocks, strict=True)
    ]
    names = (
        []
        if known
        else [below.text for label, below in pairwise(described) if _is_name_of_part(label, below)]
    )
    found_title = read_title_page(described, body, title, stripped)
    blocks, beside = _apply_title_page(blocks, found_title)
    removed += beside
    for found, name in (
        (notes, "notes at the foot of pages"),
        (margin, "text in small type to the left of the others"),
    ):
        if words := sum(len(line.text.split()) for line in found if _WORD.search(line.text)):
            removed.append(f"{name}: {pluralize(words, 'word')}")
    if turned:
        removed.append(f"text that is turned on its page: {pluralize(turned, 'piece')}")
    return PdfBlocks(blocks, removed, found_title.title, names)


def _find_end(line: PageLine) -> float:
    """About where a line ends: the width of a character is half its size in common fonts."""
    return line.left + 0.5 * line.size * len(line.text)


def _describe_group(group: Sequence[PageLine], block: Block, middle: float, body: float) -> title_page.Block:
    """A paragraph or a heading as the title page needs it."""
    centres = [(line.left + _find_end(line)) / 2 for line in group]
    is_inside = all(_find_end(line) < 2 * middle - line.left + 4 * body for line in group)
    return title_page.Block(
        " ".join(line.text for line in group),
        max(line.size for line in group),
        all(line.bold for line in group),
        group[0].page,
        bool(block.level),
        is_inside and all(abs(centre - middle) < 3 * body for centre in centres),
    )


def _drop_repeated(
    groups: Sequence[list[PageLine]], known: Mapping[int, int]
) -> tuple[list[list[PageLine]], dict[int, int], list[str]]:
    """The groups of lines without those that repeat a known heading, such as running lines. A title may.

    Returns the places of the known headings among them, and the texts that were left out, as well.
    """
    names = {_join_letters(groups[place]) for place in known}
    kept, places, repeated = list[list[PageLine]](), dict[int, int](), list[str]()
    for place, group in enumerate(groups):
        name = _join_letters(group)
        is_below = place not in known and place > min(known, default=place)
        if is_below and len(name) >= MIN_REPEATED and name in names:
            repeated.append(" ".join(line.text for line in group))
            continue
        if place in known:
            places[len(kept)] = known[place]
        kept.append(group)
    return kept, places, repeated


def _join_letters(group: Sequence[PageLine]) -> str:
    return "".join(filter(str.isalnum, "".join(line.text for line in group))).lower()


def _mark_openings(
    blocks: Sequence[Block], groups: Sequence[Sequence[PageLine]], middle: float, known: Mapping[int, int]
) -> list[Block]:
    """The blocks, where *Abstract* and the like, alone and set apart, are headings beside the others."""
    counts = Counter(block.level for block in blocks if block.level)
    several = [level for level, count in counts.items() if count > 1]
    if not several and not known:
        return list(blocks)
    level = min(known.values()) if known else min(several)
    marked = []
    for block, group in zip(blocks, groups, strict=True):
        line = group[0]
        is_centred = abs(line.left + _find_end(line) - 2 * middle) < 6 * line.size
        is_apart = line.bold or line.text.isupper() or is_centred
        is_opening = not block.level and len(group) == 1 and is_apart and opens_document(line.text)
        marked.append(block._replace(level=level) if is_opening else block)
    return marked


def _is_name_of_part(label: title_page.Block, below: title_page.Block) -> bool:
    """Whether a block in capitals or in the middle is the name of the part whose label stands above it."""
    text = below.text
    is_label = bool(_LABEL.fullmatch(label.text)) and not _LABEL.match(text)
    is_apart = text.isupper() or (below.is_centred and text[0].isupper())
    return (
        is_label
        and is_apart
        and len(text.split()) <= LONGEST_NAME
        and not text.endswith((".", ";", ":", ","))
    )


def _apply_title_page(blocks: Sequence[Block], found: TitlePage) -> tuple[list[Block], list[str]]:
    """The blocks with the title as one heading above the others, and without what stands beside the text.

    Returns a line about what was left out as well.
    """
    if not found.title:
        return list(blocks), []
    own = blocks[found.places[0]].level if found.places else 0
    others = {block.level for place, block in enumerate(blocks) if block.level and place not in found.places}
    # Nothing is above the title: larger type is that of a table or a picture.
    ranks = [
        *sorted(level for level in others if level >= own),
        *sorted(level for level in others if level < own),
    ]
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if place in found.places:
            if place == found.places[0]:
                kept.append(Block([line for part in found.places for line in blocks[part].lines], 1))
        elif place not in found.left_out:
            is_below = bool(block.level and found.places)
            kept.append(block._replace(level=ranks.index(block.level) + 2) if is_below else block)
    texts = [" ".join(blocks[place].lines) for place in sorted(found.left_out)]
    listed = ", ".join(repr(text) for text in texts)
    return kept, [f"around the title: {listed}"] if texts else []


def _undouble(line: PageLine) -> PageLine:
    """A line without the letters that are printed twice to look bold."""
    return line._replace(text=_PRINTED_TWICE.sub(r"\1", line.text))


def _strip_line_numbers(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out a column of ascending numbers in small type, which number the lines, and say so in a line."""
    body = _find_body_size(pages)
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


def join_paragraphs(paragraphs: Sequence[Paragraph], *, title: str = "") -> PdfBlocks:
    """Find the headings and the title of a Word document, and leave out what stands around the title.

    title: the title that the file states; a paragraph in the style of titles is better
    """
    kept = [paragraph for paragraph in paragraphs if not _is_furniture(paragraph)]
    body = (
        _find_body_size([[PageLine(part.text, 0, 0, part.size, part.bold) for part in kept if part.size]])
        or 10
    )
    blocks = mark_headings(kept)
    first = next((place for place, part in enumerate(kept) if part.role == "title"), len(kept))
    styled = list(takewhile(lambda part: part.role == "title", kept[first:]))
    described = [
        title_page.Block(
            " ".join(part.text.split()),
            part.size or body,
            part.bold,
            0,
            bool(block.level),
            part.is_centred,
            part.role == "subtitle",
        )
        for part, block in zip(kept, blocks, strict=True)
    ]
    found = read_title_page(described, body, " ".join(part.text for part in styled) or title)
    blocks, beside = _apply_title_page(blocks, found)
    return PdfBlocks(blocks, beside, found.title)


def _is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the heading of a list of contents, or says that its page is blank."""
    return bool(_FURNITURE.fullmatch(" ".join(paragraph.text.split())))


def mark_headings(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Blocks of the paragraphs of a Word document or a web page.

    Where the file names no headings, larger or bold type makes them, as in a PDF.
    """
    if any(paragraph.level for paragraph in paragraphs):
        return [Block([paragraph.text], paragraph.level) for paragraph in paragraphs]
    lines = [PageLine(paragraph.text, 0, 0, paragraph.size, paragraph.bold) for paragraph in paragraphs]
    body = _find_body_size([[line for line in lines if line.size]]) or 10
    blocks = _set_levels([[line._replace(size=line.size or body)] for line in lines], body)
    return [
        block._replace(level=0) if part.role == "row" or part.text.rstrip().endswith(":") else block
        for part, block in zip(paragraphs, blocks, strict=True)
    ]


def _strip_running_lines(pages: Sequence[list[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """Leave out running heads and page numbers, and return them as well.

    In larger type one is the heading of several pages, and stays on the first of them.
    """
    body = _find_body_size(pages)
    orders = [sorted(range(len(page)), key=lambda place: (-page[place].bottom, place)) for page in pages]
    edges = []
    for page, order in zip(pages, orders, strict=True):
        top, bottom = (_count_rows(page, places) for places in (order, order[::-1]))
        edge = [page[place].text for place in order]
        edges.append((edge[:top], edge[::-1][:bottom]))
    kept, stripped = [], []
    headings = set[str]()
    texts = Counter(line.text for page in pages for line in page)
    for page, order, (top, bottom) in zip(pages, orders, find_running_lines(edges), strict=True):
        top = _count_apart(page, order, top)
        bottom = _count_apart(page, order[::-1], min(bottom, len(page) - top))
        running = {*order[:top], *order[len(order) - bottom :]}
        for place in order[:top]:
            line = page[place]
            is_numbered = _NUMBER.search(line.text) and texts[line.text] < 2
            if line.size >= 1.05 * body and line.text not in headings and not is_numbered:
                headings.add(line.text)
                running.discard(place)
        stripped += [page[place].text for place in sorted(running)]
        kept.append([line for place, line in enumerate(page) if place not in running])
    return kept, stripped


def _count_rows(page: Sequence[PageLine], order: Sequence[int]) -> int:
    """How many of the first lines of a page, in a given order, make `EDGE` rows. A row may have several."""
    ends = [
        number
        for number, (before, after) in enumerate(pairwise(order), 1)
        if abs(page[before].bottom - page[after].bottom) > 1
    ]
    return [*ends, len(order), len(order), len(order)][EDGE - 1]


def _count_apart(page: Sequence[PageLine], order: Sequence[int], count: int) -> int:
    """How many of the first lines of a page in a given order are apart from the text that follows."""
    while 0 < count < len(order):
        last, text = page[order[count - 1]], page[order[count]]
        is_number = not any(map(str.isalpha, last.text))
        if is_number or abs(last.bottom - text.bottom) > 1.4 * max(last.size, text.size):
            break
        count -= 1
    return count


def _find_body_size(pages: Sequence[Sequence[PageLine]]) -> float:
    """The size of type that most characters have."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _take_notes(page: list[PageLine], body: float, *, goes_on: bool = False) -> list[PageLine]:
    """Remove from a page the notes at its foot, and return them.

    Notes are in small type below all other lines, or below a rule, and begin with a mark; those that go on
    from the page before need none. Codes of the printer may stand below the notes in any type.
    """
    lowest = min(
        (line.bottom for line in page if line.size > 0.92 * body and _WORD.search(line.text)), default=0
    )
    notes = [line for line in page if line.size <= 0.92 * body and line.bottom < lowest]
    if rules := [place for place, line in enumerate(page) if _RULE.fullmatch(line.text)]:
        below = [line for line in page[rules[-1] :] if line.bottom <= page[rules[-1]].bottom]
        if any(_MARK.match(line.text) for line in below[1:2]):
            notes += [line for line in below if line not in notes]
    words = [line for line in notes if _WORD.search(line.text)]
    if not any(_MARK.match(line.text) for line in words) and not (
        goes_on and words and words[0].text[0].islower()
    ):
        # Small numbers are those of pages.
        notes = [line for line in notes if not any(map(str.isalpha, line.text))]
    highest = max((line.bottom for line in notes), default=-math.inf)
    if any(_WORD.search(line.text) for line in notes):
        notes += [line for line in page if line.bottom < highest and line not in notes]
    page[:] = [line for line in page if line not in notes]
    return notes


def _take_margin(page: list[PageLine], body: float, left: float) -> list[PageLine]:
    """Remove from a page the lines in small type to the left of the text, and return them."""
    margin = [line for line in page if line.size <= 0.92 * body and line.left < left - MARGIN * body]
    page[:] = [line for line in page if line not in margin]
    return margin


def _find_page_starts(pages: Sequence[Sequence[PageLine]]) -> set[int]:
    """The places of the first lines of pages, where all lines are counted from 0."""
    starts, place = set(), 0
    for page in pages:
        starts.add(place)
        place += len(page)
    return starts


def _group_into_paragraphs(
    lines: Sequence[PageLine], starts: set[int], body: float, marked: Mapping[int, Marked]
) -> Iterator[tuple[int, list[PageLine]]]:
    """The lines of each paragraph and heading, with the place of the first one.

    `marked` has the headings that are known, by the place of their first lines.
    """
    gaps = [
        before.bottom - line.bottom
        for before, line in pairwise(lines)
        if before.size == line.size == body and 0.9 * body < before.bottom - line.bottom < 3 * body
    ]
    # Gaps between paragraphs count, too, so the median would be too large where paragraphs are short.
    leading = sorted(gaps)[len(gaps) // 4] if gaps else 1.2 * body
    edges = {*marked, *(heading.end for heading in marked.values())}
    inside = {place for first, heading in marked.items() for place in range(first + 1, heading.end)}
    first = 0
    for place in range(1, len(lines) + 1):
        is_end = place == len(lines) or (
            place not in inside
            and (
                place in edges
                or _begins_paragraph(
                    lines[place - 1], lines[place], leading, body, on_new_page=place in starts
                )
            )
        )
        if is_end and lines:
            yield first, list(lines[first:place])
            first = place


def _begins_paragraph(
    before: PageLine, line: PageLine, leading: float, body: float, *, on_new_page: bool
) -> bool:
    gap = before.bottom - line.bottom
    if before.text.endswith(("http:", "https:")) and line.text.startswith("//"):
        return False
    if abs(before.size - line.size) > 0.08 * body or before.bold != line.bold:
        # A word in bold or in small type may fill a line of a paragraph.
        is_near = gap < 1.15 * leading and before.size <= body >= line.size
        return not (is_near and _goes_on(before.text, line.text))
    if on_new_page or gap < -leading:
        return not _goes_on(before.text, line.text)
    if gap > 1.35 * leading * max(1, line.size / body):
        return True
    is_end = bool(_SENTENCE_END.search(before.text))
    if _TURN.match(line.text) and is_end:
        return True
    if (_is_loud(before.text) or _is_loud(line.text)) and before.text.isupper() != line.text.isupper():
        return is_end or _is_loud(before.text)
    is_indented = 0.8 * line.size < line.left - before.left < 6 * line.size
    return is_indented and is_end


def _is_loud(text: str) -> bool:
    return text.isupper() and len(text.split()) >= MIN_CAPITALS


def _set_levels(
    groups: Sequence[Sequence[PageLine]], body: float, known: Mapping[int, int] | None = None
) -> list[Block]:
    """Blocks with the levels of headings: the larger the type, the higher. Bold type is last.

    `known` has the levels that bookmarks give. Other headings set like one of these have its level; the rest
    is below them, or on the title page.
    """

    def find_style(group: Sequence[PageLine]) -> _Style | None:
        text = " ".join(line.text for line in group)
        size = max(line.size for line in group)
        is_bold = all(line.bold for line in group) and not mostly_bold
        if not 0 < len(text.split()) <= LONGEST_HEADING or sum(map(str.isalpha, text)) < 2:
            return None
        if _NO_HEADING.search(text):
            return None
        if size >= 1.12 * body:
            return round(size, 0), 1
        return (0, 1) if is_bold and size >= 0.95 * body and not text.endswith((".", ",", ";")) else None

    bold = sum(len(line.text) for group in groups for line in group if line.bold)
    mostly_bold = 2 * bold > sum(len(line.text) for group in groups for line in group)
    texts = [" ".join(line.text for line in group) for group in groups]
    found = [find_style(group) for group in groups]
    if known:
        levels = _complete_levels(found, texts, known)
        return [
            Block([line.text for line in group], level) for group, level in zip(groups, levels, strict=True)
        ]
    styles = _raise_series(_drop_above_series(found, texts), texts)
    ranks = sorted({style for style in styles if style}, reverse=True)
    return [
        Block([line.text for line in group], ranks.index(style) + 1 if style else 0)
        for group, style in zip(groups, styles, strict=True)
    ]


def _complete_levels(
    styles: Sequence[_Style | None], texts: Sequence[str], known: Mapping[int, int]
) -> list[int]:
    """The level of each block: the known one, or that of known headings in the same larger type."""
    levels_of: dict[_Style, Counter[int]] = {}
    for place, level in known.items():
        if style := styles[place]:
            levels_of.setdefault(style, Counter())[level] += 1
    first, deepest = min(known), max(known.values())
    levels = []
    for place, style in enumerate(styles):
        if place in known:
            levels.append(known[place])
        elif style in levels_of and style and style[0] and (place > first or opens_document(texts[place])):
            levels.append(levels_of[style].most_common(1)[0][0])
        else:
            levels.append(deepest + 1 if style and place > first else 0)
    return levels


def _opens(text: str) -> bool:
    return opens_document(text.split(maxsplit=1)[0])


def _find_series(places: Sequence[int], texts: Sequence[str], form: re.Pattern[str]) -> list[int]:
    """The places, among some, of the texts that are numbered 1, 2 and so on. Empty if they are no series."""
    series_of: dict[str, list[int]] = {}
    for place in places:
        if match := form.match(texts[place]):
            series = series_of.setdefault(match["label"], [])
            if int(match["number"]) == len(series) + 1:
                series.append(place)
    longest = max(series_of.values(), key=len, default=[])
    return longest if len(longest) >= MIN_SERIES else []


def _group_by_style(styles: Sequence[_Style | None]) -> dict[_Style, list[int]]:
    places: dict[_Style, list[int]] = {}
    for place, style in enumerate(styles):
        if style:
            places.setdefault(style, []).append(place)
    return places


def _drop_above_series(styles: Sequence[_Style | None], texts: Sequence[str]) -> list[_Style | None]:
    """The styles without those of larger type that occur only within a numbered series, in pictures."""
    places = _group_by_style(styles)
    dropped = set[_Style]()
    for style, own in places.items():
        series = _find_series(own, texts, _NUMBERED)
        # Bold type of the usual size may also number points of the text.
        if series and style[0]:
            dropped |= {other for other in places if other > style and places[other][0] > series[0]}
    return [None if style in dropped else style for style in styles]


def _raise_series(styles: Sequence[_Style | None], texts: Sequence[str]) -> list[_Style | None]:
    """The styles, with a series such as *Attachment 1* above the other headings if its style has many."""
    raised = set[int]()
    for own in _group_by_style(styles).values():
        series = _find_series(own, texts, _LABELLED) or _find_series(own, texts, _NUMBERED)
        if len(own) > MANY and series:
            # A part such as *Overview* may come before the first of a series.
            raised |= {*series, *(place for place in own if place < series[0] and _opens(texts[place]))}
    return [(style[0], 2) if style and place in raised else style for place, style in enumerate(styles)]
