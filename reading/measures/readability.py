"""A text's words with their counts and its number of sentences go in; how hard it is to read comes out.

Words are a frame [token, count]. All three formulas count characters and need no syllables, which a table of
words does not have. They were fitted to schoolbooks and newspapers in the way that each counts words and
sentences; a text of a few hundred words stands on few sentences. Not a number where there are no words or no
sentences.
"""

from __future__ import annotations

import math

import pandas as pd

LONG = 6
"""A long word, to LIX, has more letters than this."""


def ari(words: pd.DataFrame, sentences: int) -> float:
    """The automated readability index: a grade of US schools, from the length of words and of sentences.

    4.71 characters/words + 0.5 words/sentences - 21.43, characters being letters and digits.

    Smith & Senter (1967), *Automated Readability Index*, AMRL-TR-66-220.
    """
    number = int(words["count"].sum())
    if not number or not sentences:
        return math.nan
    return 4.71 * _characters(words) / number + 0.5 * number / sentences - 21.43


def coleman_liau(words: pd.DataFrame, sentences: int) -> float:
    """The Coleman-Liau index: a grade of US schools, from letters and sentences per hundred words.

    0.0588 L - 0.296 S - 15.8, with L letters (and digits) and S sentences per hundred words.

    Coleman & Liau (1975), doi:10.1037/h0076540.
    """
    number = int(words["count"].sum())
    if not number or not sentences:
        return math.nan
    return 0.0588 * 100 * _characters(words) / number - 0.296 * 100 * sentences / number - 15.8


def lix(words: pd.DataFrame, sentences: int) -> float:
    """Lix: words per sentence, and the percentage of words of more than six letters, added up.

    About 25 is taken for children's books, about 45 for newspapers, above 55 for official texts.

    Bjornsson (1968), *Lasbarhet*; Bjornsson (1983), doi:10.2307/747382.
    """
    number = int(words["count"].sum())
    if not number or not sentences:
        return math.nan
    long = words.loc[words["token"].map(_length) > LONG, "count"].sum()
    return float(number / sentences + 100 * long / number)


def _characters(words: pd.DataFrame) -> int:
    return int((words["token"].map(_length) * words["count"]).sum())


def _length(token: str) -> int:
    """Letters and digits; a hyphen is none."""
    return sum(map(str.isalnum, token))
