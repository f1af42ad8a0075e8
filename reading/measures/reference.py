"""A document's words and their rates in a reference go in; which the document has more of comes out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from reading.measures.frequency import PER
from reading.measures.inference import LEVEL, adjusted, clopper_pearson
from reading.measures.keyness import Q, Verdict, verdicts


def against_reference(
    counts: Mapping[str, int], tokens: int, rates: Mapping[str, float], *, q: float = Q, level: float = LEVEL
) -> pd.DataFrame:
    """Each word of a document against its fixed rate in a reference.

    `counts` has the document's words as they stand, `tokens` is its size; `rates` has every word of the
    reference as a share of its tokens, above 0. Returns a frame, the most significant first, equals by name:

    - token, count
    - rate, low, high: per thousand tokens, with the exact interval by Clopper and Pearson
    - reference: the rate there, per thousand tokens; 0 where it does not know the word
    - log_ratio: log2 of rate over reference, a count of zero taken as 0.5
    - p: of the exact two-sided binomial test of the count against the reference's rate
    - p_adjusted: by Benjamini and Hochberg
    - verdict: a `Verdict`; for a word that the reference does not know, which is not tested, `UNKNOWN`

    The family of tests is all the reference's words and not only those that the document happens to have:
    among some hundred thousand rare words a few occur in any text, each for itself an unlikely event. Words
    that the document lacks while one occurrence or more would be expected have a row, too; of all others
    that it lacks p is 1. Tokens are taken as independent, so that a word that comes in clusters passes more
    easily than it should.
    """
    # Half a second to import, which whoever tests nothing need not wait for.
    from scipy.stats import binomtest

    # A word lacks its row, and has p = 1, when no count is likelier than none.
    lacking = [word for word, rate in rates.items() if word not in counts and (tokens + 1) * rate >= 1]
    words = [*counts, *lacking]
    count = np.array([counts.get(word, 0) for word in words], int)
    reference = np.array([rates.get(word, 0.0) for word in words])
    known = reference > 0
    p = np.full(len(words), np.nan)
    p[known] = [
        binomtest(int(hits), tokens, share).pvalue
        for hits, share in zip(count[known], reference[known], strict=True)
    ]
    # The p-values of all others are 1 and come last, so that they only count: as many as the reference has.
    family = sum(rate > 0 for rate in rates.values())
    p_adjusted = np.minimum(adjusted(p) * family / max(known.sum(), 1), 1)
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
