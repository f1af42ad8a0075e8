"""Which lines in bold are headings of a Word document whose other headings have styles."""

import pytest

from reading.documents.styled.bold_beside_styles import add_bold_levels
from reading.files.convert import Paragraph

TEXT = Paragraph("The ships of the harbour carry two lights at night.")


def bold(text):
    return Paragraph(text, bold=True)


def give_levels(*lines):
    """The levels of lines above text, below the first of two headings with a style and above the second."""
    paragraphs = [Paragraph("1. Ports", 2), TEXT, *lines, Paragraph("3. Salt", 2), TEXT]
    return add_bold_levels(paragraphs)[2:-2]


def test_annexes_in_bold_stand_beside_the_main_headings():
    first, second = bold("SCHEDULE A - Old maps"), bold("Schedule B: Lights")
    assert give_levels(first, bold("Ice"), TEXT, second, TEXT) == [2, 0, 0, 2, 0]
    # One alone may be a reference, and a sentence is none.
    assert give_levels(first, TEXT, bold("Schedule B is old."), TEXT) == [0, 0, 0, 0]


def test_the_next_number_in_bold_stands_beside_the_heading_with_the_number_before_it():
    assert give_levels(bold("2.  Ice and ships"), TEXT) == [2, 0]
    for line in ("4. Ice and ships", "2. They wait for ice.", "Ice"):
        assert give_levels(bold(line), TEXT) == [0, 0]
    assert give_levels(Paragraph("2. Ice and ships"), TEXT) == [0, 0]


def test_other_lines_in_bold_above_text_are_headings_below_the_others():
    assert give_levels(bold("Old ice"), TEXT, bold("Old ships"), TEXT) == [3, 0, 3, 0]


@pytest.mark.parametrize(
    "line", ["<a>1</a>", "https://example.org/a", "They wait:", "Ann is old.", "Figure 2: Ice"]
)
def test_code_addresses_captions_and_sentences_in_bold_are_no_headings(line):
    others = (bold("Old ice"), TEXT, bold("Old ships"), TEXT)
    assert give_levels(bold(line), TEXT, *others) == [0, 0, 3, 0, 3, 0]


def test_what_stands_above_the_first_heading_with_a_style_is_no_heading():
    paragraphs = [bold("Ice"), TEXT, bold("Ships"), TEXT, Paragraph("1. Ports", 2), TEXT]
    assert add_bold_levels(paragraphs) == [0, 0, 0, 0, 2, 0]
