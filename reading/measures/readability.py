"""Measures how hard a text is to read, from its words and its number of sentences.

All functions take a frame [token, count] and the number of sentences. They return NaN where there are no
words or no sentences. The formulas count characters instead of syllables, which a table of words does not
have. They were fitted to schoolbooks and newspapers, and a text of a few hundred words has too few sentences
for a reliable value.
"""

from __future__ import annotations

import math

import pandas as pd

LONG = 6
"""For LIX, a long word has more letters than this."""


def ari(words: pd.DataFrame, sentences: int) -> float:
    """Return the automated readability index, a grade of US schools.

    4.71 characters/words + 0.5 words/sentences - 21.43, where characters are letters and digits.

    Smith & Senter (1967), *Automated Readability Index*, AMRL-TR-66-220.
    """
    number = int(words["count"].sum())
    if not number or not sentences:
        return math.nan
    return 4.71 * _count_characters(words) / number + 0.5 * number / sentences - 21.43


def coleman_liau(words: pd.DataFrame, sentences: int) -> float:
    """Return the Coleman-Liau index, a grade of US schools.

    0.0588 L - 0.296 S - 15.8, with L letters (and digits) and S sentences per hundred words.

    Coleman & Liau (1975), doi:10.1037/h0076540.
    """
    number = int(words["count"].sum())
    if not number or not sentences:
        return math.nan
    return 0.0588 * 100 * _count_characters(words) / number - 0.296 * 100 * sentences / number - 15.8


def lix(words: pd.DataFrame, sentences: int) -> float:
    """Return LIX: words per sentence plus the percentage of words of more than six letters.

    About 25 is typical of children's books, about 45 of newspapers, more than 55 of official texts.

    Bjornsson (1968), *Lasbarhet*; Bjornsson (1983), doi:10.2307/747382.
    """
    number = int(words["count"].sum())
    if not number or not sentences:
        return math.nan
    long = words.loc[words["token"].map(_count_letters) > LONG, "count"].sum()
    return float(number / sentences + 100 * long / number)


def _count_characters(words: pd.DataFrame) -> int:
    return int((words["token"].map(_count_letters) * words["count"]).sum())


def _count_letters(token: str) -> int:
    """Return the number of letters and digits; a hyphen is neither."""
    return sum(map(str.isalnum, token))
