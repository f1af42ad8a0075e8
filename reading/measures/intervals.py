"""Computes intervals of proportions, exact ones, and with an effective size where trials lie in clusters.

Sentences of a speech, and codes of a sentence, are not independent of each other (Lijffijt et al. 2016,
doi:10.1093/llc/fqu064). Their number is then divided by the design effect, and the exact interval of a
proportion is taken with what remains: Korn & Graubard (1998), *Survey Methodology* 24(2), 193-201. No random
numbers are used. `benchmarks/README.md` says how often intervals of alpha and F1 contain the true value.
"""

from __future__ import annotations

import numpy as np

from reading.measures.arrays import Floats, Numbers, floats

LEVEL = 0.95
"""The confidence level of intervals."""


def clopper_pearson(hits: Numbers, of: Numbers) -> tuple[Numbers, Numbers]:
    """Return the low and high ends of the exact two-sided interval of a proportion.

    Takes numbers or arrays of them: `hits` of `of` trials. The ends are from 0 to 1; without any trial they
    are 0 and 1. The coverage is at least `LEVEL`, and usually higher. Numbers need not be whole, as where
    trials are counted by their effective number, see `effective_interval`.

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


def design_effect(hits: Floats, sizes: Floats) -> Floats:
    """Return by how much more shares vary than if all trials were independent, at least 1.

    `hits` has a row for each cluster, such as a sentence, and a column for each share; `sizes` has the number
    of trials, such as tokens, in the same shape or in one column. Clusters without trials are ignored.

    The design effect is the variance of the share over that of as many independent trials. The former is the
    one of a ratio estimator, by linearisation: n / (n - 1) times the sum of (hits - share * size)^2, divided
    by the square of all trials (Cochran 1977, *Sampling Techniques*, chapter 6; Kish 1965, *Survey Sampling*,
    chapter 8). It is taken as 1 where a share is 0 or 1, or where there is one cluster, since nothing then
    shows how clusters vary. So few sentences estimate it badly, and by chance it is often below 1: that is
    not used to make an interval narrower.

    >>> design_effect(np.array([[2.0], [0.0], [2.0], [0.0]]), np.array([[2.0]] * 4)).round(2).tolist()
    [2.67]
    """
    total, of, number = hits.sum(axis=0), sizes.sum(axis=0), (sizes > 0).sum(axis=0)
    share = np.divide(total, of, out=np.zeros_like(total), where=of > 0)
    independent = share * (1 - share) * of
    squares = ((hits - share * sizes) ** 2).sum(axis=0) * number / np.maximum(number - 1, 1)
    effect = np.divide(squares, independent, out=np.ones_like(share), where=independent > 0)
    at_least_one: Floats = np.maximum(effect, 1)
    return at_least_one


def effective_interval(hits: Floats, sizes: Floats) -> tuple[Floats, Floats]:
    """Return the low and high ends of the interval of shares whose trials lie in clusters.

    Takes what `design_effect` takes. The ends are those of `clopper_pearson` after hits and trials have been
    divided by the design effect (Korn & Graubard 1998).
    """
    effect = design_effect(hits, sizes)
    return clopper_pearson(hits.sum(axis=0) / effect, sizes.sum(axis=0) / effect)
