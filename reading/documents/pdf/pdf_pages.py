"""Finds the paragraphs and headings of a PDF by the places, sizes and weights of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from reading.documents.pdf.bold_openings import separate_bold_openings
from reading.documents.pdf.bookmarks import Marked, find_bookmarks
from reading.documents.pdf.caption import find_caption, find_case
from reading.documents.pdf.contents_list import strip_contents_list
from reading.documents.pdf.numbered_clauses import separate_clauses
from reading.documents.pdf.page_matter import strip_page_matter
from reading.documents.plain.headings import LABEL
from reading.documents.plain.running_lines import LONG_LINE, SENTENCE_END, describe_running_lines, goes_on
from reading.documents.plain.running_parts import find_running_parts
from reading.documents.typography import title_page
from reading.documents.typography.annexes import is_annex, set_annex_levels
from reading.documents.typography.heading_levels import (
    MIN_SERIES,
    Block,
    FoundBlocks,
    raise_title,
    set_levels,
)
from reading.documents.typography.title_page import is_short_line, opens_document, read_title_page
from reading.files.convert import describe_empty_sections
from reading.files.pdf import Bookmark, PageLine
from reading.formatting import pluralize, round_half_up

LONGEST_NAME = 30
"""Words of the name of a part below its label."""

MIN_REPEATED = 12
"""Letters and digits of a known heading from which on a paragraph that is equal to it repeats it."""

MIN_GAPS = 10
"""Gaps between the lines of a page from which on it has a distance of lines of its own."""

MIN_CAPITALS = 3
"""Words of a line in capitals from which on it is apart from the lines of a paragraph."""

MIN_ROOM = 10
"""Characters of room at the end of a line, beside the next word, from which on it ends early."""

_LEVEL_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]\s+\W?[A-Z]")
"""The number of a heading, and the start of its name."""

_BULLET = re.compile(
    r"[\u2022\u25cf\u25cb\u25aa\u25ab\u25a0\u25a1\u2610\u2611\u2713\u27a2\uf0b7\uf0a7](?:\s|$)"
)
"""The bullet of an item, which begins a paragraph, alone on its line or with its text."""

MIN_SPELLED = 2
"""Spelled numbers from which on they are those of chapters."""

MIN_LETTERS, MIN_LOUD = 5, 2
"""Letters of a line in capitals that is a heading, and such lines, and others, from which on they are."""

_TURN = re.compile(r"[A-Z][A-Z.']+(?: [A-Z][A-Z.']*){0,3}:\s")
"""The label of a speaker, which begins a paragraph."""

_LABEL = re.compile(
    r"(?:Annex|Appendix|Article|Attachment|Book|Chapter|Part|Schedule|Section|Table|Title)\s+(?:\d{1,3}|[IVXLC]+|[A-Z])",
    re.I,
)

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_SPELLED = (*_UNITS, "ten", "eleven", "twelve", *_TEENS, "twenty", *(f"twenty{unit}" for unit in _UNITS))
"""The spelled numbers of chapters from 1 on, without hyphens."""

_CHAPTER = re.compile("chapter|part|book", re.I)

_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[^\W\d_]")

_BRACKETED = re.compile(r"\([^()]{1,40}\)")

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMERAL = re.compile(r"[IVX]{1,4}|[A-H]|\d")

_CONTINUED = re.compile(
    r"(?P<name>.+?)\W*(?:\((?:continued|cont(?:['\u2019]d|\.)?)\)|\bcontinued\b(?!\s+(?-i:[a-z])))", re.I
)
"""The label or the name of a part that goes on, as in *Annex 2 (continued)*."""


def join_pdf_pages(
    pages: Sequence[Sequence[PageLine]],
    *,
    turned: int = 0,
    title: str = "",
    bookmarks: Sequence[Bookmark] = (),
    width: float = 0,
) -> FoundBlocks:
    """Find the paragraphs and headings of a PDF by the places, sizes and weights of its lines.

    Headings are those that bookmarks or a list of contents name; larger or bold type makes others. Running
    heads, page numbers, notes in small type at the foot of a page, lists of contents, and what stands beside
    the text on a title page are left out.

    turned: the number of pieces of text that were left out since they are turned
    title: the title that the file states
    width: how wide a page is, in points; 0 if it is unknown
    """
    cleaned = strip_page_matter(pages)
    body, left = cleaned.body, cleaned.left
    contents = strip_contents_list(cleaned.pages)
    kept, numbers = _strip_spelled_numbers(contents.pages, body)
    kept, openings = separate_bold_openings([page for page in kept if page], body)
    lines = [line for page in kept for line in page]
    marked = find_bookmarks(lines, bookmarks) or find_bookmarks(lines, contents.names)
    captions = list[str]()
    if not marked:
        kept, names_of_parts, captions = _name_parts(kept, pages, cleaned.running)
        lines = [line for page in kept for line in page]
        marked = {place: Marked(place + 1, 1) for place, line in enumerate(lines) if line in names_of_parts}
    kept, depths = separate_clauses(kept) if not marked else (kept, {})
    lines = [line for page in kept for line in page]
    opened = {place for place, line in enumerate(lines) if line in openings}
    clauses = {place: depths[line] for place, line in enumerate(lines) if line in depths}
    texts = [line.text for line in lines]
    caption = find_caption(texts) or find_case(texts, cleaned.running)
    edges = {caption.end, caption.start} if caption else set[int]()
    numerals = _find_numerals(lines, width / 2 or _find_middle(kept, body, left))
    loud = _find_loud(lines, width / 2 or _find_middle(kept, body, left), body) if not marked else set()
    edges |= {edge for place in {*numerals, *loud, *clauses, *opened} for edge in (place, place + 1)}
    found = _join_kinds(_group_into_paragraphs(lines, _find_page_starts(kept), body, marked, edges))
    known = {place: marked[first].level for place, (first, _) in enumerate(found) if first in marked}
    # Groups are dropped below, and the others stay the same objects.
    first_of = {id(group): first for first, group in found}
    groups, known, repeated = _drop_repeated([group for _, group in found], known)
    groups, known, empty = _drop_empty(groups, known)
    firsts = [first_of[id(group)] for group in groups]
    blocks = set_levels(groups, body, known)
    if not known and (
        _are_headings_on_one_page(blocks, groups, len(kept[0]) if kept else 0)
        or _are_labels_underlined(blocks, groups)
    ):
        blocks = [block._replace(level=0) for block in blocks]
    middle = width / 2 or _find_middle(kept, body, left)
    blocks = _mark_clauses(
        blocks, {place: clauses[first] for place, first in enumerate(firsts) if first in clauses}
    )
    blocks = _mark_openings(blocks, groups, middle, known)
    blocks = _mark_labels(blocks)
    blocks = _mark_loud(blocks, groups, {place for place, first in enumerate(firsts) if first in loud}, body)
    own = {place for place, first in enumerate(firsts) if first in opened and place not in known}
    deepest = max((block.level for place, block in enumerate(blocks) if place not in own), default=0)
    named = Counter(known[place] for place, first in enumerate(firsts) if first in opened and place in known)
    depth = named.most_common(1)[0][0] if named else deepest + 1
    blocks = [block._replace(level=depth) if place in own else block for place, block in enumerate(blocks)]
    blocks = [
        block._replace(level=deepest + numerals[first]) if first in numerals else block
        for block, first in zip(blocks, firsts, strict=True)
    ]
    if not any(is_annex(" ".join(blocks[place].lines)) for place in known):
        blocks = set_annex_levels(blocks)
    described = [
        _describe_group(group, block, middle, body) for group, block in zip(groups, blocks, strict=True)
    ]
    blocks = [
        _strip_note_mark(block, group) if block.level else block
        for block, group in zip(blocks, groups, strict=True)
    ]
    names = [below.text for label, below in pairwise(described) if _is_name_of_part(label, below)]
    title_found = read_title_page(
        described,
        body,
        title,
        cleaned.running,
        case=caption.title if caption else "",
        caption=sum(first < caption.end for first, _ in found) if caption else 0,
    )
    blocks, beside = raise_title(blocks, title_found)
    stripped = [*cleaned.stripped, *filter(None, [contents.removed]), *describe_running_lines(repeated)]
    stripped += [numbers] * bool(numbers)
    stripped += describe_empty_sections(empty)
    if captions:
        stripped.append(f"at the start of parts: {', '.join(map(repr, dict.fromkeys(captions)))}")
    stripped += [*beside, *cleaned.beside]
    if turned:
        stripped.append(f"text that is turned on its page: {pluralize(turned, 'piece')}")
    return FoundBlocks(blocks, stripped, title_found.title, [] if known else names)


def _strip_spelled_numbers(
    pages: Sequence[Sequence[PageLine]], body: float
) -> tuple[list[list[PageLine]], str]:
    """The pages without the numbers of chapters that are spelled out on lines of their own, and their count.

    Such a number stands right above the name of the chapter, which is set in larger type, and the word
    *Chapter* may stand above it. The numbers go from *One* on, at least to *Two*. A title page has none.
    """
    series: list[list[tuple[int, int]]] = []
    for number, page in enumerate(pages):
        if not number and all(len(line.text) < LONG_LINE for line in page):
            continue
        for place, (line, below) in enumerate(pairwise(page)):
            value = _read_spelled(line.text)
            if not value or _read_spelled(below.text) or min(line.size, below.size) < 1.12 * body:
                continue
            if value == 1:
                series.append([])
            if series and value == len(series[-1]) + 1:
                series[-1].append((number, place))
    numbers = [spot for spots in series if len(spots) >= MIN_SPELLED for spot in spots]
    labels = [
        (number, place - 1)
        for number, place in numbers
        if place and _CHAPTER.fullmatch(pages[number][place - 1].text)
    ]
    dropped = {*numbers, *labels}
    kept = [
        [line for place, line in enumerate(page) if (number, place) not in dropped]
        for number, page in enumerate(pages)
    ]
    return kept, f"the spelled numbers of {pluralize(len(numbers), 'chapter')}" if numbers else ""


def _read_spelled(text: str) -> int:
    """The number that a text spells out, such as *Twenty-One*. 0 if it is another text."""
    name = text.lower().replace("-", "")
    return _SPELLED.index(name) + 1 if name in _SPELLED else 0


def _name_parts(
    kept: Sequence[list[PageLine]], pages: Sequence[Sequence[PageLine]], running: Sequence[str]
) -> tuple[list[list[PageLine]], set[PageLine], list[str]]:
    """The pages with the names of the parts that only running heads name, such as the opinions of a court.

    kept: the pages without their running lines, which are `running`
    pages: the pages with them

    Returns the lines of these names, and the lines of captions above the parts after the first, as well.
    """
    is_case = bool(kept) and find_case([line.text for line in kept[0]], running) is not None
    rows = [[line.text for line in sorted(page, key=lambda line: -line.bottom)] for page in pages]
    parts = find_running_parts(rows, is_case=is_case)
    if not parts:
        return list(kept), set(), []
    named, names, captions = list[list[PageLine]](), set[PageLine](), list[str]()
    known = set[str]()
    for page in kept:
        name = parts.names[page[0].page]
        if name in known:
            named.append(page)
            continue
        caption = find_case([line.text for line in page], running) if is_case else None
        end = caption.end if caption else 0
        # What is above the first part stands around the title.
        above = [] if known else page[:end]
        captions += [line.text for line in page[len(above) : end] if any(map(str.isalnum, line.text))]
        heading = page[0]._replace(text=name, bold=True)
        named.append([*above, heading, *page[end:]])
        names.add(heading)
        known.add(name)
    return named, names, captions


def _are_headings_on_one_page(
    blocks: Sequence[Block], groups: Sequence[Sequence[PageLine]], size: int
) -> bool:
    """Whether all larger type is on the first page, of `size` lines, and labels are in the usual one.

    Headings such as *Article 1* then have to be found by their words.
    """
    last = max((place for place, block in enumerate(blocks) if block.level), default=0)
    labels = sum(bool(_LABEL.fullmatch(" ".join(block.lines))) for block in blocks if not block.level)
    return labels >= MIN_SERIES and sum(map(len, groups[: last + 1])) <= size


def _are_labels_underlined(blocks: Sequence[Block], groups: Sequence[Sequence[PageLine]]) -> bool:
    """Whether labels such as *Article 1* make the outline, and only underlines set other headings apart."""
    labels = sum(bool(_LABEL.fullmatch(" ".join(block.lines))) for block in blocks)
    found = [group for block, group in zip(blocks, groups, strict=True) if block.level]
    underlined = sum(group[0].underlined for group in found)
    return labels >= MIN_SERIES and 2 * underlined > len(found)


def _find_middle(pages: Sequence[Sequence[PageLine]], body: float, left: float) -> float:
    """The middle of the text, by where most lines in the usual type end. 0 where there are none."""
    right = _find_right([line for page in pages for line in page], body)
    return (left + right) / 2 if right else 0


def _find_right(lines: Sequence[PageLine], body: float) -> float:
    """Where most lines in the usual type end at most. 0 where there are none."""
    ends = sorted(line.end for line in lines if line.size == body)
    return ends[len(ends) * 19 // 20] if ends else 0


def _find_wide_end(line: PageLine) -> float:
    """About where a line in capitals ends."""
    return line.left + 0.65 * line.size * len(line.text)


def _describe_group(group: Sequence[PageLine], block: Block, middle: float, body: float) -> title_page.Block:
    """A paragraph or a heading as the title page needs it."""
    centres = [(line.left + line.end) / 2 for line in group]
    is_inside = all(line.end < 2 * middle - line.left + 4 * body for line in group)
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

    So does a heading that says that it is continued, as those of tables on several pages do.

    Returns the places of the known headings among them, and the texts that were left out, as well.
    """
    names = {_join_letters(groups[place]) for place in known}
    kept, places, repeated = list[list[PageLine]](), dict[int, int](), list[str]()
    above = set[str]()
    for place, group in enumerate(groups):
        name = _join_letters(group)
        text = " ".join(line.text for line in group)
        is_below = place not in known and place > min(known, default=place)
        is_repeated = is_below and len(name) >= MIN_REPEATED and name in names
        continued = _CONTINUED.match(text) if len(text.split()) <= LONGEST_NAME else None
        if is_repeated or (continued and continued["name"] in above):
            repeated.append(text)
            continue
        label = _LABEL.match(text)
        above |= {text, label[0] if label else text}
        if place in known:
            places[len(kept)] = known[place]
        kept.append(group)
    return kept, places, repeated


def _drop_empty(
    groups: Sequence[list[PageLine]], known: Mapping[int, int]
) -> tuple[list[list[PageLine]], dict[int, int], list[str]]:
    """The groups of lines without known headings right above the next of their series, and their texts.

    Only a label or a number, such as *Annex 2* above *Annex 3*, tells that a heading is not above the other.
    """
    series = {place: _name_series(" ".join(line.text for line in groups[place])) for place in known}
    empty = [place for place in known if series[place] and series[place] == series.get(place + 1)]
    left = [place for place in range(len(groups)) if place not in empty]
    places = {place: known[old] for place, old in enumerate(left) if old in known}
    texts = [" ".join(line.text for line in groups[place]) for place in empty]
    return [groups[place] for place in left], places, texts


def _name_series(text: str) -> str:
    """What headings of a series have in common: their label, or the points in their numbers. Else empty."""
    if label := _LABEL.match(text):
        return label[0].split()[0].lower()
    number = _DECIMAL.match(text)
    return "#" + "." * number[1].count(".") if number else ""


def _join_letters(group: Sequence[PageLine]) -> str:
    return "".join(filter(str.isalnum, "".join(line.text for line in group))).lower()


def _mark_openings(
    blocks: Sequence[Block], groups: Sequence[Sequence[PageLine]], middle: float, known: Mapping[int, int]
) -> list[Block]:
    """The blocks, where *Abstract* and the like, alone and set apart, are headings beside the others.

    Above a short line one is the name of a field of a form.
    """
    counts = Counter(block.level for block in blocks if block.level)
    several = [level for level, count in counts.items() if count > 1]
    if not several and not known:
        return list(blocks)
    level = min(known.values()) if known else min(several)
    marked = []
    for block, group, below in zip(blocks, groups, [*blocks[1:], Block([])], strict=True):
        line = group[0]
        is_above_text = bool(below.level) or not is_short_line(" ".join(below.lines))
        is_centred = abs(line.left + line.end - 2 * middle) < 6 * line.size
        is_apart = line.bold or line.text.isupper() or is_centred
        is_opening = is_above_text and is_apart and len(group) == 1 and opens_document(line.text)
        marked.append(block._replace(level=level) if is_opening and not block.level else block)
    return marked


def _strip_note_mark(block: Block, group: Sequence[PageLine]) -> Block:
    """A heading without the number of its note. A heading such as *Annex 2* has a number of its own."""
    *lines, last = block.lines
    text = last.removesuffix(group[-1].mark)
    is_mark = bool(group[-1].mark) and text[-1:].strip() and not text[-1:].isdecimal()
    return block._replace(lines=[*lines, text]) if is_mark else block


def _find_numerals(lines: Sequence[PageLine], middle: float) -> dict[int, int]:
    """The places of numbers that stand alone in the middle above a paragraph, and how deep they are from 1.

    Opinions of courts number their parts so: *I*, below it *A*, below it *1*. At least two are Roman.
    """
    found = dict[int, int]()
    expected, depth = "I", 0
    for place, (line, below) in enumerate(pairwise(lines)):
        is_alone = abs(line.left + line.end - 2 * middle) < 3 * line.size
        if not is_alone or not _NUMERAL.fullmatch(line.text):
            continue
        if not (len(below.text) >= LONG_LINE or _NUMERAL.fullmatch(below.text)):
            continue
        # Each opinion of a judgment begins again with *I*.
        if line.text in (expected, _ROMAN[0]):
            found[place], depth = 1, 1
            expected = _ROMAN[_ROMAN.index(line.text) + 1] if line.text != _ROMAN[-1] else ""
        elif depth and line.text in "ABCDEFGH":
            found[place], depth = 2, 2
        elif depth > 1 and line.text.isdecimal():
            found[place] = 3
    return found if sum(level == 1 for level in found.values()) > 1 else {}


def _mark_clauses(blocks: Sequence[Block], depths: Mapping[int, int]) -> list[Block]:
    """The blocks, where the names of numbered clauses are headings: *2.1* below *2*.

    depths: how deep each is, by its place
    """
    outer = [place for place, depth in depths.items() if depth == 1]
    if not outer:
        return list(blocks)
    counts = Counter(blocks[place].level for place in outer if blocks[place].level)
    above = next((blocks[place].level for place in range(outer[0], -1, -1) if blocks[place].level), 0)
    level = counts.most_common(1)[0][0] if counts else above + 1
    has_inner = len(depths) > len(outer)
    return [
        block._replace(
            level=level + depths[place] - 1
            if place in depths
            else block.level + (has_inner and block.level > level)
        )
        for place, block in enumerate(blocks)
    ]


def _find_loud(lines: Sequence[PageLine], middle: float, body: float) -> set[int]:
    """The places of the lines in capitals that stand alone in the middle, as those of opinions do.

    Those of the first page belong to a title.
    """

    def is_loud(line: PageLine) -> bool:
        is_inside = abs(line.left + _find_wide_end(line) - 2 * middle) < 4 * line.size
        return line.text.isupper() and is_inside and len(re.findall("[A-Z]", line.text)) >= MIN_LETTERS

    first = lines[0].page if lines else 0
    edges = Counter(round_half_up(line.left) for line in lines if line.size == body)
    usual = edges.most_common(1)[0][0] if edges else 0
    return {
        place
        for place, (before, line, below) in enumerate(zip(lines, lines[1:], lines[2:], strict=False), 1)
        if line.page > first and is_loud(line) and line.left > usual + 2 * body
        if not (is_loud(before) or is_loud(below)) and len(below.text) >= LONG_LINE
    }


def _mark_loud(
    blocks: Sequence[Block], groups: Sequence[Sequence[PageLine]], loud: set[int], body: float
) -> list[Block]:
    """The blocks, where lines in capitals in the middle are headings above those in bold type.

    There are several, and other headings: else headings are found by their words.
    """
    loud = {place for place in loud if not blocks[place].level and len(groups[place]) == 1}
    bold = [
        block.level
        for block, group in zip(blocks, groups, strict=True)
        if block.level and max(line.size for line in group) < 1.12 * body
    ]
    if len(loud) < MIN_LOUD or len(bold) < MIN_LOUD:
        return list(blocks)
    level = min(bold)
    return [
        block._replace(level=level if place in loud else block.level + (block.level >= level))
        for place, block in enumerate(blocks)
    ]


def _mark_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where a line that is only a label, such as *Clause 3*, is of the heading right below it."""
    marked = list(blocks)
    for place, (block, below) in enumerate(pairwise(blocks)):
        texts = [" ".join(each.lines).rstrip(".:") for each in (block, below)]
        is_label = bool(LABEL.fullmatch(texts[0])) and not LABEL.match(texts[1])
        if below.level and not block.level and is_label:
            marked[place] = block._replace(level=below.level)
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


def _find_page_starts(pages: Sequence[Sequence[PageLine]]) -> set[int]:
    """The places of the first lines of pages, where all lines are counted from 0."""
    starts, place = set(), 0
    for page in pages:
        starts.add(place)
        place += len(page)
    return starts


def _group_into_paragraphs(
    lines: Sequence[PageLine], starts: set[int], body: float, marked: Mapping[int, Marked], edges: set[int]
) -> Iterator[tuple[int, list[PageLine]]]:
    """The lines of each paragraph and heading, with the place of the first one.

    `marked` has the headings that are known, by the place of their first lines. Paragraphs begin at `edges`.
    """
    gaps = [
        before.bottom - line.bottom
        for before, line in pairwise(lines)
        if before.size == line.size == body and 0.9 * body < before.bottom - line.bottom < 3 * body
    ]
    # Gaps between paragraphs count, too, so the median would be too large where paragraphs are short.
    leading = sorted(gaps)[len(gaps) // 4] if gaps else 1.2 * body
    leadings = _find_page_leadings(lines, leading, body)
    right = _find_right(lines, body)
    edges = {*edges, *marked, *(heading.end for heading in marked.values())}
    inside = {place for first, heading in marked.items() for place in range(first + 1, heading.end)}
    first = 0
    for place in range(1, len(lines) + 1):
        is_end = place == len(lines) or (
            place not in inside
            and (
                place in edges
                or _begins_paragraph(
                    lines[place - 1],
                    lines[place],
                    lines[place + 1] if place + 1 < len(lines) else None,
                    leadings[place],
                    body,
                    right,
                    on_new_page=place in starts,
                )
            )
        )
        if is_end and lines:
            yield first, list(lines[first:place])
            first = place


def _find_page_leadings(lines: Sequence[PageLine], leading: float, body: float) -> list[float]:
    """The distance of the lines at each line, in points: that of its page where it has no closer ones.

    Some pages are set wider than others, such as those of a pleading beside its exhibits.
    """
    leadings = list[float]()
    for _, page in groupby(lines, lambda line: line.page):
        own = list(page)
        gaps = sorted(
            before.bottom - line.bottom
            for before, line in pairwise(own)
            if before.size == line.size == body and before.bottom - line.bottom > 0.9 * body
        )
        # Items of a list are far from each other as well, but short.
        longest = max(len(line.text) for line in own)
        whole = sum(len(line.text) > 0.6 * longest and len(line.text) > LONG_LINE for line in own)
        is_wide = len(gaps) >= MIN_GAPS and gaps[len(gaps) // 10] > 1.35 * leading and 2 * whole > len(own)
        leadings += [gaps[len(gaps) // 4] if is_wide else leading] * len(own)
    return leadings


def _join_kinds(found: Iterable[tuple[int, list[PageLine]]]) -> list[tuple[int, list[PageLine]]]:
    """The groups of lines, where a label, what kind of part it is in brackets, and its name are one.

    *Annex A*, *(normative)* and *Lights* are set alike, one below the other.
    """
    joined: list[tuple[int, list[PageLine]]] = []
    for first, group in found:
        text = " ".join(line.text for line in group)
        before = joined[-2:]
        texts = [" ".join(line.text for line in each) for _, each in before]
        if (
            len(before) == 2
            and LABEL.fullmatch(texts[0])
            and _BRACKETED.fullmatch(texts[1])
            and (before[0][1][0].size, before[0][1][0].bold) == (group[0].size, group[0].bold)
            and len(text.split()) <= LONGEST_NAME
            and not SENTENCE_END.search(text)
        ):
            joined[-2:] = [(before[0][0], [*before[0][1], *before[1][1], *group])]
        else:
            joined.append((first, group))
    return joined


def _begins_paragraph(
    before: PageLine,
    line: PageLine,
    after: PageLine | None,
    leading: float,
    body: float,
    right: float,
    *,
    on_new_page: bool,
) -> bool:
    gap = before.bottom - line.bottom
    if before.text.endswith(("http:", "https:")) and line.text.startswith("//"):
        return False
    if before.bold and line.bold and _is_above_left_text(before, line):
        return True
    if _BULLET.match(line.text):
        return True
    # A bold line below another goes on with it, unless it is set elsewhere and has a number of its own.
    if line.bold and _LEVEL_NUMBER.match(line.text) and (not before.bold or before.left != line.left):
        return True
    if _BULLET.fullmatch(before.text):
        return False
    if abs(before.size - line.size) > 0.08 * body or before.bold != line.bold:
        # A word in bold or in small type may fill a line of a paragraph.
        is_near = -leading < gap < 1.15 * leading and before.size <= body >= line.size
        is_cut = before.bold != line.bold and line.text[0].isupper() and not (before.lead or line.lead)
        is_back = after is not None and abs(after.left - before.left) < 1
        is_indented = before.bold and is_back and line.left - before.left > 0.8 * body
        is_apart = is_indented or _ends_early(before, line, right)
        if is_cut and is_apart:
            return True
        return not (is_near and goes_on(before.text, line.text))
    if on_new_page or gap < -leading:
        return not goes_on(before.text, line.text)
    # The lines of one heading are as near as others, or the first one is full.
    is_apart = gap > 1.15 * leading and _ends_early(before, line, right)
    if before.bold and line.bold and is_apart and not LABEL.fullmatch(before.text):
        return True
    if gap > 1.35 * leading * max(1, line.size / body):
        return True
    is_end = bool(SENTENCE_END.search(before.text))
    if _TURN.match(line.text) and is_end:
        return True
    if (_is_loud(before.text) or _is_loud(line.text)) and before.text.isupper() != line.text.isupper():
        return is_end or _is_loud(before.text)
    is_indented = 0.8 * line.size < line.left - before.left < 6 * line.size
    return is_indented and is_end


def _ends_early(before: PageLine, line: PageLine, right: float) -> bool:
    """Whether a line ends although the first word of the next had plenty of room, as a heading does."""
    word = line.text.split()[0]
    return before.end + 0.5 * line.size * (len(word) + MIN_ROOM) < right


def _is_above_left_text(before: PageLine, line: PageLine) -> bool:
    """Whether a line in the middle is above one at the left, whose middle is elsewhere."""
    is_right = before.left - line.left > 6 * line.size
    middles = [(each.left + each.end) / 2 for each in (before, line)]
    return is_right and abs(middles[0] - middles[1]) > 3 * line.size


def _is_loud(text: str) -> bool:
    return text.isupper() and len(text.split()) >= MIN_CAPITALS
