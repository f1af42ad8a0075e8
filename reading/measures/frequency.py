"""Computes frequencies of terms: counts, rates per thousand tokens, ranks, Log Ratio, TF-IDF weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reading.measures.arrays import Numbers, floats
from reading.measures.incidence import SENTENCE, matrix

PER = 1000
"""The number of tokens to which relative frequencies refer."""


def counts(incidence: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum the column `count` by other columns. Returns a frame of these and `count`, sorted by them."""
    return incidence.groupby(by, as_index=False, sort=True)[["count"]].sum()


def rates(incidence: pd.DataFrame, sentences: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return the rate of each lemma in each part of a document, per thousand tokens.

    Takes a frame [paragraph, sentence, lemma, count] and a frame [`by`, paragraph, sentence, tokens] of all
    sentences. Returns a frame [`by`, lemma, count, rate] with a row for each pair, also where the part lacks
    the lemma: parts in the order of `sentences`, lemmas sorted.
    """
    wide, lemmas = matrix(incidence, sentences, SENTENCE)
    parts = sentences[by].to_numpy()
    total = pd.DataFrame(wide, columns=lemmas).groupby(parts, sort=False).sum().rename_axis(by)
    counted = pd.DataFrame({"count": total.stack()}).astype(int).reset_index()
    tokens = counted[by].map(sentences.groupby(by)["tokens"].sum())
    return counted.assign(rate=counted["count"] / tokens * PER)


def log_ratio(a: Numbers, b: Numbers, c: Numbers, d: Numbers) -> Numbers:
    """Return the Log Ratio: log2[(a/c) / (b/d)], where a count of 0 is replaced by 0.5.

    `a` and `b` are the counts of a term in two parts, `c` and `d` the tokens of the parts. 1 means that the
    first part has twice the rate of the second, -1 half of it.

    Hardie (2014), "Log Ratio: an informal introduction", CASS, Lancaster University.

    >>> float(log_ratio(10, 5, 100, 200))
    2.0
    """
    a, b, c, d = floats(a, b, c, d)
    return np.log2((np.where(a == 0, 0.5, a) / c) / (np.where(b == 0, 0.5, b) / d))


def rank(count: pd.Series) -> pd.Series:
    """Return the rank of each count, 1 for the highest. Equal counts all have the best of their ranks."""
    return count.rank(method="min", ascending=False).astype(int)


def tf_idf(counted: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Weight terms by how much they distinguish a part of the text from the others.

    Takes a frame [..., `by`, lemma, count], in which each part counts as one document. Returns a frame
    [`by`, lemma, weight], sorted by part, weight (highest first) and lemma. Weights are above 0, at most 1.

    The weight is tf (ln[(1 + n) / (1 + df)] + 1), where df of n parts hold the term. The weights of each part
    are scaled to length 1 (Sparck Jones 1972, in scikit-learn's smoothed form).
    """
    counted = counts(counted, [by, "lemma"])
    holding = counted.groupby("lemma")[by].transform("size")
    weight = counted["count"] * (np.log((1 + counted[by].nunique()) / (1 + holding)) + 1)
    length = np.sqrt((weight**2).groupby(counted[by]).transform("sum"))
    # Rounded, since sums in another order differ in the last digits: equal terms must have equal weights.
    weighted = counted[[by, "lemma"]].assign(weight=(weight / length).round(12))
    weighted = weighted[weighted["weight"] > 0]
    return weighted.sort_values([by, "weight", "lemma"], ascending=[True, False, True], ignore_index=True)
