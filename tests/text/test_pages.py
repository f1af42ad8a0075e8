import pytest

from reading.files.convert import PageLine
from reading.files.read import Line
from reading.text.pages import find_running_lines, join_pdf_pages, join_plain_pages


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
        "running line 'Sailor Informational [Page 1]' on 3 pages",
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


def page(*lines, size=10.0):
    """Lines of a page, each a text with its distance from the one above in lines, its size and its weight."""
    bottom, found = 800.0, []
    for text, gap, *style in lines:
        bottom -= gap * 12
        own, bold, indent = [*style, *(size, False, 0)[len(style) :]]
        found.append(PageLine(text, 50.0 + indent, bottom, own, bold))
    return found


PAGES = [
    page(
        ("Ships and Boats", 0, 20.0),
        ("1 Ships", 3, 14.0),
        ("A ship carries", 2),
        ("two lights.", 1),
        ("It is white.", 2),
        ("Another one follows:", 1, 10.0, False, 20),
        ("In bold", 2, 10.0, True),
        ("The text of a line that goes on after the page", 2),
        ("12 A note in small type.", 3, 7.0),
        ("Harbours 1", 2, 8.0),
    ),
    page(("ends here.", 0), ("2 Boats", 3, 14.0), ("A boat carries none.", 2), ("Harbours 2", 9, 8.0)),
]


def test_paragraphs_and_headings_of_a_pdf_are_found_by_places_sizes_and_weights():
    found = join_pdf_pages(PAGES, turned=1)
    assert [(" ".join(block.lines), block.level) for block in found.blocks] == [
        ("Ships and Boats", 1),
        ("1 Ships", 2),
        ("A ship carries two lights.", 0),
        ("It is white.", 0),
        ("Another one follows:", 0),
        ("In bold", 3),
        ("The text of a line that goes on after the page ends here.", 0),
        ("2 Boats", 2),
        ("A boat carries none.", 0),
    ]
    assert found.stripped == [
        "running line 'Harbours 1' on 2 pages",
        "notes in small type at the foot of pages: 6 words",
        "text that is turned on its page: 1 piece",
    ]


def test_a_paragraph_goes_on_in_the_next_column():
    left = [
        PageLine(f"words of the left column, line {n}", 50.0, 800.0 - 12 * n, 10.0, False) for n in range(5)
    ]
    right = [
        PageLine(f"words of the right column, line {n}", 300.0, 800.0 - 12 * n, 10.0, False) for n in range(5)
    ]
    assert len(join_pdf_pages([[*left, *right]]).blocks) == 1


def test_what_a_browser_prints_around_a_single_page_is_left_out():
    lines = page(
        ("11/27/26, 12:17 AM Ships", 0, 8.0), ("A ship.", 3), ("https://example.org/a.html 1/1", 9, 8.0)
    )
    assert [block.lines for block in join_pdf_pages([lines]).blocks] == [["A ship."]]


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
