"""The presence of a word in a text, against exact binomial coefficients."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.presence import presence


@pytest.mark.parametrize(("count", "length", "sample"), [(1, 2500, 1000), (7, 1200, 1000), (40, 5000, 1000)])
def test_presence_is_the_chance_that_a_sample_holds_the_word(count, length, sample):
    expected = 1 - comb(length - count, sample) / comb(length, sample)
    assert presence(count, length, sample) == pytest.approx(expected, abs=1e-9)


def test_a_word_that_occurs_once_has_the_share_of_the_sample():
    assert presence([1, 1], [4000, 1600], 1000) == pytest.approx([0.25, 0.625])


def test_a_text_that_is_shorter_than_the_sample_has_the_word_or_not():
    assert presence([3, 0, 1], [999, 999, 1000], 1000).tolist() == [1, 0, 1]


def test_fewer_other_words_than_the_sample_leave_no_chance_to_miss_it():
    assert presence([3], [1002], 1000).tolist() == [1]
    assert presence([2], [1002], 1000)[0] == pytest.approx(1 - 1 / comb(1002, 2))


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_presence_equals_the_share_of_samples_in_small_texts(length, count, sample):
    count = min(count, length)
    sure = sample > length or length - count < sample
    expected = float(sure) if sure else 1 - comb(length - count, sample) / comb(length, sample)
    found = presence(np.array([count]), np.array([length]), sample)[0]
    assert found == pytest.approx(expected if count else 0, abs=1e-9)
