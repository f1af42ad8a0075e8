"""Intervals and adjusted p-values against published numbers, SciPy's own tests, and by their properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reading.measures.inference import (
    adjust_p_values,
    attainable_level,
    clopper_pearson,
    find_attainable,
)

# The fifteen p-values of Benjamini and Hochberg's own example.
THROMBOLYSIS = [
    *[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344],
    *[0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000],
]

proportions = st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(proportions)
def test_interval_equals_that_of_scipys_binomial_test(proportion):
    interval = binomtest(*proportion).proportion_ci(0.95, method="exact")
    assert clopper_pearson(*proportion) == pytest.approx((interval.low, interval.high))


def test_none_of_42_leaves_at_most_eight_percent():
    assert clopper_pearson(0, 42) == pytest.approx((0, 0.084), abs=5e-4)


def test_interval_of_no_trials_is_zero_to_one():
    assert clopper_pearson(0, 0) == (0, 1)


def test_the_published_example_has_four_discoveries_where_bonferroni_has_three():
    assert (adjust_p_values(THROMBOLYSIS) <= 0.05).sum() == 4
    assert (np.array(THROMBOLYSIS) * len(THROMBOLYSIS) <= 0.05).sum() == 3


@given(p_values)
def test_missing_p_values_stay_missing_and_do_not_count(p):
    with_gaps = np.full((2, len(p)), np.nan)
    with_gaps[1] = p
    after = adjust_p_values(with_gaps)
    assert np.isnan(after[0]).all()
    assert after[1].tolist() == adjust_p_values(p).tolist()


# Discrete tests ---------------------------------------------------------------------------------------------


def test_family_of_tarones_rule_leaves_out_what_could_not_pass():
    # Nine tests: five could be significant at .05 / 5, and at .05 / 4 as many.
    least = np.array([0.0001, 0.001, 0.004, 0.008, 0.0095, 0.02, 0.03, 0.2, 1])
    assert attainable_level(least, q=0.05) == 0.01
    assert (~find_attainable(least, q=0.05)).sum() == 4
