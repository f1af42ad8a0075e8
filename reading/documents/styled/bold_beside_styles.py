"""Gives lines in bold their levels in a Word document whose other headings have styles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reading.documents.plain.headings import CAPTION
from reading.documents.typography.annexes import is_annex
from reading.documents.typography.bold_headings import Text, find_bold_headings
from reading.documents.typography.heading_levels import LONGEST_HEADING
from reading.files.convert import Paragraph

MIN_ANNEXES = 2
"""Annexes in bold from which on they are headings. One alone may be a reference."""

_NUMBER = re.compile(r"\s*(?P<number>\d{1,2})[.)]?\s+[^\W\d_]")
_CODE = re.compile(r"[<>{}\\|=]|://")
"""Signs that code and addresses have, and names of parts have not."""

_STOP = re.compile(r"[.!?:;,]\s*$")


def add_bold_levels(paragraphs: Sequence[Paragraph]) -> list[int]:
    """The levels of the paragraphs, with those of lines in bold below the first heading that has a style.

    An annex, such as *Schedule A - Maps*, stands beside the main headings. So does a line whose number is the
    next after that of such a heading. Other lines in bold are headings below the others, as in Markdown.

    >>> text, bold = Paragraph("They wait."), Paragraph("2. Ice", bold=True)
    >>> add_bold_levels([Paragraph("1. Ports", 2), text, bold, text, Paragraph("3. Salt", 2), text])
    [2, 0, 2, 0, 2, 0]
    """
    levels = [part.level for part in paragraphs]
    first = next((place for place, level in enumerate(levels) if level), len(levels))
    counts = Counter(filter(None, levels))
    main = min((level for level, count in counts.items() if count > 1), default=0)
    lines = {
        place: " ".join(part.text.split())
        for place, part in enumerate(paragraphs)
        if place > first and part.bold and not (part.level or part.role) and _is_name(part.text)
    }
    annexes = [place for place, text in lines.items() if is_annex(text)]
    if main and len(annexes) >= MIN_ANNEXES:
        levels = [main if place in annexes else level for place, level in enumerate(levels)]
    number = 0
    for place, part in enumerate(paragraphs):
        own = _NUMBER.match(part.text) if main and (levels[place] == main or place in lines) else None
        if own and not levels[place] and int(own["number"]) == number + 1 > 1:
            levels[place] = main
        if levels[place] == main:
            number = int(own["number"]) if own else 0
    texts = [Text(part.text, bool(level), part.bold) for part, level in zip(paragraphs, levels, strict=True)]
    bold = {place for place in find_bold_headings(texts) if place in lines}
    below = max(levels, default=0) + 1
    return [below if place in bold else level for place, level in enumerate(levels)]


def _is_name(text: str) -> bool:
    is_other = CAPTION.match(text) or _STOP.search(text) or _CODE.search(text)
    return 0 < len(text.split()) <= LONGEST_HEADING and not is_other
