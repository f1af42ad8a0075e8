"""Terms through the years: courses and intervals of made-up speeches."""

import pytest
from scipy.stats import binomtest

from reading.tables import followed_terms
from reading.tables.followed_terms import Course
from tests.data.references import make_reference


@pytest.mark.parametrize(
    ("counts", "course"),
    [
        ([10] * 15 + [60] * 15, Course.RISING),
        ([60] * 15 + [10] * 15, Course.FALLING),
        ([10] * 12 + [60] * 6 + [12] * 12, Course.PEAKED),
        ([60] * 12 + [10] * 6 + [62] * 12, Course.DIPPED),
        ([30, 32, 28, 31, 29] * 6, Course.STEADY),
        ([0] * 30, Course.STEADY),
        # Above both ends for five years, then below both for five years, but less so.
        ([100] * 8 + [180] * 5 + [60] * 5 + [100] * 8, Course.PEAKED),
        ([100] * 8 + [140] * 5 + [20] * 5 + [100] * 8, Course.DIPPED),
        # A single year is too short to tell.
        ([2] * 15 + [6] + [2] * 14, Course.STEADY),
    ],
)
def test_course_compares_the_first_years_the_last_and_the_extremes(counts, course):
    assert followed_terms.describe_courses(make_reference({"quay": counts}))["course"].item() == course


def test_texts_of_one_speaker_count_for_fewer():
    counts = [0] * 5 + [8] * 5
    spread = followed_terms.describe_courses(make_reference({"quay": counts})).iloc[0]
    # The same eight speakers each year: as eight of two hundred, and not as forty of a thousand.
    same = followed_terms.describe_courses(make_reference({"quay": counts}, of=200, turns=False)).iloc[0]
    assert spread["end"] == same["end"] == 0.04
    alone = binomtest(8, 200).proportion_ci()
    assert (same["end_low"], same["end_high"]) == pytest.approx((alone.low, alone.high), abs=2e-4)
    assert spread["end_low"] == pytest.approx(binomtest(40, 1000).proportion_ci().low)


def test_change_that_few_speakers_make_is_not_clear():
    counts = [0] * 10 + [2] * 10
    assert followed_terms.describe_courses(make_reference({"quay": counts}))["course"].item() == Course.RISING
    same = make_reference({"quay": counts}, turns=False)
    assert followed_terms.describe_courses(same)["course"].item() == Course.STEADY


def test_term_in_one_or_two_texts_has_no_interval():
    frame = followed_terms.describe_courses(make_reference({"quay": [0, 1, 0, 1, 0, 1, 1, 0, 1, 0]}))
    row = frame.iloc[0]
    assert (row["start"], row["end"]) == (2 / 1000, 3 / 1000)
    assert row[["start_low", "start_high"]].isna().all()
    assert 0 < row["end_low"] < row["end"] < row["end_high"]
