"""Finds the lines with labels that are headings, such as *Sec. 2. Ports.*, beside those that a file marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

MIN_LABELLED = 3
"""Labels of a kind from which on their lines are headings. One alone may be a reference."""

LONGEST_LABELLED = 20
"""Words of such a line."""

_LABEL = re.compile(
    r"[\"'\u201c\u2018]?(?P<kind>Article|Art\.|Clause|Rule|Section|Sec\.|\u00a7)\s*\d+[A-Za-z]?(?:[.-]\d+)*"
    r"(?:[.:]|\s*[\u2013\u2014-])?(?:\s+(?P<name>[A-Z].*))?"
)
_VERB = re.compile(r"\b(?:applies|are|has|have|is|may|must|shall|takes?|was|were|will)\b")
"""A verb that makes a sentence of a line."""

_STOP_INSIDE = re.compile(r"[a-z\d)][.;:!?]\s")


def find_labelled_lines(texts: Sequence[str]) -> set[int]:
    """The places of paragraphs that are only a label and a name, and stand above text.

    A list of contents has such lines as well: there, none is above text, or the line comes again.

    >>> law = ["Sec. 1. Ports.", "They wait.", "Sec. 2. Old ships.", "They load.", "Sec. 3.", "They sail."]
    >>> sorted(find_labelled_lines(law)), find_labelled_lines(law[:4])
    ([0, 2, 4], set())
    """
    found = {place: label for place, text in enumerate(texts) if (label := _match(text))}
    last = {texts[place]: place for place in found}
    above_text = [
        place
        for place in found
        if place + 1 < len(texts) and place + 1 not in found and last[texts[place]] == place
    ]
    kinds = Counter(found[place]["kind"] for place in above_text)
    return {place for place in above_text if kinds[found[place]["kind"]] >= MIN_LABELLED}


def _match(text: str) -> re.Match[str] | None:
    """The label of a paragraph that is nothing else but a label and a name."""
    words = " ".join(text.split())
    label = _LABEL.fullmatch(words)
    name = label["name"] or "" if label else ""
    is_name = not (_VERB.search(name) or _STOP_INSIDE.search(name) or words.endswith((",", ";", ":")))
    return label if is_name and len(words.split()) <= LONGEST_LABELLED else None
