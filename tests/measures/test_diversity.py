import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.diversity import mattr, mtld, type_token_ratio

COVINGTON = ["one", "one", "two", "one", "one", "two", "one"]
LINCOLN = ["of", "the", "people", "by", "the", "people", "for", "the", "people"]

texts = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=60)


@pytest.mark.parametrize(("window", "published"), [(2, 0.8333), (3, 0.6667), (4, 0.5)])
def test_mattr_gives_the_published_figures(window, published):
    assert mattr(COVINGTON, window=window) == pytest.approx(published, abs=5e-5)


def test_mtld_counts_the_factors_of_its_authors_example():
    # Forwards the ratio comes down to .667 at the sixth word, backwards to .6 at the fifth: one factor each.
    assert mtld(LINCOLN) == 9


def test_mtld_counts_the_rest_as_part_of_a_factor():
    # A factor at the third word, and a rest without repetition, which comes to nothing; the same backwards.
    assert mtld(list("abaab")) == 5
    # One repetition in four words comes to .25 of the .28 that a factor takes.
    assert mtld(list("abca")) == pytest.approx(4 / (0.25 / 0.28))


def test_a_ratio_of_just_the_threshold_ends_a_factor():
    assert mtld(list("aab"), threshold=0.5) == pytest.approx((3 / 1 + 3 / (1 / 3 / 0.5)) / 2)


@pytest.mark.parametrize("measure", [type_token_ratio, mattr, mtld])
def test_no_tokens_have_no_diversity(measure):
    assert math.isnan(measure([]))


@given(texts, st.integers(1, 70))
def test_mattr_is_the_mean_over_all_windows(tokens, window):
    windows = [tokens[start : start + window] for start in range(max(1, len(tokens) - window + 1))]
    assert mattr(tokens, window=window) == pytest.approx(sum(map(type_token_ratio, windows)) / len(windows))
