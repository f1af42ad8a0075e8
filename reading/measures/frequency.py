"""Computes frequencies of terms: counts, rates per thousand tokens, ranks, and TF-IDF weights."""

from __future__ import annotations

import numpy as np
import pandas as pd

PER = 1000
"""The number of tokens to which relative frequencies refer."""


def counts(incidence: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum the column `count` by other columns. Returns a frame of these and `count`, sorted by them."""
    return incidence.groupby(by, as_index=False, sort=True)[["count"]].sum()


def rank(count: pd.Series) -> pd.Series:
    """Return the rank of each count, 1 for the highest. Equal counts all have the best of their ranks."""
    return count.rank(method="min", ascending=False).astype(int)


def tf_idf(counted: pd.DataFrame, *, unit: str) -> pd.DataFrame:
    """Weight terms by how much they distinguish a unit from the other units.

    Takes a frame [..., `unit`, lemma, count], in which each unit counts as one document. Returns a frame
    [`unit`, lemma, weight], sorted by unit, weight (highest first) and lemma. Weights are above 0, at most 1.

    The weight is tf (ln[(1 + n) / (1 + df)] + 1), where df of n units hold the term. The weights of each unit
    are scaled to length 1 (Sparck Jones 1972, in scikit-learn's smoothed form).
    """
    counted = counts(counted, [unit, "lemma"])
    holding = counted.groupby("lemma")[unit].transform("size")
    weight = counted["count"] * (np.log((1 + counted[unit].nunique()) / (1 + holding)) + 1)
    length = np.sqrt((weight**2).groupby(counted[unit]).transform("sum"))
    # Rounded, since sums in another order differ in the last digits: equal terms must have equal weights.
    weighted = counted[[unit, "lemma"]].assign(weight=(weight / length).round(12))
    weighted = weighted[weighted["weight"] > 0]
    return weighted.sort_values([unit, "weight", "lemma"], ascending=[True, False, True], ignore_index=True)
