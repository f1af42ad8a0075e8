"""Finds the names in bold that open paragraphs of a PDF, as those of the methods of a paper do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from reading.documents.typography.heading_levels import is_caption
from reading.files.pdf import PageLine
from reading.formatting import round_half_up

MIN_OPENINGS = 3
"""Paragraphs with a name in bold from which on their names are headings."""

LONGEST_NAME = 8
"""Words of such a name."""

MIN_REST = 3
"""Words behind a name in its line."""

_NAME = re.compile(r"[A-Z][^.:;?!]*\.")
"""A name with a full stop. With a colon it would be a label, such as that of a field or a speaker."""


class Opened(NamedTuple):
    """The pages with names in bold on lines of their own, and these lines."""

    pages: list[list[PageLine]]
    names: set[PageLine]


def separate_bold_openings(pages: Sequence[Sequence[PageLine]], body: float) -> Opened:
    """Set the names in bold that open paragraphs on lines of their own, if there are several.

    body: the usual size of type

    They end with a full stop, and begin at the same edge. Captions of pictures and tables are no such names.

    >>> texts = [("Ships.", "They wait for salt."), ("Salt.", "It is late now."), ("Iron.", "It rusts here.")]
    >>> lines = [PageLine(f"{name} {rest}", 50, 700, 10, False, lead=name) for name, rest in texts]
    >>> [line.text for line in separate_bold_openings([lines], 10).pages[0]][:2]
    ['Ships.', 'They wait for salt.']
    """
    found = [(line, name) for page in pages for line in page if (name := _read_name(line, body))]
    edges = Counter(round_half_up(line.left) for line, _ in found)
    [(edge, count)] = edges.most_common(1) or [(0, 0)]
    names = {line: name for line, name in found if round_half_up(line.left) == edge}
    if count < MIN_OPENINGS or len(set(names.values())) < count:
        return Opened([list(page) for page in pages], set())
    separated, headings = list[list[PageLine]](), set[PageLine]()
    for page in pages:
        separated.append([])
        for line in page:
            if own := names.get(line):
                heading = line._replace(text=own, bold=True, lead="")
                headings.add(heading)
                rest = line.text[len(own) :].strip()
                separated[-1] += [heading, line._replace(text=rest, bold=False, lead="")]
            else:
                separated[-1].append(line)
    return Opened(separated, headings)


def _read_name(line: PageLine, body: float) -> str:
    """The name in bold with which a line opens. Empty where there is none."""
    rest = line.text[len(line.lead) :]
    name = line.lead + ("." if rest.startswith(".") and not line.lead.endswith(".") else "")
    is_name = bool(_NAME.fullmatch(name)) and not is_caption(name)
    is_short = len(name.split()) <= LONGEST_NAME and len(rest.split()) >= MIN_REST
    return name if is_name and is_short and line.size == body else ""
