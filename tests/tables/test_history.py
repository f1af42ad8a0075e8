"""Terms through the years: shares, courses, groups and first uses, of made-up speeches and of the book's."""

import pandas as pd
import pytest
from scipy.stats import binomtest

from reading.data.book import Book
from reading.data.reference import References
from reading.tables import followed_terms as history
from reading.tables.followed_terms import Course
from tests.data.references import NAME, SETTINGS, derive_here, make_reference, write_book

QUOTED = SETTINGS.replace("followed: [ANN]", "quotations: true\nfollowed: [BOB, ANN]")


@pytest.fixture(scope="module")
def speeches(tmp_path_factory):
    """The made-up speeches; BOB is followed, too."""
    root = write_book(tmp_path_factory.mktemp("history"), QUOTED)
    derive_here(root)
    return References(root)[NAME]


def course_of(counts, of=200):
    return history.describe_courses(make_reference({"quay": counts}, of))["course"].item()


def test_reference_is_the_named_one_or_the_first_that_follows_terms(book, tmp_path):
    assert history.choose_reference(book).name == "un-general-debate"
    assert history.choose_reference(Book.on_demand(tmp_path)) is None


def test_shares_are_of_all_texts_of_the_year(speeches):
    shares = history.share_texts(speeches)
    assert list(shares) == ["term", "year", "texts", "all_texts", "share", "low", "high"]
    assert list(shares["term"].unique()) == ["harbour", "calm", "clean water"]
    harbour = shares[shares["term"] == "harbour"]
    assert list(harbour["share"]) == [1, 0, 0.5]
    interval = binomtest(1, 2).proportion_ci()
    assert harbour.iloc[2][["low", "high"]].tolist() == pytest.approx([interval.low, interval.high])


def test_first_uses_say_where_no_earlier_text_is_known(speeches):
    uses = history.find_first_uses(speeches)
    shown = uses[["term", "year", "session", "name", "group", "opening"]].itertuples(index=False)
    assert [tuple(row) for row in shown] == [
        ("harbour", 2001, "1", "Anna Bell", "ANN", True),
        ("harbour", 2001, "1", "BOB", "BOB", True),
        ("calm", 2002, "2", "Anna Bell", "ANN", False),
        ("clean water", 2001, "1", "BOB", "BOB", True),
        ("clean water", 2003, "3", "Anna Bell", "ANN", False),
    ]
    quoted = history.list_quotations(speeches)
    assert list(quoted["term"]) == ["calm", "clean water"]
    assert quoted["quotation"].iloc[0] == "Stable waters stabilise the valley."


def test_new_terms_are_those_that_no_text_of_the_first_year_has(speeches):
    assert list(history.find_new_uses(speeches)["term"]) == ["calm"]
    leads = history.count_leads(speeches)
    assert leads.to_dict("records") == [
        {"speaker": "BOB", "name": "BOB", "used": 0, "leads": 0},
        {"speaker": "ANN", "name": "Anna Bell", "used": 1, "leads": 1},
    ]


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
    assert course_of(counts) == course


def test_course_of_mirrored_years_is_mirrored():
    counts = [3, 9, 4, 8, 20, 30, 28, 35, 60, 55]
    assert course_of(counts) == Course.RISING
    assert course_of(counts[::-1]) == Course.FALLING
    assert course_of([200 - count for count in counts]) == Course.FALLING


def test_few_texts_tell_no_change():
    assert course_of([1] * 5 + [3] * 5, of=10) == Course.STEADY


def test_start_end_and_peak_are_counted_over_the_window():
    row = history.describe_courses(
        make_reference({"quay": [0, 2, 4, 4, 10, 0, 30, 20, 20, 20, 20, 10]})
    ).iloc[0]
    assert (row["texts"], row["first"], row["peak_year"]) == (140, 1991, 1996)
    assert (row["start"], row["end"], row["last"], row["peak"]) == (20 / 1000, 90 / 1000, 10 / 200, 30 / 200)
    # No speaker of the made reference uses a term twice in five years.
    interval = binomtest(20, 1000).proportion_ci()
    assert (row["start_low"], row["start_high"]) == pytest.approx((interval.low, interval.high))


def test_texts_of_one_speaker_count_for_fewer():
    counts = [0] * 5 + [8] * 5
    spread = history.describe_courses(make_reference({"quay": counts})).iloc[0]
    # The same eight speakers each year: as eight of two hundred, and not as forty of a thousand.
    same = history.describe_courses(make_reference({"quay": counts}, of=200, turns=False)).iloc[0]
    assert spread["end"] == same["end"] == 0.04
    alone = binomtest(8, 200).proportion_ci()
    assert (same["end_low"], same["end_high"]) == pytest.approx((alone.low, alone.high), abs=2e-4)
    assert spread["end_low"] == pytest.approx(binomtest(40, 1000).proportion_ci().low)


def test_change_that_few_speakers_make_is_not_clear():
    counts = [0] * 10 + [2] * 10
    assert history.describe_courses(make_reference({"quay": counts}))["course"].item() == Course.RISING
    same = make_reference({"quay": counts}, turns=False)
    assert history.describe_courses(same)["course"].item() == Course.STEADY


def test_term_in_one_or_two_texts_has_no_interval():
    frame = history.describe_courses(make_reference({"quay": [0, 1, 0, 1, 0, 1, 1, 0, 1, 0]}))
    row = frame.iloc[0]
    assert (row["start"], row["end"]) == (2 / 1000, 3 / 1000)
    assert row[["start_low", "start_high"]].isna().all()
    assert 0 < row["end_low"] < row["end"] < row["end_high"]


@pytest.mark.parametrize(("years", "window"), [(1, 1), (2, 1), (5, 2), (10, 5), (34, 5)])
def test_window_is_at_most_half_of_the_years(years, window):
    assert history.count_window(make_reference({"quay": [1] * years})) == window


def test_term_without_a_text_has_no_first_year():
    row = history.describe_courses(make_reference({"quay": [0] * 12})).iloc[0]
    assert pd.isna(row["first"])
    assert row["texts"] == 0


def test_lemmas_of_the_document_are_found_by_the_terms_own_rules(book):
    lemmas = history.find_document_lemmas(book, history.choose_reference(book))
    assert lemmas["multipolarity"] == "multipolar"
    assert lemmas["Cold War"] == "cold war"
    assert lemmas["sovereignty"] == ""
    assert lemmas["unilateralism"] == ""
