"""The presence of a word in a text, against exact binomial coefficients."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.presence import presence


def test_a_text_that_is_shorter_than_the_sample_has_the_word_or_not():
    assert presence([3, 0, 1], [999, 999, 1000], 1000).tolist() == [1, 0, 1]


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_presence_equals_the_share_of_samples_in_small_texts(length, count, sample):
    count = min(count, length)
    sure = sample > length or length - count < sample
    expected = float(sure) if sure else 1 - comb(length - count, sample) / comb(length, sample)
    found = presence(np.array([count]), np.array([length]), sample)[0]
    assert found == pytest.approx(expected if count else 0, abs=1e-9)
