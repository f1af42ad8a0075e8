"""Names in bold open the paragraphs of some PDFs."""

import pytest

from reading.documents.pdf.bold_openings import separate_bold_openings
from reading.documents.pdf.pdf_pages import join_pdf_pages
from reading.files.pdf import PageLine

OPENINGS = [
    ("Ships", ". They wait for salt."),
    ("Salt.", " It comes by night."),
    ("Old iron.", " It rusts in time."),
]


def make(openings, *, sizes=(10,), edges=(50,)):
    return [
        PageLine(
            f"{name}{rest}",
            float(edges[row % len(edges)]),
            700.0 - 36 * row,
            float(sizes[row % len(sizes)]),
            False,
            lead=name,
        )
        for row, (name, rest) in enumerate(openings)
    ]


def find(lines):
    found = separate_bold_openings([lines], 10)
    return [line.text for page in found.pages for line in page if line in found.names]


def test_names_in_bold_with_a_full_stop_are_set_on_lines_of_their_own():
    lines = make(OPENINGS)
    assert find(lines) == ["Ships.", "Salt.", "Old iron."]
    blocks = [(" ".join(block.lines), block.level) for block in join_pdf_pages([lines]).blocks]
    assert blocks[:2] == [("Ships.", 1), ("They wait for salt.", 0)]


@pytest.mark.parametrize(
    "openings",
    [
        OPENINGS[:2],
        [(name.replace(".", "") + ":", " " + rest.strip(" .") + " now") for name, rest in OPENINGS],
        [*OPENINGS[:2], ("Figure 3. Iron.", " It rusts in time.")],
        [*OPENINGS[:2], OPENINGS[0]],
        [*OPENINGS[:2], ("Old iron", " rusts in the harbour in time.")],
        [*OPENINGS[:2], ("Old iron.", " Rust.")],
    ],
)
def test_few_names_labels_and_captions_are_none(openings):
    assert find(make(openings)) == []


def test_names_in_small_type_or_at_other_edges_are_none():
    assert find(make(OPENINGS, sizes=(10, 8))) == []
    assert find(make(OPENINGS, edges=(50, 90))) == []
