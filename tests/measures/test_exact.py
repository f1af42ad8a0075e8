"""Exact tests against SciPy's, and by their properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from reading.measures.exact import (
    distribute_shared,
    expect_and_test,
    least_p_values,
    two_sided,
)

margins = st.integers(1, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n)))
tables = st.integers(1, 60).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(0, n)).flatmap(
        lambda row: st.tuples(st.just(row), st.integers(max(0, sum(row[1:]) - row[0]), min(row[1:])))
    )
)


def columns(strata):
    sizes, first, second = (np.array(column) for column in zip(*strata, strict=True))
    return sizes, first[np.newaxis], second[np.newaxis]


@given(tables)
def test_p_value_in_one_stratum_is_that_of_scipys_fisher_test(table):
    (n, first, second), both = table
    cells = [[both, first - both], [second - both, n - first - second + both]]
    _, p = expect_and_test(np.array([both]), *columns([(n, first, second)]))
    assert p[0] == pytest.approx(fisher_exact(cells).pvalue, rel=1e-9)


@given(st.lists(margins, min_size=1, max_size=4))
def test_least_p_value_is_the_lowest_of_all_outcomes(strata):
    sizes, first, second = columns(strata)
    every = two_sided(distribute_shared(sizes, first, second))
    assert least_p_values(sizes, first, second)[0] == pytest.approx(np.nanmin(every))


def test_outcomes_of_equal_probability_have_equal_p_values():
    # Of 8 cases 4 are of each kind: 0 and 4 shared are equally likely, and so are 1 and 3.
    p = two_sided(distribute_shared(np.array([8]), np.array([[4]]), np.array([[4]])))[0]
    assert p == pytest.approx([2 / 70, 34 / 70, 1, 34 / 70, 2 / 70])
