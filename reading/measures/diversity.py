"""A text's tokens in order go in; how varied its vocabulary is comes out.

The plain ratio of types to tokens falls as a text grows; MATTR and MTLD are made not to. All of them take one
pass over the tokens.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

WINDOW = 50
"""Tokens of a moving window: the usual choice, well below the length of a section."""

THRESHOLD = 0.72
"""Where a factor of MTLD ends: the ratio at which McCarthy and Jarvis saw curves level out."""


def type_token_ratio(tokens: Sequence[str]) -> float:
    """Types over tokens, from 0 to 1; not a number where there are no tokens."""
    return len(set(tokens)) / len(tokens) if tokens else math.nan


def mattr(tokens: Sequence[str], *, window: int = WINDOW) -> float:
    """The moving-average type-token ratio: the mean over all windows of so many tokens in a row.

    A text shorter than the window is one window. Not a number where there are no tokens.

    Covington & McFall (2010), doi:10.1080/09296171003643098.

    >>> mattr("one one two one one two one".split(), window=4)
    0.5
    """
    if window < 1:
        raise ValueError(f"a window holds one token or more, not {window}")
    if len(tokens) <= window:
        return type_token_ratio(tokens)
    # The types of all windows are summed token by token: each token adds the windows where it is the first of
    # its type, which open after the type's place before.
    seen: dict[str, int] = {}
    types = 0
    for place, token in enumerate(tokens):
        since = place - seen.get(token, -1)
        types += since if since < window else window
        seen[token] = place
    return (types - _beyond(tokens, window)) / window / (len(tokens) - window + 1)


def _beyond(tokens: Sequence[str], window: int) -> int:
    """Types of the windows that would reach beyond the last token, and do not count."""
    types = set[str]()
    total = 0
    for token in reversed(tokens[len(tokens) - window + 1 :]):
        types.add(token)
        total += len(types)
    return total


def mtld(tokens: Sequence[str], *, threshold: float = THRESHOLD) -> float:
    """The measure of textual lexical diversity: the mean length, in tokens, of a run that stays varied.

    A run ends, and counts as one factor, when its type-token ratio is down to the threshold; the rest at the
    end counts as the part of a factor that it has come to. The figure is the mean of the reading forwards and
    the reading backwards. A text without any repetition has no factor, and counts as one. Not a number where
    there are no tokens.

    McCarthy & Jarvis (2010), doi:10.3758/BRM.42.2.381.

    >>> mtld("of the people by the people for the people".split())
    9.0
    """
    if not 0 < threshold < 1:
        raise ValueError(f"a threshold lies between 0 and 1, which {threshold} does not")
    if not tokens:
        return math.nan
    forwards = len(tokens) / _factors(tokens, threshold)
    backwards = len(tokens) / _factors(reversed(tokens), threshold)
    return (forwards + backwards) / 2


def _factors(tokens: Iterable[str], threshold: float) -> float:
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
