"""Intervals of shares and rates, against SciPy's own, plain computations, and by their properties."""

import math
from statistics import variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest

from reading.measures.intervals import (
    LEAST,
    design_effect,
    effective_interval,
    rates_with_intervals,
)
from tests.measures.texts import few, frames, texts

clusters = st.lists(
    st.integers(1, 9).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
    min_size=2,
    max_size=12,
)


def as_columns(pairs):
    """Hits and sizes of clusters, each in one column."""
    hits, sizes = zip(*pairs, strict=True)
    return np.array(hits, float)[:, np.newaxis], np.array(sizes, float)[:, np.newaxis]


def plain_effect(pairs):
    """The variance of a ratio, cluster by cluster, over that of independent trials."""
    of = sum(size for _, size in pairs)
    share = sum(hits for hits, _ in pairs) / of
    if share in (0, 1):
        return 1
    residuals = [hits - share * size for hits, size in pairs]
    # They sum to 0, so that their variance is the sum of their squares over n - 1.
    ratio_variance = len(pairs) * variance(residuals, 0) / of**2
    return max(1, ratio_variance / (share * (1 - share) / of))


@given(clusters)
def test_design_effect_equals_a_plain_computation(pairs):
    assert design_effect(*as_columns(pairs)).item() == pytest.approx(plain_effect(pairs))


@given(clusters)
def test_clustered_interval_divides_hits_and_trials_by_the_design_effect(pairs):
    low, high = (end.item() for end in effective_interval(*as_columns(pairs)))
    effect = plain_effect(pairs)
    hits, of = (sum(numbers) / effect for numbers in zip(*pairs, strict=True))
    assert low == pytest.approx(beta.ppf(0.025, hits, of - hits + 1) if hits else 0)
    assert high == pytest.approx(beta.ppf(0.975, hits + 1, of - hits) if hits < of else 1)
    alone = binomtest(sum(hits for hits, _ in pairs), sum(size for _, size in pairs)).proportion_ci()
    assert low <= alone.low + 1e-9
    assert high >= alone.high - 1e-9


@few
@given(texts())
def test_interval_of_a_rate_has_sentences_as_clusters(text):
    found = rates_with_intervals(*frames(text), by="section")
    for row in found.itertuples():
        part = [sentence.split() for sentence in text[row.section]]
        if row.count < LEAST or len(part) < 2:
            assert math.isnan(row.low)
            assert math.isnan(row.high)
            continue
        ends = effective_interval(*as_columns([(words.count(row.lemma), len(words)) for words in part]))
        assert (row.low, row.high) == pytest.approx(tuple(1000 * end.item() for end in ends))
        assert 0 < row.low <= row.rate + 1e-9
        assert row.rate <= row.high + 1e-9
