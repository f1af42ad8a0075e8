"""What stands around the title of a plain text is no part of its text."""

import pytest

from reading.documents.plain.around_title import strip_around_title
from tests.documents.lines import list_texts, number

TEXT = "The ships load grain at the quay each winter, and they\nsail when the ice has gone. They come back.\n"
PARTS = f"1. Ports\n\n{TEXT}\n2. Ships\n\n{TEXT}"
LINES = "   o Chairs: Ann Lee, Ben Mills (remote)\n   o Slides - https://example.org/slides\n"


def test_short_lines_between_the_title_and_the_first_heading_are_left_out():
    stripped = strip_around_title(number(f"Meeting of the Harbour Office\n\n{LINES}\n{PARTS}"))
    assert list_texts(stripped)[:2] == ["Meeting of the Harbour Office", "1. Ports"]
    assert stripped.removed.startswith("around the title: 'o Chairs: Ann Lee")


def test_text_between_the_title_and_the_first_heading_stays():
    verse = "The ice and the salt of autumn,\n\n" * 12 + "and the grain\n"
    for text in (TEXT, f"{LINES}\n{TEXT}", f"{verse}\n"):
        lines = number(f"Meeting of the Harbour Office\n\n{text}\n{PARTS}")
        assert strip_around_title(lines).lines == lines
    # Without a heading, and without a title, they are all that there is.
    for text in (f"Meeting of the Harbour Office\n\n{LINES}\n{TEXT}", f"{TEXT}\n{LINES}\n{PARTS}"):
        assert strip_around_title(number(text)).removed == ""


NOTE = "Please note that this text is kept for those who study\nthe ports. Some details have changed.\n"
CENTRED = f"{'The Old Ports':^55}\n\n{'Written by Ann Lee':^55}\n"
UNDERLINED = f"What is old?\n============\n\n{TEXT}\nWhat is new?\n============\n\n{TEXT}"


def test_a_note_above_a_title_in_the_middle_is_left_out():
    stripped = strip_around_title(number(f"{NOTE}\n\n{CENTRED}\n{UNDERLINED}"))
    assert list_texts(stripped)[0].strip() == "The Old Ports"
    assert stripped.removed == f"around the title: {' '.join(NOTE.split())!r}"
    # Above a title there are no headings.
    stripped = strip_around_title(number(f"{NOTE}\n\nAppendix A\n\n{CENTRED}\n{UNDERLINED}"))
    assert list_texts(stripped)[0].strip() == "The Old Ports"


def test_a_heading_that_is_known_otherwise_ends_the_title_page():
    text = f"Ports\n\nShips\n\nThey wait.\n\n{PARTS}"
    assert "They wait" in strip_around_title(number(text)).removed
    assert strip_around_title(number(text), known=["Ships"]).removed == ""
    # It is no title.
    assert strip_around_title(number(text), known=["Ports"]).removed == ""


def test_lines_in_the_middle_below_a_title_in_the_middle_are_left_out():
    head = f"{'The Old Ports':^60}\n\n{'Ann Lee':^60}\n\n{'<lee@example.org>':^60}\n\n{'Version 2.0':^60}\n\n"
    stripped = strip_around_title(number(f"{head}Licence Notice\n\n{TEXT}\n{PARTS}"))
    assert [text.strip() for text in list_texts(stripped)[:2]] == ["The Old Ports", "Licence Notice"]
    assert stripped.removed == "around the title: 'Ann Lee', '<lee@example.org>', 'Version 2.0'"


def test_lines_in_the_middle_stay_where_headings_stand_in_the_middle():
    headings = f"{'Ice and Salt':^60}\n\n{TEXT}\n{'Old Ships':^60}\n\n{TEXT}"
    lines = number(f"{'The Old Ports':^60}\n\n{headings}")
    assert strip_around_title(lines).lines == lines
    lines = number(f"{'The Old Ports':^60}\n\n{'CHAPTER 1':^60}\n\n{TEXT}\n{PARTS}")
    assert strip_around_title(lines).lines == lines


@pytest.mark.parametrize(
    "dedication", [["To Ann Bell", "who waited for the ships"], ["Ann Bell", "has waited for the ships"]]
)
def test_a_dedication_in_the_middle_below_a_title_stays(dedication):
    head = "".join(
        f"{line:^60}\n" for line in ["The Old Ports", "", "Ben Lee", "by the quay", "", *dedication]
    )
    stripped = strip_around_title(number(f"{head}\n\n{TEXT}\n{TEXT}"))
    assert [text.strip() for text in list_texts(stripped)][:3] == ["The Old Ports", *dedication]
    assert "'Ben Lee', 'by the quay'" in stripped.removed
