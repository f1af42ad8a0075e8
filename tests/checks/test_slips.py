"""Slips of the pen: see also `pages.yml`."""

import datetime

from reading.checks.rules import list_rules
from reading.checks.slips import WORDS
from tests.checks import conftest


def find(text):
    """The lines and the problems of the slips in a page."""
    return conftest.find(text, *(one.name for one in list_rules().values() if one.after == WORDS))


def test_a_date_of_today_is_not_in_the_future():
    today = datetime.date.today()
    assert find(f"On {today.day} {today:%B} {today.year}.") == []
    tomorrow = today + datetime.timedelta(days=1)
    assert len(find(f"On {tomorrow.day} {tomorrow:%B} {tomorrow.year}.")) == 1


def test_a_finding_has_the_line_where_the_slip_stands():
    sentence = "It is said once more."
    text = f"# Title\n\nA line\nthe the word.\n\nOne\n*two*\n(three\n\n{sentence}\n{sentence}\n"
    assert sorted(line for line, _ in find(text)) == [4, 8, 11]
