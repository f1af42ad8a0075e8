import pytest

from reading.documents.plain.gutenberg import strip_front, strip_gutenberg
from reading.documents.plain.surroundings import Stripped
from tests.documents.lines import list_texts, number

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


FRONT = """
[Transcriber's Note: Italics are marked
with underscores.]

Transcriber's note:

      The symbol [=] is a macron.

_The SHIPS_

_of the_ NORTH

[Illustration: A ship]

BY

A. SAILOR
Author of "Ports"

OSLO
THE COAST PRESS
1908

Copyright, 1902, by A. Sailor

PUBLISHERS' NOTE

The ships of 1908 are old [Illustration] and they wait.

[Illustration:

Quays      12

of old]

The Ships of the North

First performed in Oslo, 1909

PART ONE

They sail.
"""


def test_the_title_page_and_what_was_added_to_a_book_are_left_out():
    stripped = strip_front(number(FRONT), "The Ships of the North", "A. Sailor")
    assert list_texts(stripped) == [
        "The Ships of the North",
        "PUBLISHERS' NOTE",
        "The ships of 1908 are old [Illustration] and they wait.",
        "PART ONE",
        "They sail.",
    ]
    assert stripped.removed == "the title page (11 lines), pictures and notes of transcribers (4)"


@pytest.mark.parametrize(
    "text",
    [
        "The ships are old, by A. Sailor and by others of the North.\n\nThey sail.\n",
        "CHAPTER I\n\nThe ships.\n\n1908\n",
    ],
)
def test_a_book_without_a_title_page_loses_nothing(text):
    assert list_texts(strip_front(number(text), "The Ships of the North", "A. Sailor")) == list_texts(
        Stripped(number(text))
    )


SHIPS = """SHIPS;

on the following

SUBJECTS

{}

Ships
by A. Sailor

{}

They sail.
"""
SUBJECTS = "Of ports and of ice, of salt and of grain, " * 3


def test_a_title_page_ends_where_the_title_comes_again_above_a_part():
    stripped = strip_front(number(SHIPS.format(SUBJECTS, "INTRODUCTION.")), "Ships", "A. Sailor")
    assert list_texts(stripped) == ["Ships", "INTRODUCTION.", "They sail."]
    assert stripped.removed == "the title page (6 lines)"


def test_a_title_within_the_text_ends_no_title_page():
    for text in (SHIPS.format(SUBJECTS, "They wait."), SHIPS.format(3 * SUBJECTS, "INTRODUCTION.")):
        assert "SUBJECTS" in list_texts(strip_front(number(text), "Ships", "A. Sailor"))
    preface = "SHIPS\n\nA. SAILOR\n\nPREFACE TO SHIPS.\n\nThey sail."
    assert list_texts(strip_front(number(preface), "Ships", "A. Sailor"))[:2] == [
        "Ships",
        "PREFACE TO SHIPS.",
    ]
