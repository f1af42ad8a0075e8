"""Tells by misspelt words whether a text was recognised badly in pictures (OCR), or its words are cut."""

from __future__ import annotations

import re
from collections import Counter

from reading.text.english import read_rates

MIN_WORDS = 200
"""Words in lower case from which on the share of unknown ones tells something."""

MAX_UNKNOWN = 0.01
"""The share of words that occur once and are not English, up to which a text is well spelt.

It is 0.7% or less in 30 PDFs of reports, papers and statutes, and 1.3% and 2.7% in two that are damaged.
"""

MAX_LISTED = 5

_WORD = re.compile(r"(?<![\w'\u2019-])[a-z]{2,}(?![\w'\u2019-])")


def describe_recognition(text: str) -> str:
    """A line that names misspelt words, if there are many. Empty if there are few.

    Terms of a field come again, slips of recognition do not: only words that occur once count.
    """
    counts = Counter(_WORD.findall(text))
    rates = read_rates()
    unknown = [word for word, count in counts.items() if count == 1 and word not in rates]
    if counts.total() < MIN_WORDS or len(unknown) <= MAX_UNKNOWN * counts.total():
        return ""
    listed = ", ".join(unknown[:MAX_LISTED])
    return f"badly recognised: {len(unknown)} words are no English, such as {listed}; correct the text first"
