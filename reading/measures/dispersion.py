"""Counts of terms by the parts of a text go in; how evenly they spread over the parts comes out.

Arrays have the parts on their last axis: counts of shape (..., parts), sizes in tokens of shape (parts,),
each one or more. A term that does not occur has no dispersion: not a number.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reading.measures.arrays import Numbers, floats
from reading.measures.incidence import matrix


def dp(counts: Numbers, sizes: Numbers) -> Numbers:
    """Deviation of proportions: half the sum of |share of the term - share of the tokens| over the parts.

    0 where the term spreads as the tokens do; never quite 1, where the smallest part holds all of it.

    Gries (2008), doi:10.1075/ijcl.13.4.02gri.

    >>> float(dp([2, 1, 0], [10, 10, 10]).round(4))
    0.3333
    """
    counts, sizes = _arrays(counts, sizes)
    with np.errstate(invalid="ignore"):
        shares = counts / counts.sum(axis=-1, keepdims=True)
    return np.abs(shares - sizes / sizes.sum()).sum(axis=-1) / 2


def dp_norm(counts: Numbers, sizes: Numbers) -> Numbers:
    """`dp` over the most that it could be, 1 less the smallest part's share: from 0 to 1.

    Not a number where there is one part only.

    Lijffijt & Gries (2012), doi:10.1075/ijcl.17.1.08lij.

    >>> float(dp_norm([2, 1, 0], [10, 10, 10]).round(4))
    0.5
    """
    counts, sizes = _arrays(counts, sizes)
    most = 1 - sizes.min() / sizes.sum()
    return dp(counts, sizes) / most if len(sizes) > 1 else dp(counts, sizes) * np.nan


def juilland_d(counts: Numbers, sizes: Numbers) -> Numbers:
    """Juilland's D: 1 - (sigma / mu) / sqrt(n - 1) of the term's rates in the n parts, from 0 to 1.

    1 where all rates are the same, 0 where one part holds all. sigma is the population's, divided by n. Not a
    number where there is one part only.

    Juilland & Chang-Rodriguez (1964), *Frequency Dictionary of Spanish Words*.

    >>> float(juilland_d([0, 4, 3, 2, 1], [5, 5, 5, 5, 5]).round(4))
    0.6464
    """
    counts, sizes = _arrays(counts, sizes)
    rates = counts / sizes
    with np.errstate(invalid="ignore"):
        return 1 - rates.std(axis=-1) / rates.mean(axis=-1) / np.sqrt(len(sizes) - 1)


def _arrays(counts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    counts, sizes = floats(counts, sizes)
    if not (sizes > 0).all():
        raise ValueError("each part holds a token or more")
    return counts, sizes


def dispersion(incidence: pd.DataFrame, units: pd.DataFrame, *, unit: str | Sequence[str]) -> pd.DataFrame:
    """How each lemma spreads over the units of a text.

    Takes a frame [..., *unit, lemma, count] and a frame [*unit, tokens] of all units, where `unit` is a
    column or several. Units without tokens do not count. Returns a frame [lemma, count, range, dp, dp_norm,
    juilland_d], by lemma; `range` is the number of units that hold the lemma.
    """
    filled = units[units["tokens"] > 0]
    counts, lemmas = matrix(incidence, filled, [unit] if isinstance(unit, str) else unit)
    sizes = filled["tokens"]
    return pd.DataFrame(
        {
            "lemma": lemmas,
            "count": counts.sum(axis=0).astype(int),
            "range": (counts > 0).sum(axis=0),
            "dp": dp(counts.T, sizes),
            "dp_norm": dp_norm(counts.T, sizes),
            "juilland_d": juilland_d(counts.T, sizes),
        }
    )
