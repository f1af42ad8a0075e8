"""Resamples whole sentences: bootstrap intervals of rates.

The words of a sentence depend on each other, so that resampling single tokens gives intervals that are too
narrow (Lijffijt et al. 2016, doi:10.1093/llc/fqu064). All random numbers are seeded.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats
from reading.measures.frequency import PER
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import LEVEL

RESAMPLES = 10_000
"""The number of resamples."""

SEED = 1
"""The default seed of all random numbers, so that a figure is the same in each build."""


def bootstrap_rates(
    incidence: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: Literal["section"] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> pd.DataFrame:
    """Return the rate of each lemma, per thousand tokens, with its bootstrap interval.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, tokens] of
    all sentences. Sentences without tokens are ignored. Returns a frame [lemma, count, rate, low, high] for
    the whole document, sorted by lemma; with `by="section"` a frame [section, lemma, count, rate, low, high]
    with a row for each pair, sections in the order of `sentences`.

    Within each section, sentences are resampled with replacement, as many as it has. The interval is taken
    from the percentiles of the rates in the resamples (Efron 1979, doi:10.1214/aos/1176344552). Where all
    resamples have the same rate there is no interval, and both ends are NaN: sentences without a lemma do not
    show how rare it is, and a single sentence does not show how others would differ.
    """
    sentences = sentences[sentences["tokens"] > 0]
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    # Most lemmas occur once, many of them in the same sentence: equal columns are resampled once.
    counts, inverse = np.unique(counts, axis=1, return_inverse=True)
    columns_of = pd.Series(inverse, index=lemmas)
    tokens = sentences["tokens"].to_numpy(float)
    section = sentences["section"].to_numpy()
    random = np.random.default_rng(seed)
    totals, sizes = np.zeros((counts.shape[1], resamples)), np.zeros(resamples)
    parts = []
    for name in pd.unique(section):
        inside = section == name
        number = int(inside.sum())
        weights = random.multinomial(number, np.full(number, 1 / number), size=resamples).astype(float)
        # Lemmas are the rows, so that the values of a percentile are contiguous in memory.
        total, size = counts[inside].T @ weights.T, weights @ tokens[inside]
        if by is None:
            totals += total
            sizes += size
        else:
            rates = _build_rates(
                counts[inside].sum(axis=0), tokens[inside].sum(), total, size, columns_of, level
            )
            parts.append(rates.assign(section=name))
    if by is None:
        return _build_rates(counts.sum(axis=0), tokens.sum(), totals, sizes, columns_of, level)
    columns = ["section", "lemma", "count", "rate", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _build_rates(
    count: Floats,
    tokens: float,
    totals: Floats,
    sizes: Floats,
    columns_of: pd.Series[int],
    level: float,
) -> pd.DataFrame:
    """Return a frame with a row for each lemma; `columns_of` has the position of its counts, by lemma.

    `count` and `tokens` are observed; `totals` and `sizes` are the counts and the tokens of each resample.
    """
    rates = totals / sizes * PER
    ends = np.quantile(rates, [(1 - level) / 2, (1 + level) / 2], axis=-1)
    ends[:, rates.min(axis=-1) == rates.max(axis=-1)] = np.nan
    frame = pd.DataFrame(
        {
            "count": count.astype(int),
            "rate": count / tokens * PER,
            "low": ends[0],
            "high": ends[1],
        }
    )
    return frame.iloc[columns_of].set_axis(columns_of.index).reset_index()
