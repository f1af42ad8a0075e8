"""Shuffles labels of sentences at random.

Whole sentences are shuffled, since the words of a sentence depend on each other (Lijffijt et al. 2016,
doi:10.1093/llc/fqu064). All random numbers are seeded.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RESAMPLES = 10_000
"""The number of permutations. Twice the standard error of a p-value of .05 is then .004."""

SEED = 1
"""The default seed of all random numbers, so that a figure is the same in each build."""


def permute_labels(
    labels: npt.NDArray[np.intp], *, permutations: int = RESAMPLES, seed: int = SEED
) -> npt.NDArray[np.intp]:
    """Return n labels in random orders: an array of shape (permutations, n)."""
    orders = np.broadcast_to(labels, (permutations, len(labels)))
    return np.random.default_rng(seed).permuted(orders, axis=1)
