"""Computes intervals of shares and rates: exact ones, and with an effective size where units belong together.

Words of a sentence, or sentences of a speech, are not independent of each other (Lijffijt et al. 2016,
doi:10.1093/llc/fqu064). Their number is then divided by the design effect, and the exact interval of a
proportion is taken with what remains: Korn & Graubard (1998), *Survey Methodology* 24(2), 193-201. No random
numbers are used. `benchmarks/README.md` has how often the intervals contain the true value in simulations.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats
from reading.measures.frequency import PER
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import clopper_pearson

LEAST = 3
"""The number of occurrences from which on a rate has an interval.

Most words of a short text occur once or twice by chance, and were not looked for before they were found.
"""


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


def rates_with_intervals(
    incidence: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: Literal["section"] | None = None,
) -> pd.DataFrame:
    """Return the rate of each lemma, per thousand tokens, with its interval.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, tokens] of
    all sentences. Returns a frame [lemma, count, rate, low, high] for the whole document, sorted by lemma;
    with `by="section"` a frame [section, lemma, count, rate, low, high] with a row for each pair, sections in
    the order of `sentences`.

    The interval is that of `effective_interval`, with sentences as clusters of tokens. Both ends are NaN
    where there are fewer than `LEAST` occurrences, or a single sentence.
    """
    sentences = sentences[sentences["tokens"] > 0]
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    tokens = sentences["tokens"].to_numpy(float)[:, np.newaxis]
    if by is None:
        return _build_rates(counts, tokens, lemmas)
    section = sentences["section"].to_numpy()
    parts = [
        _build_rates(counts[section == name], tokens[section == name], lemmas).assign(section=name)
        for name in pd.unique(section)
    ]
    columns = ["section", "lemma", "count", "rate", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _build_rates(counts: Floats, tokens: Floats, lemmas: pd.Index[str]) -> pd.DataFrame:
    total = counts.sum(axis=0)
    known = (total >= LEAST) & (len(tokens) > 1)
    low, high = (np.where(known, end * PER, np.nan) for end in effective_interval(counts, tokens))
    frame = pd.DataFrame(
        {"count": total.astype(int), "rate": total / tokens.sum() * PER, "low": low, "high": high},
        index=lemmas,
    )
    return frame.reset_index()
