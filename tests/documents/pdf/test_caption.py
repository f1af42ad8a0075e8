"""The caption of a court's paper names the parties."""

import pytest

from reading.documents.pdf.caption import find_caption, find_case

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
        [line.replace(")", "|") for line in CAPTION if not line.startswith(("Appellants,", "Resp"))],
        ["The ships of the harbour", "v.", "the boats", "Respondent"],
        ["BERG v. DAHL", "Appellant"],
    ],
)
def test_without_roles_or_names_there_is_no_caption(lines):
    assert find_caption(lines) is None


def test_the_proceedings_of_a_transcript_begin_below_their_heading():
    found = find_caption([*CAPTION, "PROCEEDINGS", "MR. DAHL: We sail."])
    assert (found.end, found.start) == (9, 10)


def test_a_role_may_stand_before_the_versus_and_other_names_of_a_party_are_left_out():
    lines = ["EDDA BERG,", "Petitioner, v.", "THE PORT OF OSLO, nka QUAYS,", "Respondents."]
    assert find_caption(lines).title == "EDDA BERG v. THE PORT OF OSLO"
    lines[1] = "Sailors, v."
    assert find_caption(lines[:3]) is None


def test_running_heads_name_a_case_in_short():
    lines = ["THE COURT", "EDDA BERG,", "OWNER v.", "THE PORT", "ON APPEAL", "They wait."]
    assert find_case(lines, ["3 BERG v. PORT"]) == ("EDDA BERG, OWNER v. THE PORT", 5, 5)
    assert find_case(lines, ["3 BERG v. QUAYS", "Berg and Port"]) is None


def test_parties_with_their_roles_stand_in_two_whole_lines():
    lines = ["COURT OF TAXES", "ADA BERG AND OLE DAHL,1 Petitioners v.", "THE PORT, Respondent", "They wait."]
    found = find_caption(lines)
    assert (found.title, found.end) == ("ADA BERG AND OLE DAHL v. THE PORT", 3)
    assert find_caption([*lines[:2], "THE PORT WAITS", *lines[3:]]) is None
    assert find_caption([lines[0], "We met two Petitioners v.", *lines[2:]]) is None


def test_brackets_beside_the_parties_make_a_caption_without_roles():
    lines = [
        "Ada Berg ) No. 12",
        ")",
        "v. ) File No. 3",
        ")",
        "Coast and Sons, LLC )",
        "Appeal )",
        "They wait.",
    ]
    found = find_caption(lines)
    assert (found.title, found.end) == ("Ada Berg v. Coast and Sons, LLC", 6)
    assert find_caption([line.replace(")", "").strip() or "-" for line in lines]) is None
    assert find_caption(["Ada Berg (old) met", "v. (new)", "Coast (1) and (2)", "Ole (x)"]) is None
