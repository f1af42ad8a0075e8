"""Keyness beside single texts: small examples by hand."""

import numpy as np
import pandas as pd
import pytest

from reading.measures.keyness import Verdict
from reading.measures.kind import compare_with_kind, count_far_out

TERMS = pd.Index(["harbour", "peace", "ship"])


def compare(counts, texts, sizes):
    """A document of 100 tokens beside texts."""
    terms = pd.Index([*TERMS, *(f"other {number}" for number in range(len(counts) - 3))])
    compared = compare_with_kind(terms, np.array(counts), 100, np.array(texts), sizes)
    return compared.set_index("term")


def test_term_that_no_text_has_as_often_has_the_least_p_value():
    compared = compare([9, 4, 0], [[0, 4, 0], [8, 200, 0], [1, 0, 9]], [200, 1000, 300])
    assert compared.loc["harbour", "p"] == 1 / 4
    assert list(compared.index) == ["harbour", "peace"]


def test_term_that_no_text_has_counts_as_half_an_occurrence():
    row = compare([4, 0, 0], [[0, 0, 0], [0, 9, 0]], [400, 600]).loc["harbour"]
    assert row["log_ratio"] == pytest.approx(np.log2(0.04 / (0.5 / 1000)))


def test_single_term_does_not_pass_where_each_text_has_one_of_its_own():
    # In samples of half their length, the term of each text is nearly sure to occur four times.
    texts = np.column_stack([np.zeros((99, 3), int), 20 * np.eye(99, dtype=int)])
    compared = compare([9, 0, 0, *[0] * 99], texts, np.full(99, 200))
    row = compared.loc["harbour"]
    assert row["p"] == 1 / 100
    assert row["expected"] == pytest.approx(1, abs=0.01)
    assert row["p_adjusted"] == pytest.approx(1, abs=0.05)
    assert row["verdict"] == Verdict.NEITHER


def test_samples_of_a_text_have_as_many_terms_far_out_as_it_has_words_of_its_own():
    texts = np.column_stack([np.zeros(99, int), 60 * np.eye(99, dtype=int)])
    own, drawn = count_far_out([9, *[0] * 99], 100, texts, np.full(99, 300), level=0.02)
    assert own == 1
    assert set(drawn) == {1}
