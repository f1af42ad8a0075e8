"""Finds the headings and the title of a Word document or a web page: by styles, else by type."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from reading.documents.styled.bold_beside_styles import add_bold_levels
from reading.documents.styled.labelled_lines import find_labelled_lines
from reading.documents.typography import title_page
from reading.documents.typography.annexes import set_annex_levels
from reading.documents.typography.bold_headings import BOLD, Text, find_bold_headings
from reading.documents.typography.heading_levels import (
    Block,
    FoundBlocks,
    find_body_size,
    raise_title,
    set_levels,
)
from reading.documents.typography.title_page import (
    MIN_LETTERS,
    TitlePage,
    is_text,
    opens_document,
    read_title_page,
)
from reading.files.convert import Paragraph, describe_empty_sections
from reading.files.pdf import PageLine
from reading.files.web_blocks import join_characters

MAX_NOTE = 4
"""Paragraphs that may stand above the title of a Word document, such as a note on how to use it."""

MAX_MORE = 2
"""How many times as many lines as a file names headings may be set like these. More are headings, too."""

_FURNITURE = re.compile(
    r"(?:\w+ ){0,3}(?:table of )?contents:?|\W*this page (?:is )?(?:intentionally )?(?:left )?blank\W*",
    re.IGNORECASE,
)


def join_paragraphs(paragraphs: Sequence[Paragraph], *, title: str = "", name: str = "") -> FoundBlocks:
    """Find the headings and the title of a Word document, and leave out what stands around the title.

    A section that holds only a table is left out as well, and said. So is a number alone, such as that of a
    page.

    title: the title that the file states; a paragraph in the style of titles is better
    name: the name of the file, which may be that of its first heading
    """
    numbers = [part for part in paragraphs if not part.level and part.text.strip().isdecimal()]
    kept = [part for part in paragraphs if part not in numbers and not _is_furniture(part)]
    above_tables = {place for place, part in enumerate(kept) if part.above_table}
    centred = {place for place, part in enumerate(kept) if part.is_centred}
    blocks = set_annex_levels(mark_headings(kept), centred=centred, above_tables=above_tables)
    found = _find_title(kept, blocks, title, name)
    empty = _find_empty(blocks, above_tables)
    names = [" ".join(kept[place].text.split()) for place in sorted(empty)]
    blocks = [Block([]) if place in empty else block for place, block in enumerate(blocks)]
    if found.places and kept[found.places[0]].level:
        # A style that is below those of the other headings does not make the title a part of them.
        highest = min(block.level for block in blocks if block.level)
        blocks[found.places[0]] = blocks[found.places[0]]._replace(level=highest)
    blocks, beside = raise_title(blocks, found)
    bare = [f"numbers alone: {', '.join(part.text.strip() for part in numbers)}"] if numbers else []
    return FoundBlocks(blocks, [*beside, *describe_empty_sections(names), *bare], found.title)


def _find_title(
    paragraphs: Sequence[Paragraph], blocks: Sequence[Block], stated: str, name: str
) -> TitlePage:
    """The title page: the title, its lines, and what stands above it and between it and the first heading."""
    body = (
        find_body_size(
            [[PageLine(part.text, 0, 0, part.size, part.bold) for part in paragraphs if part.size]]
        )
        or 10
    )
    first = next((place for place, part in enumerate(paragraphs) if part.role == "title"), len(paragraphs))
    styled = list(takewhile(lambda part: part.role == "title", paragraphs[first:]))
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
        for part, block in zip(paragraphs, blocks, strict=True)
    ]
    found = read_title_page(described, body, " ".join(part.text for part in styled) or stated)
    if not found.title:
        found = _find_title_by_name(described, blocks, name)
    if not found.title:
        found = _find_title_below_note(described, blocks)
    # What stands between the title and the first heading is no text where none of it is a sentence.
    start = found.places.stop
    headings = [place for place in range(start, len(blocks)) if blocks[place].level]
    end = next(iter(headings), start)
    # A heading of the cover comes again above its part.
    texts = [described[place].text for place in headings]
    is_on_cover = len(headings) > 2 and texts[0] in texts[2:] and headings[0] <= start + 1
    if is_on_cover and not any(is_text(block.text) for block in described[start : headings[1]]):
        end = headings[1]
    is_around = found.places and not any(is_text(block.text) for block in described[start:end])
    return found._replace(left_out=[*{*found.left_out, *range(start, end)}]) if is_around else found


def _find_title_below_note(described: Sequence[title_page.Block], blocks: Sequence[Block]) -> TitlePage:
    """The title below a note: the only heading of the highest level, near the start."""
    levels = [block.level for block in blocks if block.level]
    place = next((place for place, block in enumerate(blocks) if block.level), len(blocks))
    is_title = levels[:1] == [min(levels, default=0)] and levels.count(levels[0]) == 1 < len(levels)
    if not is_title or not 0 < place <= MAX_NOTE or opens_document(described[place].text):
        return TitlePage("", range(0), [])
    return TitlePage(described[place].text, range(place, place + 1), list(range(place)))


def _find_title_by_name(
    described: Sequence[title_page.Block], blocks: Sequence[Block], name: str
) -> TitlePage:
    """The title in a heading near the start, above those of the highest level: the name of the file."""
    highest = min((block.level for block in blocks if block.level), default=0)
    for place, block in enumerate(blocks[: MAX_NOTE + 1]):
        if block.level == highest:
            break
        own, other = (join_characters(text) for text in (described[place].text, name))
        if block.level and own == other and len(own) >= MIN_LETTERS:
            return TitlePage(described[place].text, range(place, place + 1), list(range(place)))
    return TitlePage("", range(0), [])


def _find_empty(blocks: Sequence[Block], above_tables: Collection[int]) -> set[int]:
    """The places of headings that have only tables below them."""
    empty = set[int]()
    for place in reversed(range(len(blocks))):
        if level := blocks[place].level:
            after = range(place + 1, len(blocks))
            end = next((other for other in after if 0 < blocks[other].level <= level), len(blocks))
            has_parts = place + 1 < end and empty.issuperset(range(place + 1, end))
            if has_parts or (place + 1 == end and place in above_tables):
                empty.add(place)
    return empty


def _is_furniture(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the heading of a list of contents, or says that its page is blank."""
    return bool(_FURNITURE.fullmatch(" ".join(paragraph.text.split())))


def mark_web_headings(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Blocks of the paragraphs of a web page, in which lines in bold or with labels are headings, too.

    A bullet tells an item of a list from a heading with the same words.
    """
    bold = find_bold_headings(
        [Text(part.text, bool(part.level), part.bold, part.role == "item") for part in paragraphs]
    )
    levels = [BOLD if place in bold else part.level for place, part in enumerate(paragraphs)]
    for place in find_labelled_lines([part.text for part in paragraphs]):
        if not levels[place] and paragraphs[place].role != "item":
            levels[place] = BOLD - 1
    names = {part.text for part, level in zip(paragraphs, levels, strict=True) if level}
    return [
        Block([f"- {part.text}" if part.role == "item" and part.text in names else part.text], level)
        for part, level in zip(paragraphs, levels, strict=True)
    ]


def mark_headings(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """Blocks of the paragraphs of a Word document.

    Where the file names no headings, larger or bold type makes them, as in a PDF. So it does where the file
    names few of those that are set alike. Where it names more, lines in bold are headings, too.
    """
    named = [bool(part.level) for part in paragraphs]
    lines = [PageLine(part.text, 0, 0, part.size, part.bold) for part in paragraphs]
    body = find_body_size([[line for line in lines if line.size]]) or 10
    blocks = [
        block._replace(level=0) if part.role == "row" or part.text.rstrip().endswith(":") else block
        for part, block in zip(
            paragraphs,
            set_levels([[line._replace(size=line.size or body)] for line in lines], body),
            strict=True,
        )
    ]
    found = [bool(block.level) for block in blocks]
    are_among = all(by_type for by_type, by_style in zip(found, named, strict=True) if by_style)
    if any(named) and not (are_among and sum(found) > MAX_MORE * sum(named)):
        levels = add_bold_levels(paragraphs)
        return [Block([part.text], level) for part, level in zip(paragraphs, levels, strict=True)]
    return blocks
