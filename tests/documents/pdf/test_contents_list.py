"""Lists of contents in a PDF are left out, and name headings."""

import pytest

from reading.documents.pdf.contents_list import strip_contents_list
from reading.files.pdf import Bookmark, PageLine


def page(*rows):
    """Lines of a page: texts, each with a number of its row and its distance from the left."""
    return [PageLine(text, left, 800.0 - 12 * row, 10.0, False) for text, row, left in rows]


def strip(*pages):
    found = strip_contents_list(pages)
    return [[line.text for line in kept] for kept in found.pages], found.names, found.removed


def lines(*texts):
    return page(*((text, row, 50.0) for row, text in enumerate(texts)))


@pytest.mark.parametrize(
    "texts",
    [
        ("Ships . . . . 2", "Boats . . . . 3", "Wells . . . . 4", "Nets . . . . 4"),
        ("Contents", "Ships 2", "Boats 3", "Wells 4"),
        (
            "C O N T E N T S",
            "SPEECH OF",
            "ADA BERG, ESQ.",
            "for the port 3",
            "SPEECH OF",
            "OLE DAHL, JR.",
            "for it 9",
            "Reply 12",
        ),
        ("Table of Contents", "1 Ships ii", "1.1 Boats and", "their wells . . 3", "2 Wells 4"),
    ],
)
def test_entries_with_dots_or_below_a_heading_are_left_out(texts):
    kept, _, removed = strip(lines("Ports", *texts, "It is."))
    assert kept == [["Ports", "It is."]]
    assert removed == f"a contents list ({len(texts)} lines)"


def test_numbers_in_a_column_make_a_list_without_dots():
    rows = [(name, row, 50.0) for row, name in enumerate(("Ships", "Boats", "Wells", "Nets"))]
    numbers = [(str(row + 2), row, 500.0) for row in range(4)]
    kept, names, _ = strip(page(*(entry for pair in zip(rows, numbers, strict=True) for entry in pair)))
    assert kept == [[]]
    assert names == [Bookmark(name, 1) for name in ("Ships", "Boats", "Wells", "Nets")]


def test_what_stands_above_the_heading_of_a_list_is_no_entry():
    kept, names, _ = strip(lines("On Ships 2020 i", "Contents", "Ships 2", "Boats 3", "Wells 4"))
    assert kept == [["On Ships 2020 i"]]
    assert [name.text for name in names] == ["Ships", "Boats", "Wells"]


def test_entries_further_to_the_right_are_below_the_others():
    found = strip(
        page(("Contents", 0, 50.0), ("Ships 2", 1, 50.0), ("Masts 2", 2, 62.0), ("Boats 3", 3, 50.0))
    )
    assert found[1] == [Bookmark("Ships", 1), Bookmark("Masts", 2), Bookmark("Boats", 1)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Ships 12", "Boats 3", "Wells 4", "Nets 40"),
        ("We saw 2", "more ships in 3", "harbours and 4", "boats in 12"),
        ("Contents", "The ships of the port are old.", "They sailed in 3"),
    ],
)
def test_lines_that_end_with_numbers_are_no_list_by_themselves(texts):
    assert strip(lines(*texts)) == ([list(texts)], [], "")


@pytest.mark.parametrize(
    ("entries", "levels"),
    [
        ("I. Ships|II. Boats|A. Masts|B. Oars|III. Ports", [1, 1, 2, 2, 1]),
        ("1 Ships|1.1 Masts|2 Boats|2.1 Oars|2.1.1 Blades", [1, 2, 1, 2, 3]),
        ("A. Ships|B. Boats|C. Ports", [1, 1, 1]),
        ("1.1 Ships|1.2 Boats|1.3 Ports", [1, 1, 1]),
        ("I. Ships|A. Masts|II. Boats", [1, 1, 1]),
    ],
)
def test_letters_below_numbers_and_points_tell_the_levels_of_entries_that_are_set_alike(entries, levels):
    texts = [f"{name} {page}" for page, name in enumerate(entries.split("|"), 1)]
    assert [entry.level for entry in strip(lines("Contents", *texts))[1]] == levels
