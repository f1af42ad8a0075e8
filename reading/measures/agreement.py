"""Codes that coders gave to units go in; how far they agree beyond chance, and how sure that is, come out.

Codes are a frame [coder, *unit, code], a row for each code, where `unit` names the columns that make a unit,
such as paragraph and sentence. Codes are names: two of them are the same or not.
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
    """Of units with two codes or more those with different ones; the exact interval of their share."""

    differing: int
    units: int
    low: float
    high: float


def krippendorff_alpha(codes: pd.DataFrame, *, unit: Sequence[str]) -> float:
    """Krippendorff's alpha for names: 1 - Do/De, at most 1, and 0 where coders agree as by chance.

    Coders may be many and may leave out units; a unit with one code says nothing. Not a number where only one
    code occurs in the others: agreement cannot be told from chance there, even if it is complete.

    Hayes & Krippendorff (2007), doi:10.1080/19312450709336664; as in NLTK.
    """
    paired = codes[codes.groupby(list(unit))["code"].transform("size") > 1]
    return float(_task(paired, unit).alpha()) if paired["code"].nunique() > 1 else math.nan


def cohen_kappa(codes: pd.DataFrame, *, unit: Sequence[str]) -> float:
    """Cohen's kappa of two coders: (po - pe) / (1 - pe), at most 1, and 0 where they agree as by chance.

    Not a number where only one code occurs. Raises `ValueError` where there are not two coders, or a unit
    does not have one code of each.

    Cohen (1960), doi:10.1177/001316446002000104; as in NLTK.
    """
    table = codes.groupby([*unit, "coder"]).size().unstack("coder")
    if table.shape[1] != 2 or not (table == 1).all(axis=None):
        raise ValueError("kappa takes one code of each of two coders for every unit")
    return float(_task(codes, unit).kappa()) if codes["code"].nunique() > 1 else math.nan


def _task(codes: pd.DataFrame, unit: Sequence[str]) -> AnnotationTask:
    # NLTK takes a second to import.
    from nltk.metrics.agreement import AnnotationTask

    units = codes.groupby(list(unit)).ngroup()
    return AnnotationTask(list(zip(codes["coder"], units, codes["code"], strict=True)))


def disagreement(codes: pd.DataFrame, *, unit: Sequence[str], level: float = LEVEL) -> Disagreement:
    """On how many units coders differ, and between which shares of all such units that leaves the truth.

    The interval is Clopper and Pearson's, two-sided. Where no two coders differ a bootstrap knows of no
    disagreement, while this still gives the most that there may be.
    """
    given = codes.groupby(list(unit))["code"].agg(["size", "nunique"])
    paired = given[given["size"] > 1]
    differing, units = int((paired["nunique"] > 1).sum()), len(paired)
    low, high = clopper_pearson(differing, units, level=level)
    return Disagreement(differing, units, float(low), float(high))


def alpha_interval(
    codes: pd.DataFrame,
    *,
    unit: Sequence[str],
    drawn: Sequence[str] | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
) -> tuple[float, float]:
    """The low and high ends of Krippendorff's alpha when units are drawn anew, with replacement.

    `drawn` names the columns of what is drawn, where that is larger than a unit: sentences, when each theme
    of a sentence is a unit. Draws in which only one code occurs have no alpha and are left out. Where the
    coders never differ both ends are 1, which says nothing; see `disagreement`.
    """
    table = codes.groupby([*unit, "code"]).size().unstack("code", fill_value=0)
    table = table[table.sum(axis=1) > 1]
    if table.shape[1] < 2:
        return math.nan, math.nan
    things = table.index.to_frame(index=False).groupby(list(drawn or unit)).ngroup().to_numpy()
    number = int(things.max()) + 1
    random = np.random.default_rng(seed)
    weights = random.multinomial(number, np.full(number, 1 / number), size=resamples)
    alphas = _alphas(table.to_numpy(float), weights[:, things].astype(float))
    low, high = np.nanquantile(alphas, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _alphas(table: Floats, weights: Floats) -> Floats:
    """Krippendorff's alpha for each row of weights, which says how often each unit is there.

    `table` counts each code in each unit. NLTK takes seconds for a theme, this a moment.
    """
    size = table.sum(axis=1)
    differing = (size**2 - (table**2).sum(axis=1)) / (size - 1)
    codes = weights @ table
    number = codes.sum(axis=1)
    with np.errstate(invalid="ignore"):
        alphas: Floats = 1 - (number - 1) * (weights @ differing) / (number**2 - (codes**2).sum(axis=1))
    return alphas
