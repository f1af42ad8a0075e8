"""Compares the words of a document with their rates in a reference, such as general English."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats
from reading.measures.exact import Integers
from reading.measures.frequency import PER
from reading.measures.inference import LEVEL, adjust_p_values, clopper_pearson
from reading.measures.keyness import Q, Verdict, verdicts

_TOLERANCE = 1 + 1e-7
"""By how much an outcome may be likelier than another one and still counts as equally likely, as in SciPy."""


def compare_with_reference(
    counts: Mapping[str, int], tokens: int, rates: Mapping[str, float], *, q: float = Q, level: float = LEVEL
) -> pd.DataFrame:
    """Compare the count of each word of a document with the rate of the word in a reference.

    `counts` has the count of each token type, `tokens` is the size of the document, `rates` has the share of
    each word of the reference among its tokens, above 0. Returns a frame, sorted by p and token:

    - token, count
    - rate, low, high: per thousand tokens, with the exact interval by Clopper and Pearson
    - reference: the rate in the reference, per thousand tokens; 0 where it does not have the word
    - log_ratio: log2 of rate / reference, with a count of 0 replaced by 0.5
    - p: of the exact two-sided binomial test of the count against the rate in the reference
    - p_adjusted: by Benjamini and Hochberg
    - verdict: a `Verdict`; `UNKNOWN` for a word that the reference does not have, which is not tested

    The family of tests is all words of the reference, not only those that the document happens to have: of
    some hundred thousand rare words, a few occur in any text, although each of them is unlikely to. A word
    that is missing in the document has a row where at least one occurrence is expected; for all other missing
    words p is 1. Tokens are treated as independent, so a word whose occurrences cluster passes too easily.
    """
    # For any other missing word 0 is the likeliest count, so that p is 1.
    every, known_rates = list(rates), np.fromiter(rates.values(), float, len(rates))
    frequent = (every[place] for place in np.flatnonzero((tokens + 1) * known_rates >= 1))
    missing = [word for word in frequent if word not in counts]
    words = [*counts, *missing]
    count = np.array([counts.get(word, 0) for word in words], int)
    reference = np.array([rates.get(word, 0.0) for word in words])
    known = reference > 0
    p = np.full(len(words), np.nan)
    p[known] = _test_counts(count[known], tokens, reference[known])
    # The other p-values are 1 and rank last, so they only add to the number of tests.
    family = (known_rates > 0).sum()
    p_adjusted = np.minimum(adjust_p_values(p) * family / max(known.sum(), 1), 1)
    low, high = clopper_pearson(count, tokens, level=level)
    with np.errstate(divide="ignore"):
        ratio = np.log2(np.where(count == 0, 0.5, count) / tokens / reference)
    verdict = verdicts(p_adjusted, count > tokens * reference, q=q)
    compared = pd.DataFrame(
        {
            "token": words,
            "count": count,
            "rate": count / tokens * PER,
            "low": low * PER,
            "high": high * PER,
            "reference": reference * PER,
            "log_ratio": np.where(known, ratio, np.nan),
            "p": p,
            "p_adjusted": p_adjusted,
            "verdict": np.where(known, verdict, Verdict.UNKNOWN),
        }
    )
    return compared.sort_values(["p", "token"], ignore_index=True)


def _test_counts(count: Integers, tokens: int, share: Floats) -> Floats:
    """Return the p-value of the exact two-sided binomial test of each count against a share.

    It is that of SciPy's `binomtest`, which takes a single count: the probability of all outcomes that are at
    most as likely as the count.
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import binom

    expected = tokens * share
    limit = binom.pmf(count, tokens, share) * _TOLERANCE
    # On the other side of the expected count, outcomes get rarer outwards: a binary search for the first.
    above = count < expected
    inside = np.where(above, np.ceil(expected) - 1, np.floor(expected) + 1)
    outside = np.where(above, tokens + 1.0, -1.0)
    while (apart := np.abs(outside - inside) > 1).any():
        middle = (inside + outside) // 2
        is_rare = binom.pmf(middle, tokens, share) <= limit
        outside = np.where(apart & is_rare, middle, outside)
        inside = np.where(apart & ~is_rare, middle, inside)
    lowest, highest = np.where(above, [count, outside], [outside, count])
    p = binom.cdf(lowest, tokens, share) + binom.sf(highest - 1, tokens, share)
    return np.where(count == expected, 1, np.minimum(p, 1))
