"""Shuffles whole paragraphs between sections.

Tests that shuffle single sentences take them as independent. Sentences of one paragraph are often about the
same things. `holds` has a row for each sentence and a column for each term, actor or theme:
1 where the sentence holds it, else 0. `paragraphs` has the number of the paragraph of each sentence, from 0.
"""

from __future__ import annotations

import itertools
import math

import numpy as np
import numpy.typing as npt

from reading.measures.arrays import SEED, TOLERANCE, Floats, Integers

MAX_ARRANGEMENTS = 9_999
"""The most arrangements of paragraphs that are all looked at. Of more, so many are drawn at random."""

BATCH = 1_111
"""The number of arrangements that are computed at once."""


def count_arrangements(paragraphs: int, inside: int) -> int:
    """Return how many arrangements `shuffle_paragraphs` looks at, for `inside` paragraphs of a section.

    >>> count_arrangements(9, 4)
    126
    """
    return min(math.comb(paragraphs, inside), MAX_ARRANGEMENTS + 1)


def shuffle_paragraphs(
    holds: Floats, paragraphs: Integers, inside: npt.NDArray[np.bool_], sizes: Floats | None = None
) -> Floats:
    """Return the p-value of each column where whole paragraphs are shuffled between a section and the rest.

    `inside` says of each sentence whether it is in the section. The section keeps its number of paragraphs.
    The p-value is the share of the arrangements, the observed one included, in which the share of sentences
    in the section differs from that in the rest at least as much as observed. There are N over k arrangements
    of N paragraphs, k of them in the section, and no p-value can be below one of them. If they are more than
    `MAX_ARRANGEMENTS`, so many are drawn, and the p-value is (1 + hits) / (1 + draws), by Phipson and Smyth
    (2010), doi:10.2202/1544-6115.1585.

    With `sizes`, such as the tokens of each sentence, `holds` has how many of these count, and all shares are
    of sizes. A share of nothing is 0.
    """
    number = int(paragraphs.max(initial=-1)) + 1
    belongs = np.arange(number)[:, np.newaxis] == paragraphs
    # The last column has the sentences of each paragraph, or their size.
    counts = belongs @ np.column_stack([holds, np.ones(len(holds)) if sizes is None else sizes])
    section = np.zeros(number)
    section[np.unique(paragraphs[inside])] = 1
    observed = _differences(section[np.newaxis], counts)
    hits, of = np.zeros(holds.shape[1]), 0
    for arrangements in _arrange(section):
        differences = _differences(arrangements, counts)
        hits += (differences >= observed * (1 - TOLERANCE)).sum(axis=0)
        of += len(arrangements)
    drawn = count_arrangements(number, int(section.sum())) > MAX_ARRANGEMENTS
    p: Floats = (hits + drawn) / (of + drawn)
    return p


def _arrange(section: Floats) -> itertools.chain[Floats]:
    """Return all arrangements of paragraphs, or random ones, in batches: 1 for those in the section."""
    number, inside = len(section), int(section.sum())
    if count_arrangements(number, inside) <= MAX_ARRANGEMENTS:
        chosen = np.array(list(itertools.combinations(range(number), inside)), int)
        every = np.zeros((len(chosen), number))
        np.put_along_axis(every, chosen, 1, axis=1)
        return itertools.chain([every])
    random = np.random.default_rng(SEED)
    rows = np.broadcast_to(section, (BATCH, number))
    return itertools.chain(random.permuted(rows, axis=1) for _ in range(MAX_ARRANGEMENTS // BATCH))


def _differences(arrangements: Floats, counts: Floats) -> Floats:
    """Return the absolute difference of the shares of sentences, for each arrangement and each column."""
    inside = arrangements @ counts
    outside = counts.sum(axis=0) - inside
    shares = [part[:, :-1] / np.maximum(part[:, -1:], 1) for part in (inside, outside)]
    differences: Floats = np.abs(shares[0] - shares[1])
    return differences
