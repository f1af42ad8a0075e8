import pytest

from reading.documents.plain.plain_pages import join_plain_pages
from reading.documents.plain.running_lines import describe_running_lines, find_running_lines
from reading.files.read import Line


def numbered(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def plain(text):
    joined = join_plain_pages(numbered(text))
    return "\n".join(line.text for line in joined.parts), joined.stripped


RFC = """\
1. Ships

   A ship that leaves the harbour at night carries two lights, of which

Sailor                    Informational                     [Page 1]
\f
RFC 9999                      Ships                        May 2020

   Both must be white.

   It carries three.

Sailor                    Informational                     [Page 2]
\f
RFC 9999                      Ships                        May 2020

2. Boats

   A boat carries none.

Sailor                    Informational                     [Page 3]
"""


def test_page_breaks_of_a_plain_text_are_removed_with_their_running_lines():
    text, stripped = plain(RFC)
    assert text.split("\n\n") == [
        "1. Ships",
        "   A ship that leaves the harbour at night carries two lights, of which\n   Both must be white.",
        "   It carries three.",
        "2. Boats",
        "   A boat carries none.",
    ]
    assert stripped == [
        "2 page breaks",
        "running line 'Sailor Informational [Page 1]' and the like on 3 pages",
        "running line 'RFC 9999 Ships May 2020' on 2 pages",
    ]


def test_a_text_without_form_feeds_is_left_as_it_is():
    text = "Ships\n\n1\n\nShips\n\n2\n"
    assert plain(text) == (text, [])


def test_numbered_headings_at_the_top_of_pages_are_not_running_heads():
    tops = [["Chapter 1"], ["Chapter 2"], ["On water"], ["Chapter 3"], ["On roads"], ["Chapter 4"]]
    assert find_running_lines([(top, ["text"] if page % 2 else ["more"]) for page, top in enumerate(tops)])[
        1
    ] == (0, 1)
    assert [top for top, _ in find_running_lines([(top, []) for top in tops])] == [0] * 6


def test_numbers_of_pages_are_found_on_either_side_of_a_running_head():
    tops = [[f"{page} Ships" if page % 2 else f"On boats {page}"] for page in range(7, 15)]
    assert find_running_lines([(top, [str(number)]) for number, top in enumerate(tops, 1)]) == [(1, 1)] * 8


def test_a_line_with_a_colon_at_its_end_is_no_running_line():
    pages = [(["Ships", text], [f"Page {page}", "Examples:"]) for page, text in enumerate("abcde")]
    assert find_running_lines(pages) == [(1, 1)] * 5
    with_stop = [(top, [number, "Examples"]) for top, (number, _) in pages]
    assert find_running_lines(with_stop) == [(1, 2)] * 5


NUMBERED = (
    "We ask all the states to follow us when they make it harder for\n11\n\n\nany of the members to stay.\n"
)


def test_page_numbers_within_sentences_are_left_out_without_form_feeds():
    joined = join_plain_pages(numbered(f"{NUMBERED}\nIt is old.\n12\n\nIt is new.\n"))
    assert [line.text for line in joined.parts][1:] == [
        "any of the members to stay.",
        "",
        "It is old.",
        "",
        "It is new.",
    ]
    assert joined.stripped[:2] == ["2 page breaks", "page numbers 11 to 12"]


@pytest.mark.parametrize(
    "text", [NUMBERED, f"{NUMBERED}14\n\nIt is.\n", "A port.\n1\nIt is old.\n2\nIt is new.\n"]
)
def test_other_numbers_on_lines_of_their_own_stay(text):
    assert join_plain_pages(numbered(text)).parts == numbered(text)


MARKS = ("Ship", "Boat", "Ferry", "Barge", "Tug")


@pytest.mark.parametrize(("heads", "end"), [(11, "'Head kb'"), (40, "...")])
def test_the_running_lines_of_few_pages_are_named_in_one_line(heads, end):
    names = [f"Head {chr(ord('a') + number % 26)}b{'x' * (number // 26)}" for number in range(heads)]
    pages = [f"{name}\n\n   {mark} of {name} loads.\n" for name in names for mark in MARKS]
    _, stripped = plain("\f\n".join(pages))
    named = [line for line in stripped if line.startswith("running line")]
    assert len(named) == 8
    [more] = [line for line in stripped if "more running lines" in line]
    assert more.startswith(f"{heads - 8} more running lines: 'Head ")
    assert more.endswith(end)


def test_front_pages_have_the_running_line_of_the_others_with_a_roman_number():
    feet = ["Ships ii", "Ships iv", "Ships 5", "Ships 9", "Ships 12"]
    assert find_running_lines([([], [foot]) for foot in feet[:2] + feet[2:]])[:2] == [(0, 1), (0, 1)]
    assert find_running_lines([([], [foot]) for foot in ["Henry vi", "Ships ii", *feet[2:]]])[0] == (0, 0)


def test_running_lines_that_differ_in_numbers_are_one_and_page_numbers_are_called_so():
    lines = ["1", "- 2 -", "Page 3 of 9", "xi", "Ships 2020 i", "ii Ships 2020", "Ships 2021", "Boats"]
    assert describe_running_lines(lines) == [
        "page numbers on 4 pages",
        "running line 'Ships 2021' and the like on 3 pages",
        "at the edge of a page: 'Boats'",
    ]
    assert describe_running_lines(["Ships"] * 2) == ["running line 'Ships' on 2 pages"]
