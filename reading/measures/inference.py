"""Counts in, exact intervals of proportions out; p-values in, p-values adjusted for their number out."""

from __future__ import annotations

import numpy as np
from scipy.special import betaincinv

from reading.measures.arrays import Floats, Numbers, floats

LEVEL = 0.95
"""How often an interval is to hold the true value."""


def clopper_pearson(hits: Numbers, of: Numbers, *, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """The exact two-sided interval of a proportion: its low and high ends, from 0 to 1.

    Takes numbers or arrays of whole numbers. Of no trials nothing is known: 0 to 1. The interval holds the
    true value at least as often as its level says, and mostly more often.

    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404, as quantiles of the beta distribution.

    >>> low, high = clopper_pearson(0, 42)
    >>> float(low), round(float(high), 3)
    (0.0, 0.084)
    """
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, which {level} does not")
    hits, of = floats(hits, of)
    misses, tail = of - hits, (1 - level) / 2
    # Where an end is known without it, the beta distribution does not exist.
    low = np.where(hits > 0, betaincinv(np.maximum(hits, 1), misses + 1, tail), 0.0)
    high = np.where(misses > 0, betaincinv(hits + 1, np.maximum(misses, 1), 1 - tail), 1.0)
    return low[()], high[()]


def adjusted(p: Numbers) -> Floats:
    """P-values adjusted for their number, as an array of the same shape.

    Where one is at most q, its test is positive at a false discovery rate of q. What was not tested is not a
    number, stays so, and counts for nothing.

    Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> adjusted([0.01, float("nan"), 0.04]).tolist()
    [0.02, nan, 0.04]
    """
    # Half a second to import, which whoever tests nothing need not wait for.
    from scipy.stats import false_discovery_control

    adjusted = np.array(p, float)
    tested = ~np.isnan(adjusted)
    if tested.any():
        adjusted[tested] = false_discovery_control(adjusted[tested])
    return adjusted
