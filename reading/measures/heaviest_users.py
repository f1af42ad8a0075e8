"""Ranks the speakers who use words, and tells how sure the share of a document is that one uses most."""

from __future__ import annotations

import numpy as np

from reading.measures.arrays import SEED, Floats, Integers, Numbers
from reading.measures.inference import LEVEL

RESAMPLES = 1_999
"""The number of resamples of a document, and of years."""

EQUAL = 9
"""Decimals to which presences are compared: those that tie differ by errors of rounding."""

NONE = 1_000_000
"""The rank of a speaker who does not use a lemma."""


def share_intervals(
    counts: Floats, sizes: Floats, strata: Numbers, presences: Floats, texts: Floats, *, user: int, most: int
) -> Floats:
    """Return the ends of the interval of a share, where sentences are drawn anew, and where years are, too.

    - counts: of each sentence, a row, the occurrences of each lemma; sizes: the tokens of each sentence
    - strata: the section of each sentence, in which as many are drawn with replacement as it has
    - presences: the sum of the presences of each lemma in the texts of each speaker, by year: an array of
      years, lemmas and speakers
    - texts: how many texts each speaker has in each year
    - user: the column of the speaker, who uses a lemma most if `most` speakers at most have as high a mean

    A row for sentences alone, and one for sentences and years together: percentiles of `RESAMPLES` draws.
    Efron (1979), doi:10.1214/aos/1176344552.
    """
    random = np.random.default_rng(SEED)
    weights = np.zeros((RESAMPLES, len(counts)))
    for stratum in dict.fromkeys(np.asarray(strata).tolist()):
        inside = np.flatnonzero(np.asarray(strata) == stratum)
        drawn = random.multinomial(len(inside), np.full(len(inside), 1 / len(inside)), RESAMPLES)
        weights[:, inside] = drawn
    number = len(presences)
    years = random.multinomial(number, np.full(number, 1 / number), RESAMPLES)
    drawn_sizes, drawn_counts = np.maximum(weights @ sizes, 1), weights @ counts
    as_observed = find_used(np.ones(number), presences, texts, user, most)
    alone = drawn_counts @ as_observed / drawn_sizes
    used = np.array([find_used(drawn, presences, texts, user, most) for drawn in years])
    both = (drawn_counts * used).sum(axis=1) / drawn_sizes
    ends: Floats = np.quantile([alone, both], [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=1).T
    return ends


def find_used(years: Numbers, presences: Floats, texts: Floats, user: int, most: int) -> Floats:
    """Return 1 for each lemma that a speaker uses most in years, each as often as drawn, and 0 for others.

    >>> presences, texts = np.array([[[0.5, 0.4, 0]], [[0, 0.6, 0.1]]]), np.ones((2, 3))
    >>> [find_used(years, presences, texts, 0, 1).tolist() for years in ([1, 1], [2, 0])]
    [[0.0], [1.0]]
    """
    # A speaker without texts in the years that are drawn has no mean, and no lemma.
    means = np.tensordot(years, presences, 1) / np.maximum(np.asarray(years) @ texts, 1)
    means = means.round(EQUAL)
    mine = means[:, [user]]
    used: Floats = (((means >= mine).sum(axis=1) <= most) & (mine[:, 0] > 0)).astype(float)
    return used


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
