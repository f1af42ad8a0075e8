"""The caption of a court's paper names the parties."""

import pytest

from reading.text.caption import find_caption

CAPTION = [
    "IN THE COURT OF THE COAST",
    "ADA BERG and OLE DAHL, ) No. 12-345",
    ")",
    "Appellants, ) Appeal from the",
    "v. ) Harbour Court",
    "CITY OF THE NORTH, et al., )",
    ")",
    "Respondents. ) Filed: May 3, 2020",
    "Appellants sail at night.",
]


def test_the_parties_stand_left_of_a_border_above_and_below_the_word_versus():
    found = find_caption(CAPTION)
    assert found.title == "ADA BERG and OLE DAHL v. CITY OF THE NORTH, et al."
    assert CAPTION[found.end] == "Appellants sail at night."


@pytest.mark.parametrize(
    "lines",
    [
        [line for line in CAPTION if not line.startswith(("Appellants,", "Resp"))],
        ["The ships of the harbour", "v.", "the boats", "Respondent"],
        ["BERG v. DAHL", "Appellant"],
    ],
)
def test_without_roles_or_names_there_is_no_caption(lines):
    assert find_caption(lines) is None


def test_the_proceedings_of_a_transcript_begin_below_their_heading():
    found = find_caption([*CAPTION, "PROCEEDINGS", "MR. DAHL: We sail."])
    assert (found.end, found.start) == (9, 10)
