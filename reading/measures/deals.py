"""Deals the paragraphs of a document out to its two sections in all ways, and compares shares of sentences.

Nine paragraphs can be dealt into five and four in 126 ways. A deal has a difference `d`: the share of the
sentences that have a feature in the one part, less that in the other, in size. The real sections are one of
the deals. How many deals differ as much describes them and infers nothing, since nobody drew them by lot.

In all functions, `sizes` has the sentences of each paragraph, in the document's order. The first `inside`
paragraphs are the first section. `counts` has how many of these sentences have a feature. Differences are
exact fractions, so that ties are ties.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations

LEAST, MOST = 20, 10_000
"""The smallest and the largest number of deals that the book counts."""


def has_deals(paragraphs: Sequence[int]) -> bool:
    """Whether deals are counted in a document whose sections have so many paragraphs each.

    >>> has_deals([5, 4]), has_deals([2, 2]), has_deals([3, 3, 3])
    (True, False, False)
    """
    return len(paragraphs) == 2 and LEAST <= math.comb(sum(paragraphs), paragraphs[0]) <= MOST


def list_differences(counts: Sequence[int], sizes: Sequence[int], inside: int) -> list[Fraction]:
    """Return the difference of each deal, in the order of `combinations`: the real one is the first.

    >>> list(map(str, list_differences([1, 0, 1], [2, 2, 2], 1)))
    ['1/4', '1/2', '1/4']
    """
    held, every = sum(counts), sum(sizes)

    @cache
    def differ(hits: int, of: int) -> Fraction:
        return abs(Fraction(hits, of) - Fraction(held - hits, every - of))

    dealt = combinations(range(len(sizes)), inside)
    return [differ(sum(counts[i] for i in deal), sum(sizes[i] for i in deal)) for deal in dealt]


def count_deals(features: Mapping[str, Sequence[int]], sizes: Sequence[int], inside: int) -> dict[str, int]:
    """Return for each feature of a list in how many deals some feature of it differs as much.

    `features` has the counts of each. So that frequent and rare features compare, `d` squared is divided by
    its mean over all deals; a feature that never differs is left out. A deal counts for a feature if the
    largest value on the list reaches that of the feature in the real sections (Westfall & Young 1993,
    *Resampling-Based Multiple Testing*). For a list of one it counts if `d` is at least the real one.

    >>> count_deals({"alone": [2, 1, 0, 0]}, [2, 2, 2, 2], 2)
    {'alone': 2}
    """
    scaled = {}
    for name, counts in features.items():
        squares = [difference**2 for difference in list_differences(counts, sizes, inside)]
        if mean := Fraction(sum(squares), len(squares)):
            scaled[name] = [square / mean for square in squares]
    largest = [max(values) for values in zip(*scaled.values(), strict=True)]
    return {name: sum(value >= own[0] for value in largest) for name, own in scaled.items()}
