"""Measures how evenly terms are dispersed over the parts of a text.

All functions take the counts of terms in the parts, an array of shape (..., parts), and the sizes of the
parts in tokens, an array of shape (parts,) with values of at least 1. The result has the shape of the counts
without its last axis. It is NaN for a term that does not occur. Raises `ValueError` for an empty part.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reading.measures.arrays import Numbers, floats
from reading.measures.incidence import matrix


def dp(counts: Numbers, sizes: Numbers) -> Numbers:
    """Return the deviation of proportions: half the sum of the differences of two shares.

    The shares are those of the term and of the tokens. 0 where the term is distributed as the tokens are. The
    maximum, where the smallest part holds all occurrences, is a little below 1.

    Gries (2008), doi:10.1075/ijcl.13.4.02gri.

    >>> float(dp([2, 1, 0], [10, 10, 10]).round(4))
    0.3333
    """
    counts, sizes = _check_sizes(counts, sizes)
    with np.errstate(invalid="ignore"):
        shares = counts / counts.sum(axis=-1, keepdims=True)
    return np.abs(shares - sizes / sizes.sum()).sum(axis=-1) / 2


def dp_norm(counts: Numbers, sizes: Numbers) -> Numbers:
    """Return normalised DP: `dp` divided by its maximum, which is 1 minus the share of the smallest part.

    From 0 to 1; NaN where there is only one part.

    Lijffijt & Gries (2012), doi:10.1075/ijcl.17.1.08lij.

    >>> float(dp_norm([2, 1, 0], [10, 10, 10]).round(4))
    0.5
    """
    counts, sizes = _check_sizes(counts, sizes)
    most = 1 - sizes.min() / sizes.sum()
    return dp(counts, sizes) / most if len(sizes) > 1 else dp(counts, sizes) * np.nan


def juilland_d(counts: Numbers, sizes: Numbers) -> Numbers:
    """Return Juilland's D: 1 - (sigma / mu) / sqrt(n - 1) of the term's rates in the n parts.

    1 where all rates are equal, 0 where one part holds all occurrences, NaN where there is only one part.
    sigma is the standard deviation of the population, not of a sample.

    Juilland & Chang-Rodriguez (1964), *Frequency Dictionary of Spanish Words*.

    >>> float(juilland_d([0, 4, 3, 2, 1], [5, 5, 5, 5, 5]).round(4))
    0.6464
    """
    counts, sizes = _check_sizes(counts, sizes)
    rates = counts / sizes
    with np.errstate(invalid="ignore"):
        return 1 - rates.std(axis=-1) / rates.mean(axis=-1) / np.sqrt(len(sizes) - 1)


def _check_sizes(counts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    counts, sizes = floats(counts, sizes)
    if not (sizes > 0).all():
        raise ValueError("each part holds a token or more")
    return counts, sizes


def dispersion(incidence: pd.DataFrame, units: pd.DataFrame, *, unit: Sequence[str]) -> pd.DataFrame:
    """Measure the dispersion of each lemma over the units of a text.

    Takes a frame with the columns of `unit`, lemma and count, and in `units` a frame of all units, with
    tokens. Units without tokens are ignored. Returns a frame [dp, dp_norm, juilland_d] by lemma, sorted.
    """
    filled = units[units["tokens"] > 0]
    counts, lemmas = matrix(incidence, filled, unit)
    measures = {
        measure.__name__: measure(counts.T, filled["tokens"]) for measure in (dp, dp_norm, juilland_d)
    }
    return pd.DataFrame(measures, index=lemmas)
