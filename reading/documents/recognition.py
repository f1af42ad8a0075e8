"""Tells by misspelt words whether a text was recognised badly in pictures (OCR), or its words are cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from reading.text.english import read_rates

MIN_WORDS = 200
"""Words in lower case from which on the share of unknown ones tells something."""

MAX_UNKNOWN = 0.01
"""The share of words that occur once and are not English, up to which a text is well spelt.

It is 0.7% or less in 30 PDFs of reports, papers and statutes, and 1.3% and 2.7% in two that are damaged.
"""

MIN_UNKNOWN = 5
"""Such words from which on a text is badly recognised: an author has a few slips, too."""

MAX_LISTED = 5

LONG_PART = 4
"""Letters of a word from which on it may be a part of a longer one, such as *band* in *bandstructure*."""

RARE, TIMES = 3e-5, 100
"""Cut words are joined where a part is rarer than `RARE` and the whole `TIMES` as frequent as by chance."""

HARDLY_A_WORD, COMMON = 3e-7, 3e-6
"""In a text that is well spelt, a part must be rarer, and the whole at least this frequent.

Among 26 PDFs, this joins 62 words in five, all of them rightly.
"""

MIN_WHOLE = 2
"""How often a text has a word elsewhere whose part it has only once."""

_PREFIXES = {
    "anti",
    "co",
    "de",
    "dis",
    "inter",
    "multi",
    "non",
    "over",
    "post",
    "pre",
    "re",
    "sub",
    "un",
}

_EDGES = re.compile(r"^\W+|\W+$")

_WORD = re.compile(r"(?<![\w'\u2019-])[a-z]{2,}(?![\w'\u2019-])")


def describe_recognition(text: str) -> str:
    """A line that names misspelt words, if there are many. Empty if there are few.

    Terms of a field come again, slips of recognition do not: only words that occur once count.
    """
    counts = Counter(_WORD.findall(text))
    rates = read_rates()
    unknown = [
        word for word, count in counts.items() if count == 1 and word not in rates and not _is_formed(word)
    ]
    least = max(MIN_UNKNOWN, MAX_UNKNOWN * counts.total())
    if counts.total() < MIN_WORDS or len(unknown) <= least:
        return ""
    listed = ", ".join(unknown[:MAX_LISTED])
    return (
        f"the text has {len(unknown)} words that are not English, such as {listed}: it may be badly "
        "recognised (OCR), or its words are cut; correct it first"
    )


def _is_formed(word: str) -> bool:
    """Whether a word is formed of English ones: of two, or of a prefix such as *re* and one."""
    rates = read_rates()
    ends = [word[size:] for size in range(2, len(word) - LONG_PART + 1)]
    return any(
        rates.get(end, 0) > COMMON / 10
        and (
            word.removesuffix(end) in _PREFIXES
            or (len(word) - len(end) >= LONG_PART and rates.get(word.removesuffix(end), 0) > COMMON)
        )
        for end in ends
        if len(end) >= LONG_PART
    )


def count_words(lines: Iterable[str]) -> Counter[str]:
    """How often the text has each word, in lower case."""
    return Counter(word for line in lines for word in re.findall(r"[^\W\d_]+", line.lower()))


def join_cut_words(
    line: str, *, is_damaged: bool = False, counts: Mapping[str, int] = MappingProxyType({})
) -> str:
    """Join words that a file cuts in two, as the rates of the parts and of the whole tell.

    is_damaged: whether the text has many misspelt words, so that a doubtful part is rather one of a word
    counts: how often the whole text has each word; a part that it has only here is rather one of a word

    >>> join_cut_words("They dism issed th e claims ad hoc."), join_cut_words("th e end", is_damaged=True)
    ('They dismissed th e claims ad hoc.', 'the end')
    """
    rates, words, joined = read_rates(), line.split(), list[str]()
    for word in words:
        if joined and _is_cut(joined[-1], word, rates, counts, is_damaged=is_damaged):
            joined[-1] += word
        else:
            joined.append(word)
    # Wide gaps tell the columns of a table, so a line without such words stays as it is.
    return " ".join(joined) if len(joined) < len(words) else line


def _is_cut(
    first: str, second: str, rates: Mapping[str, float], counts: Mapping[str, int], *, is_damaged: bool
) -> bool:
    one, other = _EDGES.sub("", first).lower(), _EDGES.sub("", second).lower()
    if not (first[-1:].isalpha() and second[:1].isalpha() and other):
        return False
    parts, whole = (rates.get(one, 0.0), rates.get(other, 0.0)), rates.get(one + other, 0.0)
    least = 0.0 if is_damaged else COMMON
    is_likely = whole > max(least, TIMES * parts[0] * parts[1])
    # The text has the whole word elsewhere, and the part nowhere else.
    part = min((one, other), key=lambda word: rates.get(word, 0.0))
    is_known = counts.get(one + other, 0) >= MIN_WHOLE and counts.get(part, 0) == 1
    is_rare = rates.get(part, 0.0) < min(RARE, whole / MIN_WHOLE / 5)
    return is_likely and (min(parts) < (RARE if is_damaged else HARDLY_A_WORD) or (is_known and is_rare))
