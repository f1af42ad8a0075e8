"""Measures how far coders agree beyond chance.

All functions take a frame [coder, *item, code] with a row for each code. `item` names the columns that
identify an item, such as paragraph and sentence. Codes are nominal: two codes are the same or they are not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from nltk.metrics.agreement import AnnotationTask


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


def count_differences(codes: pd.DataFrame, *, item: Sequence[str]) -> tuple[int, int]:
    """Return on how many items coders differ, and how many items have two codes or more."""
    counts = codes.groupby(list(item))["code"].agg(["size", "nunique"])
    paired = counts[counts["size"] > 1]
    return int((paired["nunique"] > 1).sum()), len(paired)
