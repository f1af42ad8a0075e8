"""Validation: what was found against what was coded, per theme, with every miss and false alarm."""

import math

import numpy as np
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


def test_absent_theme_has_no_precision_and_no_interval():
    frame = validation.validity(carried(1), carried(1), sentences=SENTENCES, themes=THEMES)
    assert list(frame["theme"]) == THEMES
    works = frame.set_index("theme").loc["works"]
    assert works[["coded", "found", "hits"]].tolist() == [0, 0, 0]
    assert works[["precision", "precision_low", "recall", "recall_high", "f1"]].isna().all()


def of_texts(codes):
    """A frame of codes (text, sentence, theme)."""
    return pd.DataFrame(sorted(codes), columns=["paragraph", "sentence", "theme"])


def mean_f1(found, coded, texts):
    """The mean F1 of the themes in texts, each of which may be there several times; None without any F1."""
    each = []
    for theme in THEMES:
        held = [
            [{code for code in codes if code[0] == text and code[2] == theme} for text in texts]
            for codes in (found, coded)
        ]
        hits = sum(len(a & b) for a, b in zip(*held, strict=True))
        either = sum(map(len, [*held[0], *held[1]]))
        each += [2 * hits / either] if either else []
    return sum(each) / len(each) if each else None


def test_interval_of_the_mean_f1_is_that_of_texts_that_are_drawn_anew():
    """By a loop over resamples. In some of them a theme, or every theme, is neither found nor coded."""
    sentences = pd.DataFrame([(text, n) for text in "abc" for n in (1, 2)], columns=["paragraph", "sentence"])
    found = {("a", 1, "trade"), ("a", 2, "trade"), ("a", 2, "works"), ("c", 1, "trade")}
    coded = {("a", 1, "trade"), ("a", 2, "works"), ("c", 1, "works"), ("c", 2, "trade")}
    random, means = np.random.default_rng(7), []
    for counts in random.multinomial(3, [1 / 3] * 3, size=200):
        drawn = [text for text, count in zip("abc", counts, strict=True) for _ in range(count)]
        means.append(mean_f1(found, coded, drawn))
    assert None in means
    known = [mean for mean in means if mean is not None]
    interval = validation.macro_f1_interval(
        of_texts(found), of_texts(coded), sentences=sentences, themes=THEMES, resamples=200, seed=7, level=0.8
    )
    assert interval == pytest.approx(np.quantile(known, [0.1, 0.9]))
