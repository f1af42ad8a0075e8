"""Intervals and adjusted p-values against published numbers, SciPy's own tests, and by their properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reading.measures.inference import adjust_p_values, clopper_pearson, wilson

# The fifteen p-values of Benjamini and Hochberg's own example.
THROMBOLYSIS = [
    *[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344],
    *[0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000],
]

proportions = st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
levels = st.floats(0.5, 0.999)
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(proportions, levels)
def test_interval_equals_that_of_scipys_binomial_test(proportion, level):
    interval = binomtest(*proportion).proportion_ci(level, method="exact")
    assert clopper_pearson(*proportion, level=level) == pytest.approx((interval.low, interval.high))


@given(proportions, levels)
def test_interval_contains_the_share_and_mirrors_that_of_the_misses(proportion, level):
    hits, of = proportion
    low, high = clopper_pearson(hits, of, level=level)
    assert 0 <= low <= hits / of <= high <= 1
    assert clopper_pearson(of - hits, of, level=level) == pytest.approx((1 - high, 1 - low))


@given(proportions, levels)
def test_wilson_interval_equals_that_of_scipys_binomial_test(proportion, level):
    interval = binomtest(*proportion).proportion_ci(level, method="wilson")
    assert wilson(*proportion, level=level) == pytest.approx((interval.low, interval.high), abs=1e-12)


@given(proportions, levels)
def test_wilson_interval_contains_the_share_and_mirrors_that_of_the_misses(proportion, level):
    hits, of = proportion
    low, high = wilson(hits, of, level=level)
    assert 0 <= low <= hits / of <= high <= 1
    assert wilson(of - hits, of, level=level) == pytest.approx((1 - high, 1 - low))


def test_wilson_interval_of_newcombes_example():
    # Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I.
    low, high = wilson([81, 15, 0, 1], [263, 148, 20, 29])
    assert low == pytest.approx([0.2553, 0.0624, 0, 0.0061], abs=5e-5)
    assert high == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=5e-5)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_level_of_a_wilson_interval_lies_between_0_and_1(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level=level)


def test_none_of_42_leaves_at_most_eight_percent():
    assert clopper_pearson(0, 42) == pytest.approx((0, 0.084), abs=5e-4)


def test_wilson_interval_of_no_trials_is_zero_to_one():
    assert wilson(0, 0) == (0, 1)


def test_interval_of_no_trials_is_zero_to_one():
    assert clopper_pearson(0, 0) == (0, 1)


def test_arrays_of_proportions_give_arrays_of_ends():
    low, high = clopper_pearson([0, 1, 2], 2)
    assert low.shape == high.shape == (3,)
    assert [low[0], high[2]] == [0, 1]


@pytest.mark.parametrize("level", [0, 1, 95])
def test_level_that_is_no_share_is_an_error(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        clopper_pearson(1, 2, level=level)


def test_the_published_example_has_four_discoveries_where_bonferroni_has_three():
    assert (adjust_p_values(THROMBOLYSIS) <= 0.05).sum() == 4
    assert (np.array(THROMBOLYSIS) * len(THROMBOLYSIS) <= 0.05).sum() == 3


@given(p_values, st.floats(0.01, 0.5))
def test_discoveries_are_the_p_values_up_to_the_largest_below_the_line(p, q):
    rising = sorted(p)
    # Closer to the line than rounding goes, either answer will do.
    lines = [(value, place * q / len(p)) for place, value in enumerate(rising, 1)]
    if any(abs(value - line) < 1e-12 for value, line in lines):
        return
    found = max((place for place, (value, line) in enumerate(lines, 1) if value <= line), default=0)
    assert (adjust_p_values(p) <= q).sum() == found


@given(p_values)
def test_adjusted_p_value_is_no_smaller_and_keeps_its_rank(p):
    after = adjust_p_values(p)
    assert ((after >= np.array(p) - 1e-15) & (after <= 1)).all()
    assert (np.diff(after[np.argsort(p)]) >= 0).all()


@given(p_values)
def test_missing_p_values_stay_missing_and_do_not_count(p):
    with_gaps = np.full((2, len(p)), np.nan)
    with_gaps[1] = p
    after = adjust_p_values(with_gaps)
    assert np.isnan(after[0]).all()
    assert after[1].tolist() == adjust_p_values(p).tolist()


def test_no_p_values_give_no_adjusted_p_values():
    assert np.isnan(adjust_p_values([np.nan, np.nan])).all()
    assert adjust_p_values([]).size == 0
