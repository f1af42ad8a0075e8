"""Computes intervals of proportions, and adjusts p-values for multiple tests."""

from __future__ import annotations

import numpy as np

from reading.measures.arrays import Floats, Numbers, floats

LEVEL = 0.95
"""The confidence level of intervals."""


def clopper_pearson(hits: Numbers, of: Numbers, *, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """Return the low and high ends of the exact two-sided interval of a proportion.

    Takes whole numbers or arrays of them: `hits` of `of` trials. The ends are from 0 to 1; without any trial
    they are 0 and 1. The coverage is at least the level, and usually higher. Raises `ValueError` for a level
    that is not between 0 and 1.

    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404, as quantiles of the beta distribution.

    >>> low, high = clopper_pearson(0, 42)
    >>> float(low), round(float(high), 3)
    (0.0, 0.084)
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.special import betaincinv

    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, which {level} does not")
    hits, of = floats(hits, of)
    misses, tail = of - hits, (1 - level) / 2
    # The beta distribution is not defined where the low end is 0 or the high end is 1.
    low = np.where(hits > 0, betaincinv(np.maximum(hits, 1), misses + 1, tail), 0.0)
    high = np.where(misses > 0, betaincinv(hits + 1, np.maximum(misses, 1), 1 - tail), 1.0)
    return low[()], high[()]


def wilson(hits: Numbers, of: Numbers, *, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """Return the low and high ends of the score interval of a proportion.

    Takes whole numbers or arrays of them: `hits` of `of` trials. The ends are from 0 to 1; without any trial
    they are 0 and 1. The coverage is the level on average: for some proportions it is a little lower. Raises
    `ValueError` for a level that is not between 0 and 1.

    Wilson (1927), doi:10.1080/01621459.1927.10502953, without correction for continuity.

    >>> low, high = wilson(0, 42)
    >>> float(low), round(float(high), 3)
    (0.0, 0.084)
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.special import ndtri

    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, which {level} does not")
    hits, of = floats(hits, of)
    z = float(ndtri((1 + level) / 2))
    misses = of - hits
    middle = hits + z**2 / 2
    spread = z * np.sqrt(np.divide(hits * misses, of, out=np.zeros_like(hits * of), where=of > 0) + z**2 / 4)
    # Rounding must not move the ends off 0 and 1.
    low = np.where(hits > 0, (middle - spread) / (of + z**2), 0.0)
    high = np.where(misses > 0, (middle + spread) / (of + z**2), 1.0)
    return low[()], high[()]


def adjust_p_values(p: Numbers) -> Floats:
    """Adjust p-values for the number of tests, by Benjamini and Hochberg. The array keeps its shape.

    A test is positive at a false discovery rate of q where its adjusted p-value is at most q. NaN stands for
    a test that was not made: it stays NaN and is not counted.

    Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> adjust_p_values([0.01, float("nan"), 0.04]).tolist()
    [0.02, nan, 0.04]
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import false_discovery_control

    adjusted = np.array(p, float)
    tested = ~np.isnan(adjusted)
    if tested.any():
        adjusted[tested] = false_discovery_control(adjusted[tested])
    return adjusted
