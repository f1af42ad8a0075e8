"""Measures how far coders agree beyond chance, with intervals.

All functions take a frame [coder, *unit, code] with a row for each code. `unit` names the columns that
identify a unit, such as paragraph and sentence. Codes are nominal: two codes are the same or they are not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats
from reading.measures.inference import LEVEL, clopper_pearson
from reading.measures.resampling import RESAMPLES, SEED

if TYPE_CHECKING:
    from nltk.metrics.agreement import AnnotationTask


class Disagreement(NamedTuple):
    """Units on which coders differ.

    differing, units: the number of units with different codes, and of all units with two codes or more
    low, high: the ends of the exact interval of differing / units
    """

    differing: int
    units: int
    low: float
    high: float


def krippendorff_alpha(codes: pd.DataFrame, *, unit: Sequence[str]) -> float:
    """Return Krippendorff's alpha for nominal codes: 1 - Do/De.

    At most 1; 0 where coders agree as often as by chance. There may be more than two coders, and coders may
    leave out units. Units with one code are ignored. NaN where the other units have only one code between
    them: then even complete agreement cannot be distinguished from chance.

    Hayes & Krippendorff (2007), doi:10.1080/19312450709336664; as in NLTK.
    """
    paired = codes[codes.groupby(list(unit))["code"].transform("size") > 1]
    return float(_build_task(paired, unit).alpha()) if paired["code"].nunique() > 1 else math.nan


def cohen_kappa(codes: pd.DataFrame, *, unit: Sequence[str]) -> float:
    """Return Cohen's kappa of two coders: (po - pe) / (1 - pe).

    At most 1; 0 where they agree as often as by chance; NaN where only one code occurs. Raises `ValueError`
    unless there are two coders who give each unit one code.

    Cohen (1960), doi:10.1177/001316446002000104; as in NLTK.
    """
    table = codes.groupby([*unit, "coder"]).size().unstack("coder")
    if table.shape[1] != 2 or not (table == 1).all(axis=None):
        raise ValueError("kappa takes one code of each of two coders for every unit")
    return float(_build_task(codes, unit).kappa()) if codes["code"].nunique() > 1 else math.nan


def _build_task(codes: pd.DataFrame, unit: Sequence[str]) -> AnnotationTask:
    # NLTK takes a second to import.
    from nltk.metrics.agreement import AnnotationTask

    units = codes.groupby(list(unit)).ngroup()
    return AnnotationTask(list(zip(codes["coder"], units, codes["code"], strict=True)))


def disagreement(codes: pd.DataFrame, *, unit: Sequence[str], level: float = LEVEL) -> Disagreement:
    """Return on how many units coders differ, with the exact interval of the share of such units.

    The interval is two-sided, by Clopper and Pearson. Where coders never differ, a bootstrap has no spread
    at all, while this interval still has an upper end.
    """
    counts = codes.groupby(list(unit))["code"].agg(["size", "nunique"])
    paired = counts[counts["size"] > 1]
    differing, units = int((paired["nunique"] > 1).sum()), len(paired)
    low, high = clopper_pearson(differing, units, level=level)
    return Disagreement(differing, units, float(low), float(high))


def alpha_interval(
    codes: pd.DataFrame,
    *,
    unit: Sequence[str],
    cluster: Sequence[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> tuple[float, float]:
    """Return the low and high ends of the bootstrap interval of Krippendorff's alpha.

    Units are resampled with replacement. `cluster` names the columns of what is resampled where that is
    larger than a unit: sentences, for example, where each theme of a sentence is a unit. Resamples in which
    only one code occurs have no alpha and are left out. Where coders never differ, both ends are 1, which
    says nothing; use `disagreement` then.
    """
    table = codes.groupby([*unit, "code"]).size().unstack("code", fill_value=0)
    table = table[table.sum(axis=1) > 1]
    if table.shape[1] < 2:
        return math.nan, math.nan
    clusters = table.index.to_frame(index=False).groupby(list(cluster or unit)).ngroup().to_numpy()
    number = int(clusters.max()) + 1
    random = np.random.default_rng(seed)
    weights = random.multinomial(number, np.full(number, 1 / number), size=resamples)
    alphas = _compute_alphas(table.to_numpy(float), weights[:, clusters].astype(float))
    low, high = np.nanquantile(alphas, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _compute_alphas(table: Floats, weights: Floats) -> Floats:
    """Return Krippendorff's alpha for each resample.

    `table` has the count of each code (column) in each unit (row), `weights` how often each unit (column)
    is in each resample (row). NLTK takes one sample at a time, and seconds for thousands of them.
    """
    size = table.sum(axis=1)
    differing = (size**2 - (table**2).sum(axis=1)) / (size - 1)
    codes = weights @ table
    number = codes.sum(axis=1)
    with np.errstate(invalid="ignore"):
        alphas: Floats = 1 - (number - 1) * (weights @ differing) / (number**2 - (codes**2).sum(axis=1))
    return alphas
