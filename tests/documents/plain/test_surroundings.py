import pytest

from reading.documents.plain.gutenberg import strip_gutenberg
from reading.documents.plain.surroundings import (
    Stripped,
    strip_contents,
    strip_fields,
    strip_head,
    strip_heads,
    strip_italics,
)
from reading.files.read import Line
from tests.documents.lines import list_texts, number


def test_fields_in_angle_brackets_at_the_start_give_title_and_date():
    text = '<title="On Ships">\n<date="March 5, 1912">\nShips load grain.\n'
    stripped = strip_fields(number(text))
    assert list_texts(stripped) == ["Ships load grain."]
    assert (stripped.title, stripped.date) == ("On Ships", "March 5, 1912")
    assert stripped.removed == "fields at the start (lines 1 to 2)"
    # Without a title, and without a text, they are all that there is.
    for other in (text.replace("title", "note"), text.replace("Ships load grain.\n", "")):
        assert strip_fields(number(other)).removed == ""


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
    assert stripped.removed == "a contents list (5 lines)"


def test_a_list_of_contents_gives_the_names_of_its_headings():
    lines = ["1. Ships ........ 2", "  1.1  Boats and  wells .... 3", "2. The long names of ports . . . . iv"]
    stripped = strip_contents([Line(number, line) for number, line in enumerate(lines, 1)])
    assert stripped.contents == ("1. Ships", "1.1 Boats and wells", "2. The long names of ports")


def test_below_the_heading_contents_gaps_lead_to_the_numbers_of_pages():
    entries = "            Page\n  The Lamb            3\n  Old and new ships    12\n  Ice    xiv"
    stripped = strip_contents(number(f"Title\n\nContents\n\n{entries}\n\nThe Lamb\n\nIt is      3\n"))
    assert list_texts(stripped) == ["Title", "The Lamb", "It is      3"]
    assert stripped.contents == ("The Lamb", "Old and new ships", "Ice")
    assert strip_contents(number(f"Sizes\n\n{entries}\n")).removed == ""


def test_a_head_in_columns_is_left_out():
    head = "The Coast Council            A. Lee\nRequest for Comments: 12    May 1996\nCategory: old"
    stripped = strip_head(number(f"\n{head}\n\n     Ports\n\nThey wait.\n"))
    assert list_texts(stripped) == ["     Ports", "They wait."]
    assert stripped.removed == "a head in columns (lines 2 to 4)"
    for text in ("Ports      Ships\n\nThey wait.\n", "Ports\nof   old\nand new\n\nThey wait.\n"):
        assert strip_head(number(text)).removed == ""


def test_marks_of_italics_are_removed_across_lines():
    lines = strip_italics(number("It is _very\nold_, of_old_days, _and\n\n_new_ x_"))
    assert [line.text for line in lines] == ["It is very", "old, of_old_days, _and", "", "new x_"]


def test_a_list_of_contents_without_pages_ends_where_its_first_entry_comes_again():
    entries = "I The Lamb\nII Old ships\n\nIII Ice\nEpilogue"
    persons = "Persons\n\nAnn\nBen\nCarl\n\n" + "\n".join(f"A sailor {number}" for number in range(9))
    play = "I\n\nThe Lamb\n\nIt is.\n\nII\n\nOLD SHIPS\n\nIce.\n\nEpilogue\n\nEnd."
    text = f"CONTENTS\n\n{entries}\n\n{persons}\n\n{play}\n"
    stripped = strip_contents(number(text))
    assert list_texts(stripped)[:2] == ["Persons", "Ann"]
    assert stripped.removed == "a contents list (5 lines)"
    assert stripped.contents == ("I The Lamb", "II Old ships", "III Ice", "Epilogue")
    # Most entries come again, and there are several.
    for other in ("I The Lamb\nII Ports", "I The Lamb\nII Old\nIII Salt\nIV Grain"):
        assert strip_contents(number(text.replace(entries, other))).removed == ""


def test_the_head_of_the_first_page_that_comes_again_is_left_out():
    head = "The Coast Council\nNo. 12\n\nA report on ports"
    pages = "\n\n".join(f"{head}\n\nPage {page}\n\nThe ships load {page}." for page in (1, 2, 3))
    stripped = strip_heads(number(pages))
    assert list_texts(stripped) == [
        *["The Coast Council", "No. 12", "A report on ports", "Page 1", "The ships load 1."],
        *["The ships load 2.", "The ships load 3."],
    ]
    assert stripped.removed == "a running head of 3 lines, 2 times"
    twice = "\n\n".join([f"{head}\n\nThey sail."] * 2)
    refrain = "\n\n".join(["The ships of old\nare gone to the north.\n\nThey sail."] * 4)
    assert [strip_heads(number(text)).removed for text in (twice, refrain)] == ["", ""]


def test_a_broken_entry_of_a_contents_list_is_one_name():
    entries = (
        "1. Ships ........ 2\n  1.1  The long names of\n       ports and docks .... 3\n2. Salt ..... 4\n"
    )
    entries += "3. Ice ..... 5"
    stripped = strip_contents(number(f"Contents\n\n{entries}\n\n1. Ships\n\nThey wait."))
    assert stripped.contents == ("1. Ships", "1.1 The long names of ports and docks", "2. Salt", "3. Ice")
    assert list_texts(stripped) == ["1. Ships", "They wait."]
    # A line with a number of its own goes on in no other.
    above = strip_contents(number(f"Contents\n\n{entries.replace('ports', '1.2 ports')}\n\nThey wait."))
    assert above.contents[1] == "1.2 ports and docks"
    # A line without a number is not the start of the entry below it.
    named = strip_contents(number(f"Contents\n\n{entries.replace('  1.1  The', '  The')}\n\nThey wait."))
    assert named.contents[1] == "ports and docks"


def test_a_contents_list_with_numbered_questions_in_several_lines_comes_again():
    entries = "1. Ships\n    1.1. Do they wait for\n    ice?\n    1.2. Who\n         pays?\n2. Salt\n"
    entries += "    2.1. Is it old?\nGlossary"
    text = "Chapter 1. Ships\n\n1.1. Do they wait\nfor ice?\n\nYes.\n\n1.2. Who pays?\n\nWe do."
    stripped = strip_contents(
        number(f"Contents\n\n{entries}\n\n{text}\n\nChapter 2. Salt\n\n2.1. Is it old?\n\nIt is.\n\nGlossary")
    )
    names = ["1. Ships", "1.1. Do they wait for ice?", "1.2. Who pays?", "2. Salt", "2.1. Is it old?"]
    names += ["Glossary"]
    assert list(stripped.contents) == names
    assert stripped.removed == "a contents list (9 lines)"
    assert list_texts(stripped)[0] == "Chapter 1. Ships"


def test_entries_of_a_contents_list_may_have_bullets():
    entries, text = (
        "  * Old ports\n  * Ships\n  * Who pays",
        "Old ports\n\nA.\n\nShips\n\nB.\n\nWho pays\n\nC.",
    )
    stripped = strip_contents(number(f"Table of Contents\n\n{entries}\n\n{text}"))
    assert stripped.contents == ("Old ports", "Ships", "Who pays")
    assert list_texts(stripped) == [line for line in text.split("\n") if line]
    # Items that are no headings stay.
    assert strip_contents(number(f"Contents\n\n{entries}\n\nThey wait.")).contents == ()


PARTS = {"I": "PORTS", "II": "SHIPS", "III": "COAL", "IV": "OF GRAIN AND SALT"}
LABELLED = "CONTENTS\n\nCHAPTER I. Ports\n\nCHAPTER II. Ships\n\nCHAPTER III. Coal\n\n{}\n\n{}"


def test_entries_with_the_next_labels_belong_to_the_list_also_where_the_text_spells_them_in_another_way():
    text = "".join(f"CHAPTER {number}.\n\n{name}.\n\nThey wait.\n\n" for number, name in PARTS.items())
    stripped = strip_contents(number(LABELLED.format("CHAPTER IV. Of Grains\nand salt", text)))
    assert list_texts(stripped)[:2] == ["CHAPTER I.", "PORTS."]
    assert stripped.removed == "a contents list (6 lines)"
    # A number that was there before is that of the first chapter, and other lines are text.
    for other in ("CHAPTER II. Of grain", "BOOK II. Of grain", "Ships and grain"):
        stripped = strip_contents(number(LABELLED.format(other, text)))
        assert list_texts(stripped)[0] == other


def test_letters_within_a_name_are_no_number():
    text = "".join(f"{name}\n\nThey wait.\n\n" for name in ("GENERAL ICE", "OLD DOCKS.", "SALT I TOOK"))
    stripped = strip_contents(
        number(f"CONTENTS\n\nI. GENERAL ICE\nII. OLD DOCKS\nIII. SALT I TOOK\n\n{text}")
    )
    assert stripped.removed == "a contents list (4 lines)"


PAGES = """CONTENTS.

CHAPTER I.
                              PAGE
OLD PORTS                       {}

CHAPTER II.
SHIPS                          12

OF ICE, AND OF THOSE WHO
CUT IT                         {}

SALT                           30

They wait.
"""


def test_labels_and_the_starts_of_broken_entries_may_part_entries_whose_pages_grow():
    stripped = strip_contents(number(PAGES.format(1, 20)))
    assert list_texts(stripped) == ["They wait."]
    assert stripped.removed == "a contents list (9 lines)"
    # Where the numbers do not grow, they are none of pages.
    assert strip_contents(number(PAGES.format(1, 40))).removed == ""
