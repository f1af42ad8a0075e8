"""Counts of terms in, frequencies out: absolute, per thousand tokens, by rank, and weighted by TF-IDF."""

from __future__ import annotations

import numpy as np
import pandas as pd

PER = 1000
"""Relative frequencies are given per this many tokens."""


def counts(incidence: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sum the counts of an incidence table by the columns `by`: a frame [*by, count], ordered by them."""
    return incidence.groupby(by, as_index=False, sort=True)[["count"]].sum()


def leaders(words: pd.DataFrame, most: int) -> list[str]:
    """The lemmas with the highest counts in a frame [..., lemma, count]; at most `most`, see `top`."""
    return list(top(counts(words, ["lemma"]), "count", most)["lemma"])


def top(frame: pd.DataFrame, column: str, most: int) -> pd.DataFrame:
    """The rows with the highest values of a column, highest first, equals by lemma: at most `most` rows.

    Equals are never parted: where they do not all fit, none of them is taken, so that the alphabet decides
    nothing.
    """
    ordered = frame.sort_values([column, "lemma"], ascending=[False, True], ignore_index=True)
    if len(ordered) <= most:
        return ordered
    return ordered.head(int((ordered[column] > ordered[column].iloc[most]).sum()))


def rate(count: pd.Series, tokens: pd.Series | int) -> pd.Series:
    """Relative frequency: occurrences per thousand tokens."""
    return count / tokens * PER


def rank(count: pd.Series) -> pd.Series:
    """The rank of each count, 1 for the largest; equal counts share the best of their ranks."""
    return count.rank(method="min", ascending=False).astype(int)


def tf_idf(counted: pd.DataFrame, *, unit: str) -> pd.DataFrame:
    """Weight terms by how much they set a unit apart from the other units.

    Takes a frame [..., `unit`, lemma, count] with every unit as one document. Returns a frame
    [`unit`, lemma, weight], weights from 0 to 1, heaviest first within a unit, ties by name.

    The weight is tf (ln[(1 + n) / (1 + df)] + 1), with n units of which df hold the term, and each unit's
    weights scaled to length 1 (Sparck Jones 1972, in scikit-learn's smoothed form).
    """
    counted = counts(counted, [unit, "lemma"])
    holding = counted.groupby("lemma")[unit].transform("size")
    weight = counted["count"] * (np.log((1 + counted[unit].nunique()) / (1 + holding)) + 1)
    length = np.sqrt((weight**2).groupby(counted[unit]).transform("sum"))
    # Equal terms must have equal weights, whatever the order of additions.
    weighted = counted[[unit, "lemma"]].assign(weight=(weight / length).round(12))
    weighted = weighted[weighted["weight"] > 0]
    return weighted.sort_values([unit, "weight", "lemma"], ascending=[True, False, True], ignore_index=True)
