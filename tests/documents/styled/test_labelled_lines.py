"""Which lines with labels are headings."""

import pytest

from reading.documents.styled.labelled_lines import find_labelled_lines

TEXT = "The ships of the harbour carry two lights at night."


def find(*lines):
    return sorted(find_labelled_lines(lines))


@pytest.mark.parametrize(
    "name", ["\u00a7 {}. Ports", "Article {} \u2013 Old ships", '"Sec. {}. Lights, salt or ice.', "Rule {}"]
)
def test_a_label_and_a_name_above_text_are_a_heading(name):
    assert find(name.format(1), TEXT, name.format(2), TEXT, name.format(3), TEXT, TEXT) == [0, 2, 4]


@pytest.mark.parametrize(
    "name",
    ["Sec. {}. Ships shall wait.", "Sec. {}. Old ports. They wait.", "Sec. {} of this act", "Ship {}. Ice"],
)
def test_a_sentence_is_no_heading(name):
    assert find(name.format(1), TEXT, name.format(2), TEXT, name.format(3), TEXT) == []


def test_entries_of_a_list_of_contents_are_no_headings():
    names = [f"Sec. {number}. Ports." for number in range(1, 5)]
    assert find(*names, TEXT) == []
    assert find(*names, *(line for name in names for line in (name, TEXT))) == [4, 6, 8, 10]
