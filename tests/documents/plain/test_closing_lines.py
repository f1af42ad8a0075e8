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


@pytest.mark.parametrize("closing", ["ANN LEE", "Ann B. van Dam"])
def test_a_line_nearer_to_the_text_above_than_to_a_heading_below_closes_that_text(closing):
    lines = join(f"THE PORTS OF OLD\n\n{TEXT}\n\n{closing}\n{NEXT}")
    assert lines[2] == f"sail when the ice has gone. They come back. {closing}"
    assert lines[3] == "OLD SHIPS AND ICE"


@pytest.mark.parametrize("heading", ["THE SALT", "METHOD", "Salt of the North", "Old salt"])
def test_a_heading_that_is_no_name_of_a_person_closes_no_text(heading):
    assert heading in join(f"THE PORTS OF OLD\n\n{TEXT}\n\n{heading}\n{NEXT}")


def test_headings_that_stand_like_names_in_each_chapter_close_no_text():
    chapters = [f"CHAPTER {number}\n\n{TEXT}\n\nOLD SALT\n\n\nEVENING\n\n{TEXT}\n\n\n" for number in "123"]
    assert join(f"PORTS\n\n\n{''.join(chapters)}").count("OLD SALT") == 3
    verse = "".join(f"{'OLD ICE':>31}\n\n\n{TEXT}\n\n{'They wait at the quay':>45}\n\n" for _ in range(4))
    assert [line.strip() for line in join(f"PORTS\n\n{verse}{TEXT}\n")].count("OLD ICE") == 4


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


@pytest.mark.parametrize(
    ("end", "heading"),
    [("and no one asks us who they are", "THE SALT"), ("no one knows whose is his", "JAN LEE")],
)
def test_a_heading_below_a_whole_sentence_stays(end, heading):
    assert heading in join(f"THE PORTS OF OLD\n\n{TEXT} {end}\n\n\n{heading}\n\n{TEXT}\n")


def test_a_heading_below_verse_without_full_stops_stays():
    verse = "They load grain at the quay each winter\nand sail when the ice has gone with the"
    text = f"THE PORTS OF OLD\n\n{verse}\n\n\nOLD SALT\n\n{verse}\n\n\n{verse}\n"
    assert "OLD SALT" in join(text)
    # A sentence goes on where paragraphs end with full stops.
    assert "OLD SALT" not in join(text.replace(f"{verse}\n\n\n{verse}", f"{TEXT}\n\n{TEXT}"))


SAID = '"{} wait at the quay for\nthe ice to go. They load grain."\n\n{}\n\n'


PARTS = "".join(f"The Port of {name}\n\n{TEXT}\n\n" for name in ("Ice", "Salt", "Grain", "Oil"))


def test_names_below_quotations_in_a_row_are_no_headings():
    quoted = SAID.format("Ships", "Ann Lee") + SAID.format("Boats", "Dr. Ben Mills")
    lines = join(f"On Ships\n\n{PARTS}{quoted}They all wait at the quay for\nthe ice to go.\n")
    assert 'the ice to go. They load grain." Ann Lee' in lines
    assert "Ann Lee" not in lines


def test_a_heading_below_one_quotation_or_below_speech_stays():
    for quoted in (
        SAID.format("Ships", "Ann Lee") + SAID.format("Boats", "Do they?"),
        SAID.format('We," she said, "and the', "The Old Quay") * 2,
    ):
        heading = "Ann Lee" if "Ann Lee" in quoted else "The Old Quay"
        assert heading in join(f"On Ships\n\n{quoted}They all wait at the quay for\nthe ice to go.\n")


@pytest.mark.parametrize("names", [("Ice", "Winter", "Ann"), ("Old Ice", "Long Winter", "Ann Lee")])
@pytest.mark.parametrize("mark", ["?", "."])
def test_headings_between_quotations_stay_where_they_are_half_of_the_headings(names, mark):
    asked = "".join(f'"Do the ships wait at the quay for the ice{mark}"\n\n{name}\n\n' for name in names)
    assert set(names) <= set(join(f"On Ships\n\n{asked}{TEXT}\n"))
    # Elsewhere they answer questions, or are no names of persons.
    is_kept = set(names) <= set(join(f"On Ships\n\n{PARTS}{asked}{TEXT}\n"))
    assert is_kept == (mark == "?" or names[0] == "Ice")


VERSE = """    They wait at the quay for the ice to go,
    and the grain is old and dry.

  ANN BELL LEE.


"""


def test_a_name_below_verse_that_is_nearer_to_it_than_to_the_text_closes_it():
    lines = join(f"THE PORTS OF OLD\n\n{VERSE}{TEXT}\n\n{TEXT}\n{NEXT}")
    assert "    and the grain is old and dry. ANN BELL LEE." in lines
    # The name stands to the right of the text, and the verse as well.
    for verse in (VERSE.replace("    ", ""), VERSE.replace("  ANN", "ANN"), VERSE.replace("\n\n\n", "\n\n")):
        lines = join(f"THE PORTS OF OLD\n\n{verse}{TEXT}\n\n{TEXT}\n{NEXT}")
        assert any(line.strip() == "ANN BELL LEE." for line in lines)
    # It is the name of a person, or ends with a full stop.
    for name, stays in (("THE SALT", True), ("THE SALT.", False), ("ANN LEE", False)):
        lines = join(f"THE PORTS OF OLD\n\n{VERSE.replace('ANN BELL LEE.', name)}{TEXT}\n\n{TEXT}\n{NEXT}")
        assert (f"  {name}" in lines) == stays
