"""Joins short lines that close a text to it: signatures, and the names of those who said what is quoted.

`_static/text_closing.js` holds the same rules for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from reading.documents.plain.headings import LABEL, NUMBER, find_headings, is_opening, is_wrapped
from reading.documents.plain.lines import clear, count_indent, has_words, list_runs
from reading.files.read import Line
from reading.text.sentences import normalize

LONGEST_CLOSING = 6
"""Words of a line that closes a text."""

MIN_TEXT = 8
"""Words of a paragraph from which on a line may close it. Less may be a direction, or a line of a list."""

_OPEN_END = re.compile(r"(?<![\w'-])(?:am|an?|and|are|his|is|my|of|our|the|their|was|were|your)$")
"""A word with which no sentence ends."""

_DIALOGUE = re.compile(r'"[^"]*"')
"""Words between two quotations."""


def join_closing_lines(lines: Sequence[Line], contents: Collection[str] = ()) -> list[Line]:
    """Join the short lines that close a text, and look like headings, to the last line of that text.

    contents: the headings that a list of contents names

    Such a line is nearer to the text above than to a heading right below it, or than to the text below it, if
    it stands to the right with the text above, such as verse. Or it ends the sentence above. Or it stands
    below a quotation, and others stand so as well.

    >>> text = ["OLD PORTS", "", "They wait at the quay for", "the ice to go.", "", "ANN LEE", "", ""]
    >>> joined = join_closing_lines([Line(0, line) for line in [*text, "OLD SHIPS", "", "They sail."]])
    >>> [line.text for line in joined if line.text]
    ['OLD PORTS', 'They wait at the quay for', 'the ice to go. ANN LEE', 'OLD SHIPS', 'They sail.']
    """
    text = "\n".join(line.text for line in lines)
    found = find_headings(text, "blank" if is_wrapped(text) else "line", tuple(contents))
    headings = {name for name, level in found.levels.items() if level} - set(contents)
    groups = list_runs(has_words(line.text) for line in lines)
    texts = [[normalize(line.text) for line in lines[start:end]] for start, end in groups]
    may_close = [
        len(own) == 1 and own[0] in headings and _may_close(own[0]) and 0 < number < len(groups) - 1
        for number, own in enumerate(texts)
    ]
    said = _find_said(texts)
    joined = list(lines)
    for number in range(1, len(groups)):
        (_, above), (start, end) = groups[number - 1], groups[number]
        if texts[number - 1][-1] in found.levels or not (may_close[number] or number in said):
            continue
        below = groups[number + 1][0] if number + 1 < len(groups) else 0
        is_nearer = start - above < below - end
        is_heading_below = is_nearer and texts[number + 1][0] in headings
        is_last = is_heading_below and _count_words(texts[number - 1]) >= MIN_TEXT
        is_beside = is_nearer and _is_beside(lines, groups[number - 1 : number + 2])
        if is_last or is_beside or number in said or _OPEN_END.search(texts[number - 1][-1]):
            joined[above - 1] = joined[above - 1]._replace(
                text=f"{joined[above - 1].text.rstrip()} {texts[number][0]}"
            )
            joined[start] = clear(joined[start])
    return joined


def _is_beside(lines: Sequence[Line], groups: Sequence[tuple[int, int]]) -> bool:
    """Whether a line stands to the right of the text below it, and all of the text above it does so, too."""
    (top, bottom), (place, _), (below, _) = groups
    indent = count_indent(lines[place].text)
    least = min(count_indent(line.text) for line in lines[top:bottom])
    return least >= indent > count_indent(lines[below].text)


def _count_words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _may_close(text: str) -> bool:
    is_part = LABEL.match(text) or NUMBER.match(text) or is_opening(text)
    return len(text.split()) <= LONGEST_CLOSING and not is_part and not text.endswith((":", "?", "!"))


def _find_said(texts: Sequence[Sequence[str]]) -> set[int]:
    """The groups that name who said the quotation above them, where several are in a row."""
    quoted = [_is_quotation(" ".join(own)) for own in texts]
    named = [
        number
        for number in range(1, len(texts))
        if quoted[number - 1] and len(texts[number]) == 1 and _may_close(texts[number][0])
        if all(word[0].isupper() for word in texts[number][0].split())
    ]
    return {one for pair in pairwise(named) if pair[1] - pair[0] == 2 for one in pair}


def _is_quotation(text: str) -> bool:
    """Whether a paragraph is one quotation, without words that say who speaks."""
    return text[0] == '"' == text[-1] and not _DIALOGUE.search(text[1:-1])
