"""Letters have an address and a signature, which are no headings."""

import docx
import pytest

from reading.documents.letters import find_letter
from reading.new.outline import propose_outline

LETTER = [
    "ADA BERG",
    "12 Harbour Street",
    "May 3, 2020",
    "Dear Mr. Dahl:",
    "The ships wait for the salt of the coast.",
    "They have waited for a long time, and they will wait for more.",
    "Yours sincerely,",
    "ADA BERG",
    "Keeper of the Harbour",
]


def test_a_letter_greets_near_its_start_and_closes_near_its_end():
    assert find_letter(LETTER) == ("", 3, 6)
    assert find_letter([*LETTER[:3], "Re: Old ships Our Ref.: 12", *LETTER[3:]]) == ("Old ships", 4, 7)
    assert find_letter([*LETTER[:4], "Subject: Salt", *LETTER[4:]]).subject == "Salt"


@pytest.mark.parametrize(
    "texts",
    [
        LETTER[:6],
        [*LETTER[:3], *LETTER[4:]],
        ["We sail at night, and they wait for us.", *LETTER],
        [*LETTER, *["They wait."] * 30],
        [*LETTER, *LETTER],
        [*LETTER[:3], "Dear heart, the boats are late", *LETTER[4:]],
        [*LETTER[:6], "Truly the wall was ours", *LETTER[7:]],
        [*LETTER[:3], "Dear ships wait in the harbour of the old town for salt.", *LETTER[4:]],
    ],
)
def test_what_does_not_greet_or_close_is_no_letter(texts):
    assert find_letter(texts) is None


def test_address_and_signature_make_no_title_and_no_sections(tmp_path):
    def read(texts, *, bold=("ADA BERG",), title=""):
        path = tmp_path / "to-the-harbour.docx"
        document = docx.Document()
        if title:
            document.add_heading(title, 0)
        for text in texts:
            document.add_paragraph().add_run(text).bold = text in bold
        document.save(path)
        proposal = propose_outline(path, keep=True)
        return proposal.outline.source.title, [section.title for section in proposal.outline.sections]

    assert read(LETTER) == ("To the harbour", ["The document"])
    assert read([*LETTER[:3], "Re: Old ships", *LETTER[3:]])[0] == "Old ships"
    assert read(LETTER, title="Report of the Port")[0] == "Report of the Port"
    # A heading below the greeting stays.
    long = [*LETTER[:5], "Salt", *[LETTER[5]] * 12, *LETTER[5:]]
    assert read(long, bold=("ADA BERG", "Salt"))[1][-1] == "Salt"


def test_the_outline_of_plain_text_is_that_of_its_headings(tmp_path):
    path = tmp_path / "a.txt"
    texts = [*LETTER[:4], "SHIPS AND SALT", *LETTER[4:6], "ICE AND SNOW", *LETTER[5:]]
    path.write_text("\n\n".join(texts))
    titles = [section.title for section in propose_outline(path).outline.sections]
    assert "ICE AND SNOW" in titles
