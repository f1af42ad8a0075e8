"""Validation: what was found against what was coded, per theme, with every miss and false alarm."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import scores

from reading.measures import validation
from reading.measures.inference import clopper_pearson
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
    frame = validation.validity(
        found, coded, sentences=SENTENCES, themes=THEMES, **{"resamples": 200, **options}
    )
    return frame.set_index("theme").loc["trade"]


@few
@given(NUMBERS, NUMBERS)
def test_precision_recall_and_f1_equal_those_of_nltk(found, coded):
    row = validity(carried(*found), carried(*coded), resamples=1)
    for name, expected in (
        ("precision", scores.precision(coded, found)),
        ("recall", scores.recall(coded, found)),
    ):
        assert math.isnan(row[name]) if expected is None else row[name] == pytest.approx(expected)
    if found & coded:
        assert row["f1"] == pytest.approx(scores.f_measure(coded, found))


@few
@given(NUMBERS, NUMBERS)
def test_hits_misses_and_false_alarms_add_up(found, coded):
    row = validity(carried(*found), carried(*coded), resamples=1)
    assert row["hits"] + row["misses"] == row["coded"] == len(coded)
    assert row["hits"] + row["false_alarms"] == row["found"] == len(found)


@few
@given(NUMBERS, NUMBERS)
def test_swapping_found_and_coded_swaps_precision_and_recall(found, coded):
    one = validity(carried(*found), carried(*coded), resamples=50)
    other = validity(carried(*coded), carried(*found), resamples=50)
    for mine, theirs in (
        ("precision", "recall"),
        ("precision_low", "recall_low"),
        ("f1", "f1"),
        ("f1_low",) * 2,
    ):
        assert one[mine] == pytest.approx(other[theirs], nan_ok=True)


def test_intervals_of_precision_and_recall_are_exact():
    row = validity(carried(1, 2, 3, 4), carried(1, 2, 3, 5, 6))
    assert (row["precision_low"], row["precision_high"]) == pytest.approx(clopper_pearson(3, 4))
    assert (row["recall_low"], row["recall_high"]) == pytest.approx(clopper_pearson(3, 5))


def test_interval_of_f1_contains_it_and_is_the_same_each_time():
    row = validity(carried(1, 2, 3, 4), carried(1, 2, 3, 5, 6), resamples=1000)
    assert row["f1_low"] < row["f1"] < row["f1_high"]
    again = validity(carried(1, 2, 3, 4), carried(1, 2, 3, 5, 6), resamples=1000)
    assert row.equals(again)


def test_interval_of_f1_equals_that_of_a_plain_loop():
    found, coded = {1, 2, 3, 4}, {1, 2, 3, 5, 6}
    row = validity(carried(*found), carried(*coded), resamples=4000)
    random, drawn = np.random.default_rng(7), []
    for _ in range(4000):
        draw = random.integers(1, SIZE + 1, SIZE)
        hits = sum(number in found & coded for number in draw)
        both = sum(number in found for number in draw) + sum(number in coded for number in draw)
        drawn.append(2 * hits / both if both else math.nan)
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    assert (row["f1_low"], row["f1_high"]) == pytest.approx((low, high), abs=0.06)


def test_higher_level_gives_a_wider_interval():
    narrow, wide = (validity(carried(1, 2, 3), carried(2, 3, 4), level=level) for level in (0.5, 0.95))
    assert wide["f1_low"] <= narrow["f1_low"]
    assert wide["recall_low"] < narrow["recall_low"]


def test_perfect_f1_is_one_and_has_no_interval():
    row = validity(carried(1, 2), carried(1, 2))
    assert row["f1"] == 1
    assert math.isnan(row["f1_low"])
    assert math.isnan(row["f1_high"])


def test_absent_theme_has_no_precision_and_no_interval():
    frame = validation.validity(carried(1), carried(1), sentences=SENTENCES, themes=THEMES, resamples=10)
    assert list(frame["theme"]) == THEMES
    works = frame.set_index("theme").loc["works"]
    assert works[["coded", "found", "hits"]].tolist() == [0, 0, 0]
    assert works[["precision", "precision_low", "recall", "recall_high", "f1"]].isna().all()


@few
@given(NUMBERS, NUMBERS)
def test_every_miss_and_false_alarm_is_listed_once(found, coded):
    apart = validation.misclassified(carried(*found), carried(*coded))
    errors = {kind: set(rows["sentence"]) for kind, rows in apart.groupby("kind")}
    assert errors.get(validation.MISS, set()) == coded - found
    assert errors.get(validation.FALSE_ALARM, set()) == found - coded
    assert len(apart) == len(coded ^ found)
