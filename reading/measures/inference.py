"""Computes intervals of proportions, and adjusts p-values for multiple tests, discrete ones too."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reading.measures.arrays import TOLERANCE, Floats, Numbers, floats

LEVEL = 0.95
"""The confidence level of intervals."""


def clopper_pearson(hits: Numbers, of: Numbers) -> tuple[Numbers, Numbers]:
    """Return the low and high ends of the exact two-sided interval of a proportion.

    Takes numbers or arrays of them: `hits` of `of` trials. The ends are from 0 to 1; without any trial they
    are 0 and 1. The coverage is at least `LEVEL`, and usually higher. Numbers need not be whole, as where
    trials are counted by their effective number, see `intervals.effective_interval`.

    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404, as quantiles of the beta distribution.

    >>> low, high = clopper_pearson(0, 42)
    >>> float(low), round(float(high), 3)
    (0.0, 0.084)
    """
    # SciPy's functions take a quarter of a second to import.
    from scipy.special import betaincinv

    hits, of = floats(hits, of)
    misses, tail = of - hits, (1 - LEVEL) / 2
    # The beta distribution is not defined where the low end is 0 or the high end is 1.
    low = np.where(hits > 0, betaincinv(np.where(hits > 0, hits, 1), misses + 1, tail), 0.0)
    high = np.where(misses > 0, betaincinv(hits + 1, np.where(misses > 0, misses, 1), 1 - tail), 1.0)
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


def attainable_level(least: Floats, *, q: float) -> float:
    """Return q / K, the largest least p-value with which a discrete test can belong to a family of tests.

    `least` has the least p-value that each test can have, whatever is observed. K is the smallest whole
    number k for which at most k tests can have a p-value of q / k or lower. The family is the tests whose
    least p-value is at most q / K: others could not pass, and do not make it harder for those that could.

    Tarone (1990), doi:10.2307/2531456; for the false discovery rate Gilbert (2005),
    doi:10.1111/j.1467-9876.2005.00475.x, who then adjusts the p-values of the family as Benjamini and
    Hochberg do. The least p-values depend on totals that each test takes as given, and not on what it finds.

    >>> attainable_level(np.array([0.01, 0.02, 0.03, 0.3]), q=0.05)
    0.025
    """
    numbers = np.arange(1, least.size + 2)
    passing = np.searchsorted(np.sort(least), q / numbers * (1 + TOLERANCE), side="right")
    return q / float(numbers[np.argmax(passing <= numbers)])


def find_attainable(least: Floats, *, q: float) -> npt.NDArray[np.bool_]:
    """Return which tests are in the family of those that could pass: see `attainable_level`."""
    family: npt.NDArray[np.bool_] = least <= attainable_level(least, q=q) * (1 + TOLERANCE)
    return family
