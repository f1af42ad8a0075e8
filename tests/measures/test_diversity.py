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


def test_the_type_token_ratio_is_types_over_tokens():
    assert type_token_ratio(LINCOLN) == pytest.approx(5 / 9)


@pytest.mark.parametrize("measure", [type_token_ratio, mattr, mtld])
def test_no_tokens_have_no_diversity(measure):
    assert math.isnan(measure([]))


def test_a_window_without_room_is_refused():
    with pytest.raises(ValueError, match="one token or more"):
        mattr(COVINGTON, window=0)


@pytest.mark.parametrize("threshold", [0, 1, -0.5])
def test_a_threshold_that_no_run_can_cross_is_refused(threshold):
    with pytest.raises(ValueError, match="between 0 and 1"):
        mtld(COVINGTON, threshold=threshold)


@given(texts, st.integers(1, 70))
def test_mattr_is_the_mean_over_all_windows(tokens, window):
    windows = [tokens[start : start + window] for start in range(max(1, len(tokens) - window + 1))]
    assert mattr(tokens, window=window) == pytest.approx(sum(map(type_token_ratio, windows)) / len(windows))


@given(texts)
def test_mattr_of_one_window_is_the_type_token_ratio(tokens):
    assert mattr(tokens, window=len(tokens)) == type_token_ratio(tokens)


@given(texts)
def test_mtld_does_not_depend_on_the_direction(tokens):
    assert mtld(tokens) == pytest.approx(mtld(tokens[::-1]))


@given(texts)
def test_diversity_depends_on_which_tokens_are_alike_and_not_on_their_names(tokens):
    renamed = [f"word-{ord(token)}" for token in tokens]
    assert mattr(renamed, window=5) == mattr(tokens, window=5)
    assert mtld(renamed) == mtld(tokens)


@given(texts)
def test_mtld_is_at_least_one_token_and_a_text_without_repetition_is_one_factor(tokens):
    assert mtld(tokens) >= 1
    different = sorted(set(tokens))
    assert mtld(different) == len(different)
