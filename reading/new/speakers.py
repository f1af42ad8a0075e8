"""Finds the speakers of a transcript or a play, whose labels open their turns: `Q`, `THE PRESIDENT:`.

A label says who speaks. It is no name that the text mentions, so that proposals of names leave it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

MIN_TURNS = 3
"""Paragraphs that begin with a label from which on it is that of a speaker."""

MIN_SHARE = 0.2
"""The share of paragraphs that are turns in a transcript or a play. Elsewhere labels are those of a list."""

_CAPITALS = r"[A-Z](?:[A-Z.'-]|Mc)*(?: [A-Z][A-Z.'-]*){0,3}"
_LABEL = re.compile(
    rf"(?P<label>Q|[QA][.:]|{_CAPITALS}(?<=[A-Z])[.:]|[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}:)(?:\s+|$)"
)


def find_speakers(paragraphs: Iterable[Sequence[str]]) -> list[str]:
    """List the labels of speakers without their marks, those of most turns first.

    paragraphs: the sentences of each paragraph
    """
    openings = [_LABEL.match(part[0]) for part in paragraphs]
    counts = Counter(match["label"].rstrip(".:") for match in openings if match)
    speakers = {label: count for label, count in counts.most_common() if count >= MIN_TURNS}
    return list(speakers) if sum(speakers.values()) >= MIN_SHARE * len(openings) else []


def strip_speakers(paragraphs: Iterable[Sequence[str]]) -> Iterator[str]:
    """The sentences of all paragraphs, without the labels of speakers.

    >>> list(strip_speakers([["Q And why?"], ["Q Is it?"], ["Q Who?", "Q is a letter."]]))
    ['And why?', 'Is it?', 'Who?', 'Q is a letter.']
    """
    paragraphs = list(paragraphs)
    speakers = set(find_speakers(paragraphs))
    for first, *others in paragraphs:
        label = _LABEL.match(first)
        is_turn = label is not None and label["label"].rstrip(".:") in speakers
        rest = first[label.end() :] if label and is_turn else first
        yield from filter(None, [rest, *others])
