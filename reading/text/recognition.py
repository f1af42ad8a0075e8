"""Tells by misspelt words whether a text was recognised badly in pictures (OCR), or its words are cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from reading.text.english import read_rates

MIN_WORDS = 200
"""Words in lower case from which on the share of unknown ones tells something."""

MAX_UNKNOWN = 0.01
"""The share of words that occur once and are not English, up to which a text is well spelt.

It is 0.7% or less in 30 PDFs of reports, papers and statutes, and 1.3% and 2.7% in two that are damaged.
"""

MAX_LISTED = 5

RARE, TIMES = 3e-5, 100
"""Cut words are joined where a part is rarer than `RARE` and the whole `TIMES` as frequent as by chance."""

_EDGES = re.compile(r"^\W+|\W+$")

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
    return (
        f"the text has {len(unknown)} words that are not English, such as {listed}: it may be badly "
        "recognised (OCR), or its words are cut; correct it first"
    )


def join_cut_words(line: str) -> str:
    """Join words that a file cuts in two, as the rates of the parts and of the whole tell.

    >>> join_cut_words("They dism issed th e crim es, as may be.")
    'They dismissed the crimes, as may be.'
    """
    rates, joined = read_rates(), list[str]()
    for word in line.split():
        if joined and _is_cut(joined[-1], word, rates):
            joined[-1] += word
        else:
            joined.append(word)
    return " ".join(joined)


def _is_cut(first: str, second: str, rates: Mapping[str, float]) -> bool:
    one, other = _EDGES.sub("", first).lower(), _EDGES.sub("", second).lower()
    if not (first[-1:].isalpha() and second[:1].isalpha() and other):
        return False
    parts = rates.get(one, 0.0), rates.get(other, 0.0)
    return min(parts) < RARE and rates.get(one + other, 0.0) > TIMES * parts[0] * parts[1]
