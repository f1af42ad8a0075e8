"""Finds the lines in bold that are headings, in texts whose files say what is bold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reading.documents.typography.heading_levels import LONGEST_HEADING, LONGEST_POINT

BOLD = 12
"""The level of a line in bold that is a heading, below those that marks and numbers may have."""

MIN_BOLD = 2
"""Lines in bold from which on they are headings. One alone may stress what it says."""

MAX_SPEAKER = 3
"""Words of a line in bold that names a speaker where it comes again."""

_SENTENCE_END = re.compile(r"[.!?:;\u2026][\"')\]\u201d\u2019]*$")
_NO_HEADING_END = re.compile(r"[.!,;:][\"')\]\u201d\u2019]*$")

_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+\S")
"""The number of a question or a point, such as *(3)* or *3.*"""


class Text(NamedTuple):
    """A block of text.

    is_heading: whether a mark makes it a heading
    is_bold: whether all of it is bold
    is_item: whether it stands in a list or a quotation
    """

    text: str
    is_heading: bool = False
    is_bold: bool = False
    is_item: bool = False


def find_bold_headings(blocks: Sequence[Text]) -> set[int]:
    """The places of the lines in bold that are headings, if a text has several.

    Such a line stands alone above text, outside of lists. The text below it is a sentence or a list, which
    the name in a letterhead has not. It does not end like a sentence, unless it is one of a series of
    numbers. A short line that comes again is no heading: it names a speaker.

    >>> below = Text("They wait.")
    >>> texts = ["Old ships", "(1) Ships wait!", "(2) Do they?", "They do."]
    >>> blocks = [block for text in texts for block in (Text(text, is_bold=True), below)]
    >>> sorted(find_bold_headings(blocks))
    [0, 2, 4]
    """

    def opens_text(place: int) -> bool:
        if place + 1 == len(blocks):
            return False
        after = blocks[place + 1]
        is_sentence = not (after.is_heading or after.is_bold) and bool(_SENTENCE_END.search(after.text))
        return after.is_item or is_sentence

    alone = {
        place
        for place, block in enumerate(blocks)
        if block.is_bold and not (block.is_heading or block.is_item) and opens_text(place)
    }
    counts = Counter(blocks[place].text for place in alone)
    alone -= {
        place
        for place in alone
        if counts[blocks[place].text] > 1 and len(blocks[place].text.split()) <= MAX_SPEAKER
    }
    series = _find_series({place: blocks[place].text for place in sorted(alone)})
    found = {
        place
        for place in alone
        if place in series
        or (
            not _NO_HEADING_END.search(blocks[place].text)
            and len(blocks[place].text.split()) <= LONGEST_HEADING
        )
    }
    return found if len(found) >= MIN_BOLD else set()


def _find_series(texts: dict[int, str]) -> set[int]:
    """The places of texts with numbers. Nothing if there are few, or if the numbers do not go up."""
    numbers = {
        place: int(number[1])
        for place, text in texts.items()
        if (number := _NUMBER.match(text)) and len(text.split()) <= LONGEST_POINT
    }
    is_rising = all(before < after for before, after in pairwise(numbers.values()))
    return set(numbers) if is_rising and len(numbers) >= MIN_BOLD else set()
