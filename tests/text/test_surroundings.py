import pytest

from reading.files.read import Line
from reading.text.surroundings import (
    Stripped,
    strip_contents,
    strip_fields,
    strip_gutenberg,
)

GUTENBERG = """\
The Project Gutenberg eBook of Ships

Title: Ships
Author: A. Sailor

*** START OF THE PROJECT GUTENBERG EBOOK SHIPS ***

Ships load grain.

End of the Project Gutenberg EBook of Ships

*** END OF THE PROJECT GUTENBERG EBOOK SHIPS ***

Section 1. General Terms of Use
"""


def number(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def list_texts(stripped):
    return [line.text for line in stripped.lines if line.text.strip()]


def test_the_frame_of_project_gutenberg_is_removed_and_named():
    stripped = strip_gutenberg(number(GUTENBERG))
    assert list_texts(stripped) == ["Ships load grain."]
    assert stripped.lines[1].number == 8
    assert (stripped.title, stripped.author) == ("Ships", "A. Sailor")
    assert stripped.removed == "Project Gutenberg's header (lines 1 to 6) and licence (from line 12 on)"


def test_a_broken_start_line_and_the_credits_of_project_gutenberg_are_removed():
    start = "***START OF THE PROJECT GUTENBERG EBOOK SHIPS\nAND PORTS***\n\nProduced by A. Lee\nand others.\n"
    stripped = strip_gutenberg(number(f"{start}\nShips\nand ports.\n"))
    assert list_texts(stripped) == ["Ships", "and ports."]
    assert stripped.removed == "Project Gutenberg's header (lines 1 to 2), credits (to line 5)"


@pytest.mark.parametrize("strip", [strip_gutenberg, strip_fields, strip_contents])
@pytest.mark.parametrize(
    "text",
    [
        "It is in Project Gutenberg.\n",
        "Dear all: we sail.\n\nTitle: Ships\n",
        "Note: it sails.\nIt is old.\n\nIt waits.\n",
        "MR. LEE: It sails.\nMR. MILLS: It waits.\n",
        "It sails.... 9\nIt waits ..... 10\n",
        "",
    ],
)
def test_a_text_without_a_frame_is_left_as_it_is(strip, text):
    assert strip(number(text)) == Stripped(number(text))


def test_fields_at_the_start_give_title_and_author():
    fields = (
        "No: 257\nTitle: Ships\nAuthor: A. Lee <lee@example.org>,\n        B. Mills\nStatus:\n\nTitle: one.\n"
    )
    stripped = strip_fields(number(fields))
    assert list_texts(stripped) == ["Title: one."]
    assert stripped[1:4] == ("Ships", "A. Lee", "fields at the start (lines 1 to 5)")


def test_a_list_of_contents_is_removed_with_its_heading():
    entries = (
        "  1. Ports ......... 2\n    1.1 Old ports . . . . . . ix\n  2. Ships ....... 10\n  3. Long .. 11\n"
    )
    stripped = strip_contents(
        number(f"Abstract\n\nTable of Contents\n\n{entries}\n1. Ports\n\nIt is old...\n")
    )
    assert list_texts(stripped) == ["Abstract", "1. Ports", "It is old..."]
    assert stripped.removed == "a list of contents (5 lines)"


def test_a_list_of_contents_gives_the_names_of_its_headings():
    lines = ["1. Ships ........ 2", "  1.1  Boats and  wells .... 3", "2. The long names of ports . . . . iv"]
    stripped = strip_contents([Line(number, line) for number, line in enumerate(lines, 1)])
    assert stripped.contents == ("1. Ships", "1.1 Boats and wells", "2. The long names of ports")
