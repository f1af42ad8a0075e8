"""Terms through the years: courses and intervals of made-up speeches."""

import pytest
from scipy.stats import binomtest

from reading.tables import followed_terms
from tests.data.references import make_reference

STEADY = "no clear change"


def describe(counts, **options):
    """The course of a term that so many texts of each year have."""
    return followed_terms.describe_courses(make_reference({"quay": counts}, **options)).iloc[0]


@pytest.mark.parametrize(
    ("counts", "options", "course"),
    [
        ([10] * 15 + [60] * 15, {}, "rising"),
        ([60] * 15 + [10] * 15, {}, "falling"),
        ([10] * 12 + [60] * 6 + [12] * 12, {}, STEADY),
        ([0] * 30, {}, STEADY),
        # What the same few speakers change is not clear.
        ([0] * 10 + [2] * 10, {}, "rising"),
        ([0] * 10 + [2] * 10, {"turns": False}, STEADY),
    ],
)
def test_course_compares_the_first_years_with_the_last(counts, options, course):
    assert describe(counts, **options)["course"] == course


def test_texts_of_one_speaker_count_for_fewer():
    counts = [0] * 5 + [8] * 5
    spread = describe(counts)
    # The same eight speakers each year: as eight of two hundred, and not as forty of a thousand.
    same = describe(counts, of=200, turns=False)
    assert spread["end"] == same["end"] == 0.04
    alone = binomtest(8, 200).proportion_ci()
    assert (same["end_low"], same["end_high"]) == pytest.approx((alone.low, alone.high), abs=2e-4)
    assert spread["end_low"] == pytest.approx(binomtest(40, 1000).proportion_ci().low)


def test_term_in_one_or_two_texts_has_no_interval():
    row = describe([0, 1, 0, 1, 0, 1, 1, 0, 1, 0])
    assert (row["start"], row["end"]) == (2 / 1000, 3 / 1000)
    assert row[["start_low", "start_high"]].isna().all()
    assert 0 < row["end_low"] < row["end"] < row["end_high"]
