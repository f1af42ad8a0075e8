"""Intervals of shares, against SciPy's own and a plain computation."""

from statistics import variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest

from reading.measures.intervals import clopper_pearson, effective_interval

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
def test_clustered_interval_divides_hits_and_trials_by_the_design_effect(pairs):
    low, high = (end.item() for end in effective_interval(*as_columns(pairs)))
    effect = plain_effect(pairs)
    hits, of = (sum(numbers) / effect for numbers in zip(*pairs, strict=True))
    assert low == pytest.approx(beta.ppf(0.025, hits, of - hits + 1) if hits else 0)
    assert high == pytest.approx(beta.ppf(0.975, hits + 1, of - hits) if hits < of else 1)
    alone = binomtest(sum(hits for hits, _ in pairs), sum(size for _, size in pairs)).proportion_ci()
    assert low <= alone.low + 1e-9
    assert high >= alone.high - 1e-9
