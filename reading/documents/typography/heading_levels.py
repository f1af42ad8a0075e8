"""Finds the headings of a PDF or a Word document, and their levels, by size and weight of type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, groupby, takewhile
from typing import NamedTuple

from reading.documents.typography.number_forms import find_depths
from reading.documents.typography.title_page import TitlePage, is_bullet, is_text, opens_document
from reading.files.pdf import PageLine

_Style = tuple[float, int]
"""The size of type of a heading, or 0 for bold type of the usual size.

And 2 if it is of a series, 0 if it is a numbered sentence in bold type, else 1.
"""

LONGEST_HEADING = 20
"""Words of a heading up to which larger type makes one. More words are a lead or a summary."""

LONGEST_POINT = 40
"""Words of a numbered sentence in bold type up to which it is the heading of a point of an argument."""

MIN_AXIS = 3
"""Numbers in a row from which on they may be those at an axis of a chart."""

MIN_SERIES = 3
"""Numbered headings from which on they are a series."""

MANY = 24
"""Headings of one style from which on those of a series are above the others."""

_NUMBERED = re.compile(r"(?P<label>)(?P<number>\d{1,2})\.?\s+[^\W\d_]")

_LABELLED = re.compile(r"(?P<label>[^\W\d_]+)\s+(?P<number>\d{1,2})\b")

_POINT = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})\.\s[^.!?;]+[.!?]")
"""A number and one sentence."""

_NO_HEADING = re.compile(r"[~^|\\{}\u00ac]|[=*_#-]{4}")
"""What a heading does not have: signs of a bad recognition or of code, and rules."""


_CAPTION = re.compile(
    r"(?:figure|fig\.|diagram|chart|plate|photo(?:graph)?|illustration|listing|map)\s+\d+[\d.]*[a-z]?\s*"
    r"(?:[.:\u2013\u2014-]|$)",
    re.IGNORECASE,
)
"""The start of the caption of a figure, such as *Figure 2: Lights*."""

_ABBREVIATION_END = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Jr|Sr|al|etc)\.$")
"""An abbreviation with which names end."""

_ITEM = re.compile(r"\([a-z\d]{1,4}\)\s")


class Block(NamedTuple):
    """The lines of a paragraph or a heading. The levels of headings count from 1; a paragraph has level 0."""

    lines: list[str]
    level: int = 0


class FoundBlocks(NamedTuple):
    """The paragraphs and headings of a file, a line about each thing that was left out, and the title.

    title: empty where the first page has none
    names: the names of parts that stand below their labels, such as *Article 1*
    """

    blocks: list[Block]
    stripped: list[str]
    title: str = ""
    names: Sequence[str] = ()


def find_body_size(pages: Sequence[Sequence[PageLine]]) -> float:
    """The size of type that most characters have."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def set_levels(
    groups: Sequence[Sequence[PageLine]], body: float, known: Mapping[int, int] | None = None
) -> list[Block]:
    """Blocks with the levels of headings: the larger the type, the higher. Bold type is last.

    `known` has the levels that bookmarks give. Other headings set like one of these have its level; the rest
    is below them, or on the title page.
    """

    def find_style(group: Sequence[PageLine], below: Sequence[PageLine]) -> _Style | None:
        text = " ".join(line.text for line in group)
        size = max(line.size for line in group)
        is_bold = all(line.bold for line in group) and not mostly_bold
        is_point = bool(_POINT.fullmatch(text)) and not any(line.bold for line in below)
        is_point &= not _ABBREVIATION_END.search(text)
        longest = LONGEST_POINT if is_point and is_bold else LONGEST_HEADING
        if not 0 < len(text.split()) <= longest or sum(map(str.isalpha, text)) < 2:
            return None
        if (
            _NO_HEADING.search(text)
            or is_caption(text)
            or is_bullet(text)
            or any(line.has_columns for line in group)
        ):
            return None
        if size >= 1.12 * body:
            return (round(size, 0), 1) if size not in charts and not text.endswith((",", ";")) else None
        if not is_bold or size < 0.95 * body:
            return None
        # The points of an argument are below its other headings, and somewhat larger type is above bold type.
        above = (1, 1) if size >= 1.05 * body else (0, 1)
        return (0, 0) if is_point else None if _ends_sentence(text) else above

    charts = _find_chart_sizes(groups)
    bold = sum(len(line.text) for group in groups for line in group if line.bold)
    mostly_bold = 2 * bold > sum(len(line.text) for group in groups for line in group)
    texts = [" ".join(line.text for line in group) for group in groups]
    found = [
        None if _introduces_items(text, " ".join(line.text for line in below)) else find_style(group, below)
        for group, text, below in zip(groups, texts, [*groups[1:], []], strict=False)
    ]
    found = _drop_others(found, texts)
    if known:
        levels = _complete_levels(found, texts, known)
        return [
            Block([line.text for line in group], level) for group, level in zip(groups, levels, strict=True)
        ]
    styles = _raise_series(_drop_above_series(found, texts), texts)
    depths = _find_depths(styles, texts)
    nested = [(*style, -depth) if style else None for style, depth in zip(styles, depths, strict=True)]
    ranks = sorted({style for style in nested if style}, reverse=True)
    return [
        Block([line.text for line in group], ranks.index(style) + 1 if style else 0)
        for group, style in zip(groups, nested, strict=True)
    ]


def is_caption(text: str) -> bool:
    """Whether a line begins like the caption of a figure, such as *Figure 2: Lights*."""
    return bool(_CAPTION.match(text))


def _ends_sentence(text: str) -> bool:
    """Whether a line ends like a sentence or a clause that goes on, and not with *Inc.* or the like."""
    return text.endswith((".", ",", ";")) and not _ABBREVIATION_END.search(text)


def _find_depths(styles: Sequence[_Style | None], texts: Sequence[str]) -> list[int]:
    """How far each heading is below others of its style, by the forms of their numbers."""
    depths = [0] * len(styles)
    for own in _group_by_style(styles).values():
        for place, depth in zip(own, find_depths([texts[place] for place in own]), strict=True):
            depths[place] = depth
    return depths


def _drop_others(styles: Sequence[_Style | None], texts: Sequence[str]) -> list[_Style | None]:
    """The styles without those of lines that are not written as most headings are.

    Lines in bold type that begin with a small letter are words of a list or of a table. A sentence in larger
    type is a lead, or what a figure says.
    """
    found = [place for place, style in enumerate(styles) if style]
    small = {place for place in found if re.match(r"[a-z]{2}", texts[place])}
    dropped = {place for place in small if (style := styles[place]) and not style[0]}
    if 2 * len(small) > len(found):
        dropped = set()
    for style, own in _group_by_style(styles).items():
        sentences = {place for place in own if texts[place].endswith(".") and is_text(texts[place])}
        if style[0] and 2 * len(sentences) <= len(own):
            dropped |= sentences
    return [None if place in dropped else style for place, style in enumerate(styles)]


def _find_chart_sizes(groups: Sequence[Sequence[PageLine]]) -> set[float]:
    """The sizes in which most lines are bare numbers, several in a row, as at the axis of a chart."""
    numbers, lines = Counter[float](), Counter[float]()
    for (size, is_number), run in groupby(chain.from_iterable(groups), _describe_number):
        count = len(list(run))
        lines[size] += count
        numbers[size] += count if is_number and count >= MIN_AXIS else 0
    return {size for size, count in numbers.items() if 2 * count > lines[size]}


def _describe_number(line: PageLine) -> tuple[float, bool]:
    """The size of a line, and whether it is a bare number."""
    return line.size, any(map(str.isdecimal, line.text)) and not any(map(str.isalpha, line.text))


def _introduces_items(text: str, below: str) -> bool:
    """Whether a line is the start of a sentence that goes on with items, such as *(a)*."""
    return text.endswith(":") and bool(_ITEM.match(below))


def _complete_levels(
    styles: Sequence[_Style | None], texts: Sequence[str], known: Mapping[int, int]
) -> list[int]:
    """The level of each block: the known one, or that of known headings in the same larger type."""
    levels_of: dict[_Style, Counter[int]] = {}
    for place, level in known.items():
        if style := styles[place]:
            levels_of.setdefault(style, Counter())[level] += 1
    first, deepest = min(known), max(known.values())
    others = range(first + 1, len(styles))
    bold = [place for place in others if place not in known and (style := styles[place]) and not style[0]]
    # One line in bold type, in the text of a document whose headings are known, divides nothing.
    alone = {place for place in bold if len(bold) == 1 and not opens_document(texts[place])}
    levels = []
    for place, style in enumerate(styles):
        if place in known:
            levels.append(known[place])
        elif style in levels_of and style and style[0] and (place > first or opens_document(texts[place])):
            levels.append(levels_of[style].most_common(1)[0][0])
        else:
            levels.append(deepest + 1 if style and place > first and place not in alone else 0)
    return levels


def raise_title(blocks: Sequence[Block], found: TitlePage) -> tuple[list[Block], list[str]]:
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
    # The title is no text beside it, where it comes again or stands in several lines.
    texts = [text for text in texts if len(text.split()) < 3 or text.rstrip(",;. ") not in found.title]
    listed = ", ".join(repr(text) for text in texts)
    return kept, [f"around the title: {listed}"] if texts else []


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
    # The lines above the first paragraph are the title, which is above a series without labels.
    above = len(list(takewhile(bool, styles)))
    for own in _group_by_style(styles).values():
        series = _find_series(own, texts, _LABELLED) or _find_series(own, texts, _NUMBERED)
        if len(own) > MANY and series:
            # A part such as *Overview* may come before the first of a series.
            has_labels = bool(_LABELLED.match(texts[series[0]]))
            raised |= {*series, *(place for place in own if place < above and not has_labels)}
            raised |= {place for place in own if place < series[0] and _opens(texts[place])}
    return [(style[0], 2) if style and place in raised else style for place, style in enumerate(styles)]
