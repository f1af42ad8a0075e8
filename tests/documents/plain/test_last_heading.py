"""Which lines at the end of a plain text are headings without text."""

import pytest

from reading.documents import any_format
from reading.documents.plain.last_heading import strip_last_headings
from tests.documents.lines import number


def test_an_annex_that_is_only_a_table_is_named_and_is_no_sentence(tmp_path):
    rows = "\n".join(f"  Port {place}     {place} ships      grain" for place in range(5))
    path = tmp_path / "a.txt"
    path.write_text(f"PORTS\n\nThey wait for\nships.\n\nAnnex A: List of Ports\n\n{rows}\n")
    text = any_format.read(path)
    assert [line.text for line in text.lines if line.text] == ["PORTS", "They wait for", "ships."]
    assert list(text.stripped) == [
        "1 table: 25 words",
        "the section 'Annex A: List of Ports', which has no text",
    ]


@pytest.mark.parametrize(
    "last", ["A. B. Lee", "Norwick, May 1921", "See Annex A", "They wait.", "Annex A\nis lost."]
)
def test_a_signature_or_a_sentence_at_the_end_is_text(last):
    lines = number(f"They wait.\n\n{last}\n")
    assert strip_last_headings(lines) == (lines, [])


def test_a_name_from_the_contents_list_is_left_out_at_the_end():
    lines = number("They wait.\n\nList of Ports\n")
    assert strip_last_headings(lines, ["List of Ports"])[1] == [
        "the section 'List of Ports', which has no text"
    ]
