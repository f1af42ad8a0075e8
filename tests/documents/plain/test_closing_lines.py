"""Lines that close a text are joined to it, and headings are not."""

import pytest

from reading.documents.plain.closing_lines import join_closing_lines
from tests.documents.lines import number

TEXT = "The ships load grain at the quay each winter, and they\nsail when the ice has gone. They come back."
NEXT = f"\n\n\nOLD SHIPS AND ICE\n\n{TEXT}\n"


def join(text, contents=()):
    joined = join_closing_lines(number(text), contents)
    assert [line.number for line in joined] == [line.number for line in number(text)]
    return [line.text for line in joined if line.text]


@pytest.mark.parametrize("closing", ["ANN LEE", "The Old Harbour Office"])
def test_a_line_nearer_to_the_text_above_than_to_a_heading_below_closes_that_text(closing):
    lines = join(f"THE PORTS OF OLD\n\n{TEXT}\n\n{closing}\n{NEXT}")
    assert lines[2] == f"sail when the ice has gone. They come back. {closing}"
    assert lines[3] == "OLD SHIPS AND ICE"


@pytest.mark.parametrize("heading", ["PART TWO", "1. Ice", "PREFACE"])
def test_labels_numbers_and_names_of_parts_close_no_text(heading):
    assert heading in join(f"THE PORTS OF OLD\n\n{TEXT}\n\n{heading}\n{NEXT}")


def test_a_heading_that_is_nearer_to_the_text_below_closes_no_text():
    assert "ICE AND SALT" in join(f"THE PORTS OF OLD\n\n{TEXT}\n\n\n\nICE AND SALT\n\n{TEXT}\n{NEXT}")
    # A name for a part may stand right above the name of its first chapter.
    assert "ICE AND SALT" in join(f"THE PORTS OF OLD\n\n{TEXT}\n\n\n\nICE AND SALT{NEXT}")
    # Nor does a short line, such as a direction, have a signature.
    assert "ICE AND SALT" in join(f"THE PORTS OF OLD\n\n[They all go.\n\nICE AND SALT\n{NEXT}")
    contents = ["ICE AND SALT", "OLD SHIPS AND ICE"]
    assert "ICE AND SALT" in join(f"THE PORTS OF OLD\n\n{TEXT}\n\nICE AND SALT\n{NEXT}", contents)


def test_a_line_that_ends_the_sentence_above_is_no_heading():
    text = f"THE PORTS OF OLD\n\n{TEXT} Of all of them he is the\n\n{{}}\n\n{TEXT}\n"
    assert "AUTHOR OF THIS" not in join(text.format("AUTHOR OF THIS"))
    assert "AUTHOR OF THIS" in join(text.format("AUTHOR OF THIS").replace(" Of all of them he is the", ""))


SAID = '"{} wait at the quay for\nthe ice to go. They load grain."\n\n{}\n\n'


def test_names_below_quotations_in_a_row_are_no_headings():
    quoted = SAID.format("Ships", "Ann Lee") + SAID.format("Boats", "Dr. Ben Mills")
    lines = join(f"On Ships\n\n{quoted}They all wait at the quay for\nthe ice to go. They come back.\n")
    assert 'the ice to go. They load grain." Ann Lee' in lines
    assert "Ann Lee" not in lines


def test_a_heading_below_one_quotation_or_below_speech_stays():
    for quoted in (
        SAID.format("Ships", "Ann Lee") + SAID.format("Boats", "Do they?"),
        SAID.format('We," she said, "and the', "The Old Quay") * 2,
    ):
        heading = "Ann Lee" if "Ann Lee" in quoted else "The Old Quay"
        assert heading in join(f"On Ships\n\n{quoted}They all wait at the quay for\nthe ice to go.\n")


VERSE = """    They wait at the quay for the ice to go,
    and the grain is old and dry.

  ANN B. LEE AND OTHERS.


"""


def test_a_name_below_verse_that_is_nearer_to_it_than_to_the_text_closes_it():
    lines = join(f"THE PORTS OF OLD\n\n{VERSE}{TEXT}\n\n{TEXT}\n{NEXT}")
    assert "    and the grain is old and dry. ANN B. LEE AND OTHERS." in lines
    # The name stands to the right of the text, and the verse as well.
    for verse in (VERSE.replace("    ", ""), VERSE.replace("  ANN", "ANN"), VERSE.replace("\n\n\n", "\n\n")):
        lines = join(f"THE PORTS OF OLD\n\n{verse}{TEXT}\n\n{TEXT}\n{NEXT}")
        assert any(line.strip() == "ANN B. LEE AND OTHERS." for line in lines)
