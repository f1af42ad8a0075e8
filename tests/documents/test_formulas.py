"""Formulas, code and rows of numbers are told from prose."""

import time

import pytest

from reading.documents.formulas import ALONE, FORMULA, NUMBERS, describe_kinds, name_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("N \u22121\u2211", FORMULA),
        ("v(x) = u(x) mod P (x) ,", FORMULA),
        ("f o r ( i n t i = 0 ; i < s i z e ; ++ i ) {", FORMULA),
        ("ct = tanh(x_t + h_t) ht = o_t * ct wt = ct ^ 2", FORMULA),
        ("(12)", ALONE),
        ("(1989)", ALONE),
        ("* * *", ALONE),
        ("Bagging 0.62 0.82 0.89 0.99", NUMBERS),
    ],
)
def test_what_is_no_prose_is_named(text, kind):
    assert name_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Oslo",
        "EU",
        "B. J. F., 491 U. S. 524, 533 (1989).",
        "No.",
        "(9) If:",
        "A. B. Berg",
        "It is so.",
        "In 1990, 1991, 1992 and 1993.",
        "The share is p = 0.05, which is less than one in ten.",
        "[Has01] M. A. Hasan. Vol. 2, pp. 10 - 22.",
        "See https://a.org/b?c=1&d=2",
        "Article 12 (3)",
        "A/RES/78/272 of 24 April 2024",
        "5 May 2020",
        "Since deg (v) < D and D = x + y + z, v = x + y = z + D. Therefore,",
    ],
)
def test_prose_and_names_are_kept(text):
    assert name_kind(text) == ""


def test_letters_that_are_no_name_take_no_time():
    start = time.perf_counter()
    assert name_kind("A-B-C-" * 8 + "?") == ALONE
    assert time.perf_counter() - start < 1


def test_what_is_left_out_is_counted():
    assert describe_kinds([FORMULA, NUMBERS, FORMULA]) == [
        "2 formulas and blocks of code",
        "1 row of numbers",
    ]
