"""The chances of counts in samples, against SciPy's distribution and by their properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from reading.measures.sampling import sample_chances

texts = st.integers(1, 60).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@given(st.lists(texts, min_size=1, max_size=6), st.integers(0, 80))
def test_chances_are_those_of_the_hypergeometric_distribution(pairs, sample):
    counts, sizes = np.transpose(pairs)
    chances, rows = sample_chances(counts, sizes, sample)
    numbers = np.arange(chances.shape[1])
    for count, size, row in zip(counts, sizes, rows, strict=True):
        expected = hypergeom.pmf(numbers, size, count, min(sample, size))
        assert chances[row] == pytest.approx(expected, abs=1e-12)
        assert chances[row].sum() == pytest.approx(1)


def test_a_text_that_is_no_longer_than_the_sample_is_taken_whole():
    chances, rows = sample_chances([2], [5], 9)
    assert chances[rows[0]].tolist() == pytest.approx([0, 0, 1])
