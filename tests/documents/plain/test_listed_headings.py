"""The list of contents of a plain text names its headings."""

import pytest

from reading.documents.plain.listed_headings import find_listed_headings
from tests.documents.lines import number

TEXT = """\
PORTS.

They wait.

OLD DOCKS

A. LEE.

They rust.

Ice and Salt

It melts.

SHIPS

They sail.
"""
NAMES = ["Ports", "Old Docks--(A. Lee)", "Ice and Salt (B. Mills)", "Ships"]


def find(names=NAMES, indents=(0, 2, 2, 0), text=TEXT):
    return find_listed_headings(number(text), names, indents)


def test_entries_have_the_levels_of_their_indents_and_the_words_of_the_text():
    assert find() == {"PORTS.": 1, "OLD DOCKS": 2, "Ice and Salt": 2, "SHIPS": 1}
    # Numbers of one level may be set to the right.
    assert set(find(indents=(0, 1, 2, 0)).values()) == {1}


def test_a_list_of_which_few_entries_are_headings_is_no_outline():
    others = ["Wool", "Timber", "Wine", "Oil"]
    assert find([*NAMES, *others], [0] * 8) == {}
    assert len(find([*NAMES, others[0]], [0] * 5)) == 4


def test_a_dash_may_follow_the_number_of_a_heading():
    text = TEXT.replace("Ice and Salt", "I.--Ice and Salt.")
    assert "I.--Ice and Salt." in find([*NAMES[:2], "I. Ice and Salt", NAMES[3]], text=text)


def test_an_entry_may_have_a_slip():
    assert "SHIPS" in find(["Ports", "Old Docks", "Ice and Salt", "Ships"])
    assert "Ice and Salt" in find([*NAMES[:2], "Ice und Salt", NAMES[3]])
    assert find([*NAMES[:3], "Grain"]) == {}


@pytest.mark.parametrize(
    "names",
    [
        ["Ships", "Ice and Salt", "Old Docks", "Ports"],
        ["1. Ports", "2. Old Docks", "3. Ice and Salt", "4. Ships"],
        ["1.1 Ports", "1.2 Old Docks", "1.3 Ice and Salt", "2.1 Ships"],
        ["Act I. Ports", "Act II. Old Docks", "Act III. Ice and Salt", "Ships"],
        NAMES[:3],
    ],
)
def test_a_list_in_another_order_or_with_numbers_or_of_few_entries_tells_no_levels(names):
    assert find(names, [0] * len(names)) == {}
