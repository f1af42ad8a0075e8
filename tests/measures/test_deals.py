"""Deals of paragraphs, by their properties and by hand."""

import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reading.measures.deals import count_deals, has_deals, list_differences
from tests.conftest import few

SIZES, INSIDE = [1, 8, 6, 5, 2, 4, 4, 7, 5], 5
DEALS = math.comb(len(SIZES), INSIDE)

counts = st.tuples(*(st.integers(0, size) for size in SIZES)).map(list)
lists = st.dictionaries(st.sampled_from("abc"), counts, min_size=1)


def test_a_difference_is_that_of_the_shares_of_both_parts():
    first, *_, last = list_differences([1, 0, 0, 2], [2, 2, 3, 2], 2)
    assert first == abs(Fraction(1, 4) - Fraction(2, 5))
    assert last == abs(Fraction(2, 5) - Fraction(1, 4))


def test_of_all_sentences_against_none_no_other_deal_differs_as_much():
    whole = [*SIZES[:INSIDE], *[0] * (len(SIZES) - INSIDE)]
    assert count_deals({"all": whole}, SIZES, INSIDE) == {"all": 1}


@few
@given(lists)
def test_the_real_sections_are_one_of_the_deals(features):
    assert all(1 <= k <= DEALS for k in count_deals(features, SIZES, INSIDE).values())


@few
@given(lists)
def test_doubled_counts_and_sizes_change_nothing(features):
    doubled = {name: [2 * count for count in row] for name, row in features.items()}
    assert count_deals(doubled, [2 * size for size in SIZES], INSIDE) == count_deals(features, SIZES, INSIDE)


@few
@given(lists)
def test_on_a_list_more_deals_reach_a_feature_than_by_itself(features):
    for name, k in count_deals(features, SIZES, INSIDE).items():
        alone = list_differences(features[name], SIZES, INSIDE)
        assert k >= sum(difference >= alone[0] for difference in alone)
        assert count_deals({name: features[name]}, SIZES, INSIDE)[name] <= k


def test_a_feature_that_never_differs_is_left_out():
    assert count_deals({"none": [0] * 9, "all": SIZES}, SIZES, INSIDE) == {}


def test_only_two_sections_with_enough_paragraphs_are_dealt():
    assert [has_deals(parts) for parts in ([3, 3], [3, 2], [9], [9, 7], [3, 3, 3])] == [
        *(True, False, False, False, False)
    ]
