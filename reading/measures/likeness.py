"""Measures how like a document is to each of a set of other texts.

All functions take counts of terms as matrices: a row for each text, a column for each term. Documents are
what is compared, texts are what they are compared with.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from reading.measures.arrays import Floats, Numbers
from reading.measures.sampling import sample_chances

Counts = npt.NDArray[Any]
"""A matrix of counts, or of rates: a row for each text, a column for each term."""


def inverse_document_frequency(texts: Counts) -> Floats:
    """Return ln[(N + 1) / (1 + df)] for each term: N is the number of texts, df of those that have the term.

    0 for a term that all texts have, ln(N + 1) for one that no text has.

    Salton & Buckley (1988), doi:10.1016/0306-4573(88)90021-0, smoothed by one text that has all terms.
    """
    frequency: Floats = (len(texts) + 1) / (1 + (texts > 0).sum(axis=0))
    return np.log(frequency)


def tf_idf(counts: Counts, idf: Floats) -> Floats:
    """Return the weights (1 + ln tf) x idf of counts tf; 0 where a text does not have the term.

    Salton & Buckley (1988), doi:10.1016/0306-4573(88)90021-0.
    """
    weights, has = np.zeros(counts.shape), counts > 0
    weights[has] = 1 + np.log(counts[has])
    return weights * idf


def cosine(documents: Floats, texts: Floats) -> Floats:
    """Return the cosine of the angle between each document and each text: a row for each document.

    From 0, where they share no weighted term, to 1. 0 where a vector has no length, as in scikit-learn.
    """
    products = documents @ texts.T
    lengths = np.outer(np.linalg.norm(documents, axis=1), np.linalg.norm(texts, axis=1))
    return np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0)


def divergence(documents: Counts, texts: Counts, sizes: Numbers, *, sample: int) -> Floats:
    """Return the expected Jensen-Shannon divergence of each document and a sample of each text, in bits.

    `documents` are whole numbers; their columns hold all of their terms. `texts` has the counts of the same
    terms, `sizes` the tokens of each text, its other terms included. `sample` tokens of each text are drawn
    without replacement, so that long and short texts can be compared. A text with fewer tokens is taken
    whole. From 0, for equal shares of all terms, to 1 where no term is shared and both sizes are equal, or
    where one of them is empty.

    The divergence is H(mixture) - w1 H(document) - w2 H(sample), where H is the entropy and the weights are
    the shares of the two sizes: 1/2 where these are equal. With a tokens, b tokens, and counts a_t, b_t it is
    log2(a + b) - [g(a) + g(b) - sum g(a_t) - sum g(b_t) + sum g(a_t + b_t)] / (a + b), where
    g(n) = n log2 n. This is a sum over terms, so the mean over all samples needs only the chances of each
    count, and no sample is drawn. Terms that the document does not have cancel out.

    Lin (1991), doi:10.1109/18.61115, where the weights are free.
    """
    from scipy.special import xlogy

    documents = np.asarray(documents, int)
    most = int(documents.max(initial=0))
    size, drawn = documents.sum(axis=1)[:, np.newaxis], np.minimum(sizes, sample)
    chances, rows = sample_chances(texts, np.asarray(sizes)[:, np.newaxis], sample)
    numbers = np.arange(chances.shape[1])[:, np.newaxis] + np.arange(most + 1)
    # By count of the document: the expected g(a_t + b_t) - g(b_t).
    joint = chances @ xlogy(numbers, numbers)
    joint -= joint[:, :1].copy()
    shared = xlogy(documents, documents).sum(axis=1)[:, np.newaxis] + np.zeros(len(texts))
    for count in range(1, most + 1):
        has = documents == count
        columns = has.any(axis=0)
        shared -= has[:, columns].astype(float) @ joint[rows[:, columns], count].T
    return _weigh_by_size(size, drawn, shared)


def _weigh_by_size(size: Numbers, other: Numbers, shared: Floats) -> Floats:
    """Return the divergence of texts of two sizes; `shared` is the sum over terms, see `divergence`."""
    from scipy.special import xlogy

    total = size + other
    entropies: Floats = xlogy(total, total) - xlogy(size, size) - xlogy(other, other) + shared
    present = (size > 0) & (other > 0)
    divergences: Floats = np.divide(entropies, total * np.log(2), out=np.ones_like(entropies), where=present)
    return divergences


def standardize(rates: Floats, texts: Floats) -> Floats:
    """Return rates of words as z-scores: by the mean and the sample standard deviation of the rates in texts.

    Words with the same rate in all texts are left out.
    """
    if len(texts) < 2:
        return rates[:, :0]
    spread = texts.std(axis=0, ddof=1)
    varied = spread > 0
    scores: Floats = (rates[:, varied] - texts[:, varied].mean(axis=0)) / spread[varied]
    return scores


def delta(documents: Floats, texts: Floats) -> Floats:
    """Return Burrows's Delta of each document and each text: the mean absolute difference of their z-scores.

    The columns are frequent words, as `standardize` returns them. NaN where there are none.

    Burrows (2002), doi:10.1093/llc/17.3.267; Argamon (2008), doi:10.1093/llc/fqn003.

    >>> delta(np.array([[1.0, -1.0]]), np.array([[0.0, 1.0], [1.0, -1.0]])).tolist()
    [[1.5, 0.0]]
    """
    if not documents.shape[1]:
        return np.full((len(documents), len(texts)), np.nan)
    return np.array([np.abs(row - texts).mean(axis=1) for row in documents])
