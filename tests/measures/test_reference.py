"""A document against a reference, by SciPy's own test and by properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reading.measures.inference import clopper_pearson
from reading.measures.keyness import Verdict
from reading.measures.reference import compare_with_reference

RATES = {
    "the": 0.05,
    "you": 0.02,
    "a": 0.02,
    "sea": 1e-4,
    "quay": 1e-7,
    **{f"w{n}": 1e-6 for n in range(1000)},
}

documents = st.dictionaries(st.sampled_from(["the", "you", "sea", "quay", "w1", "zz"]), st.integers(1, 40))


def rows(counts, tokens=400, rates=RATES, **options):
    return compare_with_reference(counts, tokens, rates, **options).set_index("token")


@given(documents)
def test_each_word_is_tested_against_its_rate(counts):
    for token, row in rows(counts).iterrows():
        count = counts.get(token, 0)
        assert row["count"] == count
        assert row["rate"] == pytest.approx(count / 400 * 1000)
        assert (row["low"], row["high"]) == pytest.approx(
            tuple(1000 * end for end in clopper_pearson(count, 400))
        )
        if token in RATES:
            assert row["p"] == pytest.approx(binomtest(count, 400, RATES[token]).pvalue)
            assert row["log_ratio"] == pytest.approx(np.log2((count or 0.5) / 400 / RATES[token]))
            assert row["reference"] == 1000 * RATES[token]


@given(documents)
def test_the_family_is_all_words_of_the_reference(counts):
    tested = rows(counts).dropna(subset="p")
    p = sorted([*tested["p"], *[1.0] * (len(RATES) - len(tested))])
    for row in tested.itertuples():
        best = min(p[place] * len(p) / (place + 1) for place in range(len(p)) if p[place] >= row.p)
        assert row.p_adjusted == pytest.approx(min(best, 1))


def test_a_word_that_the_reference_does_not_know_is_not_tested():
    row = rows({"zz": 30}).loc["zz"]
    assert row["verdict"] == Verdict.UNKNOWN
    assert row[["p", "p_adjusted", "log_ratio"]].isna().all()
    assert row["reference"] == 0
