"""Tells whether a text is in English."""

from __future__ import annotations

import re

MIN_WORDS = 20
"""Words below which nothing can be told."""

MIN_KNOWN = 0.6
"""Share of words that English has from which on a text is English: papers have 0.8, other languages 0.2."""

_SAMPLE = 1000
"""Words that are looked at."""


def is_english(text: str) -> bool:
    """Whether a text is in English. A short text, in which nothing can be told, counts as English.

    >>> is_english("Die Fähre kommt zu spät, und niemand im Hafen weiß, warum wir warten. " * 2)
    False
    """
    # Only a new book needs it.
    from simplemma import in_target_language

    words = re.findall(r"[^\W\d_]+", text.lower())[:_SAMPLE]
    return len(words) < MIN_WORDS or in_target_language(" ".join(words), lang="en") >= MIN_KNOWN
