"""Measures how far coders agree beyond chance, with intervals.

All functions take a frame [coder, *item, code] with a row for each code. `item` names the columns that
identify an item, such as paragraph and sentence. Codes are nominal: two codes are the same or they are not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from reading.measures.intervals import clopper_pearson, effective_interval

if TYPE_CHECKING:
    from nltk.metrics.agreement import AnnotationTask


class Disagreement(NamedTuple):
    """Items on which coders differ.

    differing, items: the number of items with different codes, and of all items with two codes or more
    high: the high end of the exact interval of differing / items
    """

    differing: int
    items: int
    high: float


def krippendorff_alpha(codes: pd.DataFrame, *, item: Sequence[str]) -> float:
    """Return Krippendorff's alpha for nominal codes: 1 - Do/De.

    At most 1; 0 where coders agree as often as by chance. There may be more than two coders, and coders may
    leave out items. Items with one code are ignored. NaN where the other items have only one code between
    them: then even complete agreement cannot be distinguished from chance.

    Hayes & Krippendorff (2007), doi:10.1080/19312450709336664; as in NLTK.
    """
    paired = codes[codes.groupby(list(item))["code"].transform("size") > 1]
    return float(_build_task(paired, item).alpha()) if paired["code"].nunique() > 1 else math.nan


def cohen_kappa(codes: pd.DataFrame, *, item: Sequence[str]) -> float:
    """Return Cohen's kappa of two coders: (po - pe) / (1 - pe).

    At most 1; 0 where they agree as often as by chance; NaN where only one code occurs. Raises `ValueError`
    unless there are two coders who give each item one code.

    Cohen (1960), doi:10.1177/001316446002000104; as in NLTK.
    """
    wide = codes.groupby([*item, "coder"]).size().unstack("coder")
    if wide.shape[1] != 2 or not (wide == 1).all(axis=None):
        raise ValueError("kappa takes one code of each of two coders for every item")
    return float(_build_task(codes, item).kappa()) if codes["code"].nunique() > 1 else math.nan


def _build_task(codes: pd.DataFrame, item: Sequence[str]) -> AnnotationTask:
    # NLTK takes a second to import.
    from nltk.metrics.agreement import AnnotationTask

    items = codes.groupby(list(item)).ngroup()
    return AnnotationTask(list(zip(codes["coder"], items, codes["code"], strict=True)))


def disagreement(codes: pd.DataFrame, *, item: Sequence[str]) -> Disagreement:
    """Return on how many items coders differ, with the exact interval of the share of such items.

    The interval is two-sided, by Clopper and Pearson. It has an upper end even where coders never differ.
    """
    counts = codes.groupby(list(item))["code"].agg(["size", "nunique"])
    paired = counts[counts["size"] > 1]
    differing, items = int((paired["nunique"] > 1).sum()), len(paired)
    return Disagreement(differing, items, float(clopper_pearson(differing, items)[1]))


def alpha_interval(
    codes: pd.DataFrame, *, item: Sequence[str], cluster: Sequence[str] | None = None
) -> tuple[float, float]:
    """Return the low and high ends of the interval of Krippendorff's alpha, 1 - Do/De.

    The observed disagreement Do is the share of items with different codes, where there are two coders; it
    has the interval of `intervals.effective_interval`. The disagreement De that is expected by chance is
    taken as known: it rests on all codes, and varies little. So the high end is below 1 where coders differ.
    Where they never do, the low end is that of the exact bound of `disagreement`, and the high end is 1.
    With more coders, an item counts by the share of its pairs of codes that differ, weighted by its codes.

    `cluster` names the columns of what belongs together where that is larger than an item: sentences, for
    example, where each theme of a sentence is an item. Both ends are NaN where there is no alpha.

    A bootstrap, which is customary, ends at 1 where a few items differ, since many resamples have none of
    them; with 42 items it contains the true value too rarely (Hughes 2022, arXiv:2210.13265, and
    `benchmarks/README.md`).
    """
    wide = codes.groupby([*item, "code"]).size().unstack("code", fill_value=0)
    wide = wide[wide.sum(axis=1) > 1]
    if wide.shape[1] < 2 or (wide > 0).any(axis=0).sum() < 2:
        return math.nan, math.nan
    counts = wide.to_numpy(float)
    size, number = counts.sum(axis=1), counts.sum()
    differing = (size**2 - (counts**2).sum(axis=1)) / (size - 1)
    expected = (number**2 - (counts.sum(axis=0) ** 2).sum()) / (number * (number - 1))
    weighted = pd.DataFrame({"differing": differing, "size": size}, index=wide.index) / size.max()
    sums = weighted.groupby(level=list(cluster or item)).sum().to_numpy()
    low, high = effective_interval(sums[:, :1], sums[:, 1:])
    return float(1 - high[0] / expected), float(1 - low[0] / expected)
