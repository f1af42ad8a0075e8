"""Counts by sentence go in; how much they owe to the very sentences comes out: intervals and permutations.

Words of one sentence belong together, so that tokens drawn singly would promise too much (Lijffijt et al.
2016, doi:10.1093/llc/fqu064). Here sentences are drawn, whole. All chance is seeded.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats
from reading.measures.frequency import PER
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import LEVEL

RESAMPLES = 10_000
"""How often is drawn: enough for a p-value of .05 to be right to .004, twice its standard error."""

SEED = 1
"""Of all chance where a caller names no other, so that a figure is the same in each build."""


def bootstrap_rates(
    incidence: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: Literal["section"] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> pd.DataFrame:
    """How often each lemma occurs, per thousand tokens, with an interval from sentences drawn anew.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [section, paragraph, sentence, tokens] of
    all sentences. Returns a frame [lemma, count, rate, low, high] of the whole document, ordered by lemma;
    with `by="section"` a frame [section, lemma, count, rate, low, high] with a row for each pair, sections in
    the order of `sentences`.

    Of each section as many sentences are drawn as it has, with replacement, and count and tokens are taken of
    these: percentiles of the rates that come out are the interval (Efron 1979, doi:10.1214/aos/1176344552).
    Where they are all alike there is no interval, and both ends are not a number: sentences in which a lemma
    was not seen cannot say how rare it is, nor a single sentence how another would be. Sentences without
    tokens do not count.
    """
    sentences = sentences[sentences["tokens"] > 0]
    counts, lemmas = matrix(incidence, sentences, SENTENCE)
    # Most lemmas occur once, many of them in the same sentence: what is alike is drawn once.
    counts, alike = np.unique(counts, axis=1, return_inverse=True)
    places = pd.Series(alike, index=lemmas)
    tokens = sentences["tokens"].to_numpy(float)
    section = sentences["section"].to_numpy()
    random = np.random.default_rng(seed)
    drawn, sizes = np.zeros((counts.shape[1], resamples)), np.zeros(resamples)
    parts = []
    for name in pd.unique(section):
        inside = section == name
        most = int(inside.sum())
        weights = random.multinomial(most, np.full(most, 1 / most), size=resamples).astype(float)
        # Lemmas are the rows: a percentile is then found within a stretch of memory.
        found, size = counts[inside].T @ weights.T, weights @ tokens[inside]
        if by is None:
            drawn += found
            sizes += size
        else:
            rates = _rates(counts[inside].sum(axis=0), tokens[inside].sum(), found, size, places, level)
            parts.append(rates.assign(section=name))
    if by is None:
        return _rates(counts.sum(axis=0), tokens.sum(), drawn, sizes, places, level)
    columns = ["section", "lemma", "count", "rate", "low", "high"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def _rates(
    count: Floats,
    tokens: float,
    drawn: Floats,
    sizes: Floats,
    places: pd.Series[int],
    level: float,
) -> pd.DataFrame:
    """A row for each lemma, whose counts stand in `places`, by lemma.

    `drawn` has the counts in the resamples, whose tokens are `sizes`.
    """
    rates = drawn / sizes * PER
    ends = np.quantile(rates, [(1 - level) / 2, (1 + level) / 2], axis=-1)
    ends[:, rates.min(axis=-1) == rates.max(axis=-1)] = np.nan
    found = pd.DataFrame(
        {
            "count": count.astype(int),
            "rate": count / tokens * PER,
            "low": ends[0],
            "high": ends[1],
        }
    )
    return found.iloc[places].set_axis(places.index).reset_index()


def permuted(
    labels: npt.NDArray[np.intp], *, permutations: int = RESAMPLES, seed: int = SEED
) -> npt.NDArray[np.intp]:
    """The labels of n things in so many random orders: an array of shape (permutations, n)."""
    orders = np.broadcast_to(labels, (permutations, len(labels)))
    return np.random.default_rng(seed).permuted(orders, axis=1)
