"""The title of a Word document and its sections are told from what stands around them."""

import pytest

from reading.documents.styled.styled_paragraphs import join_paragraphs, mark_headings, mark_web_headings
from reading.files.convert import Paragraph

TEXT = Paragraph("The ships of the harbour carry two lights at night.", size=10)
PORTS, DOCKS = Paragraph("Ports", 2, 12), Paragraph("Docks", 2, 12)
TITLE = Paragraph("Ships of the North", 1, 20, role="title")


def list_blocks(*paragraphs):
    found = join_paragraphs(paragraphs)
    return [(" ".join(block.lines), block.level) for block in found.blocks if block.lines]


def test_short_lines_between_the_title_and_the_first_heading_are_around_the_title():
    lines = [Paragraph("A guide by the Coast Council"), Paragraph("Version 1.0")]
    found = join_paragraphs([TITLE, *lines, PORTS, TEXT, DOCKS, TEXT])
    assert found.stripped == ["around the title: 'A guide by the Coast Council', 'Version 1.0'"]
    assert found.title == "Ships of the North"


def test_lines_with_a_sentence_among_them_stay_the_first_section():
    lines = [Paragraph("A guide by the Coast Council"), TEXT]
    assert not join_paragraphs([TITLE, *lines, PORTS, TEXT, DOCKS, TEXT]).stripped
    # Without a heading, they are all that there is.
    assert not join_paragraphs([TITLE, *lines[:1]]).stripped


def test_a_note_above_the_only_heading_of_the_highest_level_is_no_text():
    head = Paragraph("Ships of the North", 1, 14)
    found = join_paragraphs([TEXT, head, TEXT, PORTS, TEXT, DOCKS, TEXT])
    assert found.title == "Ships of the North"
    assert found.stripped == [f"around the title: {TEXT.text!r}"]


def test_text_above_one_heading_of_several_is_the_opening():
    part = Paragraph("Lamps", 1, 14)
    for others in ([part, TEXT], []):
        found = join_paragraphs([TEXT, Paragraph("Ships of the North", 1, 14), TEXT, *others])
        assert (found.title, found.stripped) == ("", [])
    assert not join_paragraphs([TEXT, Paragraph("Summary", 1, 14), TEXT, PORTS, TEXT]).stripped


def test_a_section_that_holds_only_a_table_is_named_as_empty():
    sizes = Paragraph("Sizes", 2, 12, above_table=True)
    found = join_paragraphs([TITLE, PORTS, TEXT, sizes, DOCKS, TEXT])
    assert found.stripped == ["the section 'Sizes', which has no text"]
    annex = Paragraph("Appendix B", 2, 12)
    inner = Paragraph("Crews", 3, 11, above_table=True)
    assert join_paragraphs([TITLE, PORTS, TEXT, annex, inner]).stripped == [
        "the section 'Appendix B', which has no text",
        "the section 'Crews', which has no text",
    ]


def test_a_section_with_text_below_its_table_stays():
    sizes = Paragraph("Sizes", 2, 12, above_table=True)
    assert ("Sizes", 2) in list_blocks(TITLE, PORTS, TEXT, sizes, TEXT, DOCKS, TEXT)
    # A heading may be set in two paragraphs.
    label = Paragraph("Chapter 2", 2, 12)
    assert ("Chapter 2", 2) in list_blocks(TITLE, PORTS, TEXT, label, DOCKS, TEXT)


def test_a_heading_on_the_cover_that_comes_again_is_around_the_title():
    cover = [PORTS, Paragraph("A guide in plain words")]
    found = join_paragraphs([TITLE, *cover, DOCKS, TEXT, PORTS, TEXT])
    assert found.stripped == ["around the title: 'Ports', 'A guide in plain words'"]
    assert [block.lines for block in found.blocks if block.level][1:] == [["Docks"], ["Ports"]]
    # With a sentence below it, or once only, it is a section.
    assert not join_paragraphs([TITLE, PORTS, TEXT, DOCKS, TEXT, PORTS, TEXT]).stripped
    assert not join_paragraphs([TITLE, *cover, DOCKS, TEXT, Paragraph("Quays", 2, 12), TEXT]).stripped


def test_a_number_alone_is_no_text_unless_it_is_a_heading():
    found = join_paragraphs([TITLE, PORTS, TEXT, Paragraph("5"), DOCKS, TEXT])
    assert found.stripped == ["numbers alone: 5"]
    assert ("5", 3) in list_blocks(
        TITLE, PORTS, TEXT, Paragraph("5", 3, 12), TEXT, Paragraph("6", 3, 12), TEXT
    )


def test_a_low_heading_at_the_start_that_the_file_is_named_after_is_the_title():
    low, part, other = Paragraph("Ships of the North", 3), Paragraph("Lamps", 2), Paragraph("Ports", 2)
    paragraphs = [low, TEXT, part, TEXT, Paragraph("Ice", 3), TEXT, other, TEXT]
    found = join_paragraphs(paragraphs, name="ships-of-the-north")
    assert found.title == "Ships of the North"
    assert [block.level for block in found.blocks if block.level] == [1, 2, 3, 2]
    # Another name, and a heading below one of the highest level, are no title.
    assert join_paragraphs(paragraphs, name="ships-of-the-south").title == ""
    assert join_paragraphs([part, TEXT, *paragraphs], name="ships-of-the-north").title == ""


def test_lines_of_a_web_page_that_are_a_label_and_a_name_are_headings():
    law = [part for number in (1, 2, 3) for part in (Paragraph(f"Sec. {number}. Old ships."), TEXT)]
    assert [block.level > 0 for block in mark_web_headings(law)] == [True, False] * 3
    items = [part._replace(role="item") for part in law]
    assert [block.level for block in mark_web_headings(items)] == [0] * 6


@pytest.mark.parametrize(("count", "levels"), [(4, [1, 1, 1, 1]), (2, [0, 2])])
def test_type_makes_headings_where_styles_name_few_of_those_that_are_set_alike(count, levels):
    parts = [Paragraph(f"Harbour {place}", size=14) for place in range(count)]
    parts[-1] = parts[-1]._replace(level=2)
    blocks = mark_headings([line for part in parts for line in (part, TEXT)])
    assert [block.level for block in blocks[::2]] == levels
    assert not any(block.level for block in blocks[1::2])
    # What is named without being set like the others counts.
    parts[-1] = parts[-1]._replace(size=10)
    blocks = mark_headings([line for part in parts for line in (part, TEXT)])
    assert [block.level for block in blocks[::2]] == [0] * (count - 1) + [2]
