"""Tells whether a text is in English."""

from __future__ import annotations

import re

from reading.text.closed_class import CLOSED_CLASS

MIN_WORDS = 20
"""Words below which nothing can be told."""

MIN_SHARE = 0.22
"""Share of words of closed classes from which on a text is English. English prose has 0.4 to 0.6."""

MIN_KNOWN = 0.6
"""Share of words that English has from which on a text with few words of closed classes is English.

Technical papers have 0.8, and texts in other languages 0.1 to 0.2.
"""

_SAMPLE = 1000
"""Words that are looked at."""


def is_english(text: str) -> bool:
    """Whether a text is in English. A short text, in which nothing can be told, counts as English.

    >>> is_english("Die Fähre kommt zu spät, und niemand im Hafen weiß, warum wir warten. " * 2)
    False
    """
    letters = [letter for letter in text[: 10 * _SAMPLE] if letter.isalpha()]
    words = re.findall(r"[^\W\d_]+", text.lower())[:_SAMPLE]
    if sum(letter.isascii() for letter in letters) * 2 < len(letters):
        return False
    if len(words) < MIN_WORDS or sum(word in CLOSED_CLASS for word in words) >= MIN_SHARE * len(words):
        return True
    # Imported here because it is rarely needed.
    from simplemma import in_target_language

    return in_target_language(" ".join(words), lang="en") >= MIN_KNOWN
