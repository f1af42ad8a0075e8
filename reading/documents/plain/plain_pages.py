"""Joins the pages of a plain text, which form feeds or page numbers part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reading.documents.plain.lines import clear
from reading.documents.plain.running_lines import EDGE, describe_running_lines, find_running_lines, goes_on
from reading.documents.plain.running_parts import CAPTION, find_captions, find_running_parts
from reading.files.read import Line
from reading.formatting import pluralize

MIN_PAGES = 2
"""Page numbers from which on lines that are only numbers are such."""

_PAGE_NUMBER = re.compile(r"[0-9]{1,4}")


class Joined(NamedTuple):
    """The lines of running text, and a line about each thing that was left out.

    names: the parts that running heads name, which are headings of the text now
    """

    parts: list[Line]
    stripped: list[str]
    names: Sequence[str] = ()


def join_plain_pages(lines: Sequence[Line]) -> Joined:
    """Join the pages of a plain text, which form feeds part, and leave out running heads and page numbers.

    Blank lines at the edges of a page are left out where a paragraph goes on. A text without form feeds and
    page numbers within sentences is returned as it is. A part that only running heads name gets its name as a
    heading.
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
    named = find_running_parts(texts)
    names = named.names if named else [""] * len(pages)
    starts = [place for place in range(len(pages)) if names[place] and names[place] not in names[:place]]
    captions = find_captions([texts[place][named.row + 1 :] for place in starts]) if named else set[str]()
    parts: list[Line] = []
    stripped: list[str] = []
    for place, (page, full, (top, bottom)) in enumerate(zip(filled, pages, running, strict=True)):
        top = max(top, named.row + 1) if named else top
        bottom = min(bottom, len(page) - top)
        stripped += [line.text for line in [*page[:top], *page[len(page) - bottom :]]]
        kept = page[top : len(page) - bottom]
        caption = set[Line]()
        if place in starts:
            caption = {line for line in kept[:CAPTION] if " ".join(line.text.split()) in captions}
            number = page[0].number
            parts += [Line(number, ""), Line(number, names[place]), Line(number, "")]
        if not kept:
            continue
        if parts and not goes_on(parts[-1].text.strip(), kept[0].text.strip()):
            parts.append(Line(kept[0].number, ""))
        start, end = full.index(kept[0]), full.index(kept[-1])
        parts += [clear(line) if line in caption else line for line in full[start : end + 1]]
    breaks = f"{pluralize(len(pages) - 1, 'page break')}"
    again = (
        [f"a caption of up to {pluralize(len(captions), 'line')} at the start of parts"] if captions else []
    )
    return Joined(
        parts,
        [breaks, *numbers, *describe_running_lines(stripped), *again],
        [names[place] for place in starts],
    )


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
            inside += goes_on(lines[before].text.strip(), lines[after].text.strip())
    if len(found) < MIN_PAGES or 2 * inside < len(found):
        return list(lines), []
    marked = [Line(line.number, "\f") if place in found else line for place, line in enumerate(lines)]
    numbers = " to ".join(lines[place].text.strip() for place in (found[0], found[-1]))
    return marked, [f"page numbers {numbers}"]
