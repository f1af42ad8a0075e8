"""Joins short lines that close a text to it: signatures, and the names of those who said what is quoted.

`_static/text_closing.js` holds the same rules for the browser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from reading.documents.plain.headings import LABEL, NUMBER, find_headings, is_opening, is_wrapped
from reading.documents.plain.lines import PARTICLES, clear, count_indent, has_words, list_runs
from reading.files.read import Line
from reading.text.sentences import normalize

LONGEST_CLOSING = 6
"""Words of a line that closes a text."""

MIN_TEXT = 8
"""Words of a paragraph from which on a line may close it. Less may be a direction, or a line of a list."""

MAX_SHARE, MAX_SHARE_SAID = 0.25, 0.5
"""The share of the headings from which on lines that close texts in the same way are headings.

The second is for names below quotations.
"""

LONGEST_NAME = 5
"""Words of the name of a person, besides particles."""

_OPEN_END = re.compile(r"(?<![\w'-])(?:an?|and|my|of|our|the|their|your)$")
"""A word with which no sentence ends."""

_STOP = re.compile(r"[.!?][\"')\]]*$")

_NO_NAME = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
"""Words that the name of a person does not have, also in capitals."""

_DIALOGUE = re.compile(r'"[^"]*"')
"""Words between two quotations."""


def join_closing_lines(lines: Sequence[Line], contents: Collection[str] = ()) -> list[Line]:
    """Join the short lines that close a text, and look like headings, to the last line of that text.

    contents: the headings that a list of contents names

    Such a line is a name that is nearer to the text above than to a heading right below it. Or it is nearer
    to that text than to the text below it, and stands to the right with it, such as below verse. Or it ends
    the sentence above. Or it is a name below a quotation, and others stand so as well. Where many headings
    stand in one of these ways, they are headings.

    >>> text = ["OLD PORTS", "", "They wait at the quay for", "the ice to go.", "", "ANN LEE", "", ""]
    >>> joined = join_closing_lines([Line(0, line) for line in [*text, "OLD SHIPS", "", "They sail."]])
    >>> [line.text for line in joined if line.text]
    ['OLD PORTS', 'They wait at the quay for', 'the ice to go. ANN LEE', 'OLD SHIPS', 'They sail.']
    """
    text = "\n".join(line.text for line in lines)
    found = find_headings(text, "blank" if is_wrapped(text) else "line", tuple(contents))
    names = {name for name, level in found.levels.items() if level} - set(contents)
    groups = list_runs(has_words(line.text) for line in lines)
    texts = [[normalize(line.text) for line in lines[start:end]] for start, end in groups]
    headings = {number for number, own in enumerate(texts) if own[0] in names}
    below_text = {number for number in range(1, len(texts)) if texts[number - 1][-1] not in found.levels}
    may_close = {
        number
        for number in headings & below_text
        if len(texts[number]) == 1 and number < len(groups) - 1 and _may_close(texts[number][0])
    }
    nearer = {
        number
        for number in may_close
        if groups[number][0] - groups[number - 1][1] < groups[number + 1][0] - groups[number][1]
    }
    last = {
        number
        for number in nearer & {heading - 1 for heading in headings}
        if _is_person(texts[number][0]) and _count_words(texts[number - 1]) >= MIN_TEXT
    }
    beside = {number for number in nearer if _is_beside(lines, groups[number - 1 : number + 2])}
    unended = {number for number in may_close if _OPEN_END.search(texts[number - 1][-1])}
    said = _find_said(texts) & below_text
    ways = [(last, MAX_SHARE), (beside, MAX_SHARE), (said, MAX_SHARE_SAID)]
    ways += [(unended, MAX_SHARE)] if _has_stops(texts) else []
    joined = list(lines)
    for number in set().union(*(way for way, share in ways if _are_rare(way & headings, headings, share))):
        (_, above), (start, _) = groups[number - 1], groups[number]
        joined[above - 1] = joined[above - 1]._replace(
            text=f"{joined[above - 1].text.rstrip()} {texts[number][0]}"
        )
        joined[start] = clear(joined[start])
    return joined


def _are_rare(closing: Collection[int], headings: Collection[int], share: float) -> bool:
    """Whether lines that look like headings are few beside all that look so. A single one always is."""
    return len(closing) < 2 or len(closing) < share * len(headings)


def _has_stops(texts: Sequence[Sequence[str]]) -> bool:
    """Whether at least half of the paragraphs end with full stops, unlike those of some verse."""
    ends = [bool(_STOP.search(own[-1])) for own in texts if _count_words(own) >= MIN_TEXT]
    return 2 * sum(ends) >= len(ends)


def _is_person(text: str) -> bool:
    """Whether a line looks like the name of a person: two words or more, each with a capital letter.

    >>> _is_person("Ann B. van Dam"), _is_person("THE SALT"), _is_person("EVENING")
    (True, False, False)
    """
    words = [word for word in text.split() if word not in PARTICLES]
    return 2 <= len(words) <= LONGEST_NAME and all(map(_is_word_of_name, words))


def _is_word_of_name(word: str) -> bool:
    is_spelled = all(mark.isalpha() or mark in ".'-" for mark in word)
    return word[0].isupper() and is_spelled and word.lower() not in _NO_NAME


def _is_beside(lines: Sequence[Line], groups: Sequence[tuple[int, int]]) -> bool:
    """Whether a line stands to the right of the text below it, and all of the text above it does so, too.

    It looks like the name of a person, or ends with a full stop, as the source of verse may do.
    """
    (top, bottom), (place, _), (below, _) = groups
    text = lines[place].text
    least = min(count_indent(line.text) for line in lines[top:bottom])
    is_source = _is_person(normalize(text)) or text.rstrip().endswith(".")
    return is_source and least >= count_indent(text) > count_indent(lines[below].text)


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
        if quoted[number - 1] and len(texts[number]) == 1
        if _may_close(texts[number][0]) and _is_person(texts[number][0])
    ]
    return {one for pair in pairwise(named) if pair[1] - pair[0] == 2 for one in pair}


def _is_quotation(text: str) -> bool:
    """Whether a paragraph is one quotation, without words that say who speaks. A heading may answer one."""
    return text[0] == '"' == text[-1] and text[-2:] != '?"' and not _DIALOGUE.search(text[1:-1])
