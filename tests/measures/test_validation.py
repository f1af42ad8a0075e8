"""Validation: what was found against what was coded, per theme, with every miss and false alarm."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import scores
from scipy.stats import binomtest

from reading.measures import validation
from tests.measures.texts import few

THEMES = ["trade", "works"]
SIZE = 12
SENTENCES = pd.DataFrame({"paragraph": "harbour/quay", "sentence": range(1, SIZE + 1)})

NUMBERS = st.sets(st.integers(1, SIZE))


def carried(*numbers, theme="trade"):
    return pd.DataFrame(
        [("harbour/quay", number, theme) for number in numbers], columns=["paragraph", "sentence", "theme"]
    )


def validity(found, coded, **options):
    frame = validation.validity(found, coded, sentences=SENTENCES, themes=THEMES, **options)
    return frame.set_index("theme").loc["trade"]


@few
@given(NUMBERS, NUMBERS)
def test_precision_recall_and_f1_equal_those_of_nltk(found, coded):
    row = validity(carried(*found), carried(*coded))
    for name, expected in (
        ("precision", scores.precision(coded, found)),
        ("recall", scores.recall(coded, found)),
    ):
        assert math.isnan(row[name]) if expected is None else row[name] == pytest.approx(expected)
    if found & coded:
        assert row["f1"] == pytest.approx(scores.f_measure(coded, found))


@few
@given(NUMBERS, NUMBERS)
def test_interval_of_f1_has_the_ends_of_that_of_the_share_of_hits(found, coded):
    """By SciPy, and by F1 of texts that have just as many hits as an end says."""
    row, either = validity(carried(*found), carried(*coded)), len(found | coded)
    if not either:
        assert row[["f1", "f1_low", "f1_high"]].isna().all()
        return
    hits = len(found & coded)
    for end, share in zip(("f1_low", "f1_high"), binomtest(hits, either).proportion_ci(0.95), strict=True):
        # Of hits and errors that make up the whole, half of the errors are misses.
        precision = recall = share / (share + (1 - share) / 2)
        assert row[end] == pytest.approx(scores_mean(precision, recall), abs=1e-9)
    assert row["f1_low"] - 1e-9 <= row["f1"] <= row["f1_high"] + 1e-9


def scores_mean(precision, recall):
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0
