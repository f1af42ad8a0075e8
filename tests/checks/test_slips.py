"""Slips of the pen: those that are named, and prose that only looks like one."""

import datetime

import pytest

from reading.checks.rules import list_rules
from reading.checks.slips import WORDS
from tests.checks import conftest


def find(text):
    """The lines and the problems of the slips in a page."""
    return conftest.find(text, *(one.name for one in list_rules().values() if one.after == WORDS))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Here is the\nThe word.", "the word is there twice: 'the The'"),
        ("It ends.So it is.", "there is no space in 'ends.So'"),
        ("It ends,so it is.", "there is no space in 'ends,so'"),
        ("It ends,, so it is.", "',,' is left in the text"),
        ("It ends.. So it is.", "'..' is left in the text"),
        ("It ended. so it is.", "a sentence begins with a small letter: 'ended. so'"),
        ('He said "yes.', 'a quotation mark is alone: "'),
        ("He came with others).", ") closes nothing"),
        ("He said \u201cyes.", "\u201c is not closed"),
        ("On 0 May.", "there is no day '0 May'"),
        ("It is so, and that is what was said there by all of", "the paragraph ends without a full stop"),
    ],
)
def test_a_slip_is_named(text, problem):
    assert [one for _, one in find(f"# Title\n\n{text}\n")] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "He said that that had had an end.",
        "At Baden Baden they met.",
        'He said "yes" and \u2018no\u2019, as in 5" and 6\u2032.',
        "Points: a) one, (b) two, 1) three (and (so) on).",
        "On 29 February 2024, 31 May and May 31, from 30 to 31 March 2022.",
        "See https://a.example/x,y and README.Md, e.g. this, i.e. that, etc. and so on ...",
        "About approx. five of U.S. and No. 7, vol. three.",
        "It is so . . . and so.",
        "Who asks? Who asks?",
        "\u201cThis is said.\n\n\u201cSo is this.\u201d",
        "On 20 Congress 2022 they met, pre- and postwar.",
        "- an item of a list with some words\n- and more\n\n> Words of a quotation without an end",
        "What it says is this:\n\n*This is a line that is set off here*",
        "| `a` | one two three four five |\n|---|---|\n| `a` | one two three four five |",
        "A `the the` and `x ,` here.",
        "Say {n}`31 April` or \\(so.",
    ],
)
def test_prose_is_left_alone(text):
    assert find(f"# Title\n\n{text}\n") == []


def test_a_date_of_today_is_not_in_the_future():
    today = datetime.date.today()
    assert find(f"On {today.day} {today:%B} {today.year}.") == []
    tomorrow = today + datetime.timedelta(days=1)
    assert len(find(f"On {tomorrow.day} {tomorrow:%B} {tomorrow.year}.")) == 1


def test_a_finding_has_the_line_where_the_slip_stands():
    sentence = "It is said once more."
    text = f"# Title\n\nA line\nthe the word.\n\nOne\n*two*\n(three\n\n{sentence}\n{sentence}\n"
    assert sorted(line for line, _ in find(text)) == [4, 8, 11]
