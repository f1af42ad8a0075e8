"""Ranks the speakers who use words, and counts tokens by these ranks."""

from __future__ import annotations

import numpy as np

from reading.measures.arrays import Floats, Integers

EQUAL = 9
"""Decimals to which presences are compared: those that tie differ by errors of rounding."""

NONE = 1_000_000
"""The rank of a speaker who does not use a lemma."""


def rank_among(presences: Floats, others: Floats) -> Integers:
    """Return the number of other speakers whose presence is at least as high; `NONE` where it is 0.

    `presences` has a speaker's presence of each lemma, `others` those of others: a row for each lemma.

    >>> rank_among(np.array([0.5, 0]), np.array([[0.7, 0.5], [0, 0.1]])).tolist()
    [2, 1000000]
    """
    ranks: Integers = (others >= presences[:, np.newaxis]).sum(axis=1)
    return np.where(presences > 0, ranks, NONE)


def count_by_rank(counts: Integers, ranks: Integers, last: int) -> list[int]:
    """Return how many tokens have the rank 1, 2 and so on, without zeros at the end.

    >>> count_by_rank(np.array([3, 1, 2]), np.array([1, 9, 3]), 4)
    [3, 0, 2]
    """
    near = np.bincount(np.minimum(ranks, last + 1), counts, last + 2)[1 : last + 1]
    listed: list[int] = np.trim_zeros(near.astype(int), "b").tolist()
    return listed
