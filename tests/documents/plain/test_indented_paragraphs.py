import pytest

from reading.documents.plain.indented_paragraphs import part_paragraphs
from reading.files.read import Line

FIRST = "   They sail to the north of the coast"
REST = 'when the ice has gone, "as we did."1'


def part(text):
    lines = [line.text for line in part_paragraphs([Line(0, line) for line in text.split("\n")])]
    return "\n".join(lines).split("\n\n")


def test_indented_first_lines_begin_paragraphs():
    text = f"The ships wait.\n{FIRST}\n{REST}\n" + f"{FIRST}\n{REST}\n" * 4
    assert part(text.strip()) == ["The ships wait.", *[f"{FIRST}\n{REST}"] * 5]


@pytest.mark.parametrize(
    "text",
    [
        # Few, within a sentence, in verse, in a list, and a quotation of several lines.
        f"The ships wait.\n{FIRST}\n{REST}",
        f"The ships wait and\n{FIRST}\n{REST} and\n" * 6,
        "The ships that wait for us in the port are all of the north.\n   They sail.\nIt is cold.\n" * 6,
        f"The ships wait.\n{FIRST}\n{FIRST}\n{FIRST}\n" * 6,
    ],
)
def test_other_indented_lines_begin_none(text):
    assert part(text) == text.split("\n\n")
