"""Intervals of shares, against SciPy's own and a plain computation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reading.measures.intervals import clopper_pearson, effective_interval
from tests import independent

clusters = st.lists(
    st.integers(1, 9).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
    min_size=2,
    max_size=12,
)

proportions = st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(proportions)
def test_interval_equals_that_of_scipys_binomial_test(proportion):
    interval = binomtest(*proportion).proportion_ci(0.95, method="exact")
    assert clopper_pearson(*proportion) == pytest.approx((interval.low, interval.high))


def test_interval_of_no_trials_is_zero_to_one():
    assert clopper_pearson(0, 0) == (0, 1)


def as_columns(pairs):
    """Hits and sizes of clusters, each in one column."""
    hits, sizes = zip(*pairs, strict=True)
    return np.array(hits, float)[:, np.newaxis], np.array(sizes, float)[:, np.newaxis]


@given(clusters)
def test_clustered_interval_divides_hits_and_trials_by_the_design_effect(pairs):
    low, high = (end.item() for end in effective_interval(*as_columns(pairs)))
    hits, sizes = zip(*pairs, strict=True)
    expected = independent.exact(sum(hits), sum(sizes), independent.effect(hits, sizes))
    assert (low, high) == pytest.approx(expected)
    alone = binomtest(sum(hits), sum(sizes)).proportion_ci()
    assert low <= alone.low + 1e-9
    assert high >= alone.high - 1e-9
