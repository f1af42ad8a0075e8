"""Spaces that a page widens are no gaps within words."""

import pytest

from reading.files.pdf import read_pdf
from tests.files.pdf import write_pdf

# "They wait for the wa" is 107.4 points wide in this font, and 12 points more with four wider spaces.
BEFORE = "(They wait for the wa)"


@pytest.mark.parametrize(
    ("operations", "read"),
    [
        (f"3 Tw {BEFORE} Tj 119.4 0 Td (ter) Tj", "water"),
        (f"3 Tw [{BEFORE} 0] TJ 119.4 0 Td (ter) Tj", "water"),
        (f"q 3 Tw Q {BEFORE} Tj 107.4 0 Td (ter) Tj", "water"),
        (f"q 3 Tw Q {BEFORE} Tj 119.4 0 Td (ter) Tj", "wa ter"),
        (f"3 Tw {BEFORE} Tj 125 0 Td (ter) Tj", "wa ter"),
        ("3 Tw (They wait for the ) Tj 106.4 0 Td (ter) Tj", "ter"),
    ],
)
def test_a_gap_is_measured_from_where_the_widened_text_ends(tmp_path, operations, read):
    text = f"BT /F1 12 Tf 1 0 0 1 60 500 Tm {operations} ET"
    [line] = read_pdf(tmp_path / "a.pdf", write_pdf([[]], drawn=[text])).pages[0]
    assert line.text.startswith("They wait for the ")
    assert line.text.removeprefix("They wait for the ") == read


@pytest.mark.parametrize(
    ("operations", "read"),
    [
        ("[(They) -228 (wait)] TJ", "They wait"),
        ("[(Th) -60 (ey) -228 (wait)] TJ", "They wait"),
        # Where code 32 is shown, it is as wide as in the file.
        ("(a b) Tj 18 0 Td (c) Tj", "a bc"),
    ],
)
def test_gaps_part_words_in_fonts_without_spaces(tmp_path, operations, read):
    widths = " ".join(["500"] * 91)
    data = write_pdf([[]], drawn=[f"BT /F1 12 Tf 1 0 0 1 60 500 Tm {operations} ET"])
    name = f"/BaseFont /ABCDEF+Tight /FirstChar 32 /LastChar 122 /Widths [{widths}]".encode()
    [line] = read_pdf(tmp_path / "a.pdf", data.replace(b"/BaseFont /Helvetica ", name + b" ")).pages[0]
    assert line.text == read
