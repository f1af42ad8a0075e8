"""Measures the lexical diversity of a text from its tokens in order.

The plain ratio of types to tokens falls as a text grows; MATTR and MTLD are made not to.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

WINDOW = 50
"""Tokens in a moving window: the usual choice, much shorter than a section."""

THRESHOLD = 0.72
"""The type-token ratio at which a factor of MTLD ends; McCarthy and Jarvis saw curves level out there."""


def type_token_ratio(tokens: Sequence[str]) -> float:
    """Return types divided by tokens, from 0 to 1; NaN where there are no tokens."""
    return len(set(tokens)) / len(tokens) if tokens else math.nan


def mattr(tokens: Sequence[str], *, window: int = WINDOW) -> float:
    """Return the moving-average type-token ratio: the mean over all windows of `window` successive tokens.

    A text shorter than the window is one window. NaN where there are no tokens. Raises `ValueError` for a
    window of less than one token.

    Covington & McFall (2010), doi:10.1080/09296171003643098.

    >>> mattr("one one two one one two one".split(), window=4)
    0.5
    """
    if window < 1:
        raise ValueError(f"a window holds one token or more, not {window}")
    if len(tokens) <= window:
        return type_token_ratio(tokens)
    windows = [tokens[start : start + window] for start in range(len(tokens) - window + 1)]
    return sum(len(set(each)) for each in windows) / window / len(windows)


def mtld(tokens: Sequence[str], *, threshold: float = THRESHOLD) -> float:
    """Return the measure of textual lexical diversity: the mean length, in tokens, of a factor.

    A factor is a run of tokens that ends when its type-token ratio has fallen to the threshold. The rest at
    the end of the text counts as a part of a factor, by how far its ratio has fallen. The result is the mean
    of a forward and a backward pass. A text without any repetition counts as one factor. NaN where there are
    no tokens. Raises `ValueError` for a threshold that is not between 0 and 1.

    McCarthy & Jarvis (2010), doi:10.3758/BRM.42.2.381.

    >>> mtld("of the people by the people for the people".split())
    9.0
    """
    if not 0 < threshold < 1:
        raise ValueError(f"a threshold lies between 0 and 1, which {threshold} does not")
    if not tokens:
        return math.nan
    forwards = len(tokens) / _count_factors(tokens, threshold)
    backwards = len(tokens) / _count_factors(reversed(tokens), threshold)
    return (forwards + backwards) / 2


def _count_factors(tokens: Iterable[str], threshold: float) -> float:
    factors = 0
    types = set[str]()
    length = 0
    for token in tokens:
        types.add(token)
        length += 1
        if len(types) / length <= threshold:
            factors += 1
            types.clear()
            length = 0
    rest = (1 - len(types) / length) / (1 - threshold) if length else 0.0
    return factors + rest or 1.0
