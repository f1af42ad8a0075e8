"""The outline of a new book: sections, paragraphs and titles, as the headings of its text say."""

import pytest

from reading.files.errors import ReadingErrors
from reading.new import outline
from reading.new.outline import propose_outline
from tests.new import documents


@pytest.fixture
def propose(tmp_path, monkeypatch):
    """Propose the outline of a text, which may be short."""
    monkeypatch.setattr(outline, "MIN_WORDS", 1)

    def propose(text):
        path = tmp_path / "my_text.md"
        path.write_text(text, encoding="utf-8")
        return propose_outline(path)

    return propose


GERMAN = "Die F\u00e4hre kommt zu sp\u00e4t, sagt er dem Hafen. "


def sections(proposal):
    return [
        (part.title, [paragraph.title for paragraph in part.paragraphs]) for part in proposal.outline.sections
    ]


def test_sections_begin_at_the_highest_headings_of_which_there_are_several(propose):
    found = propose(
        "# Plan\n\nA start.\n\n## Ports\n\nOne.\n\n#### Ships\n\nTwo.\n\nThree.\n\n## Lights\n\nFour.\n"
    )
    assert found.outline.publication.title == "Plan"
    assert sections(found) == [
        ("Opening", ["Opening"]),
        ("Ports", ["Ports", "Ships", "Paragraph 2.3"]),
        ("Lights", ["Lights"]),
    ]
    ids = [paragraph.id for _, paragraph in found.outline.paragraphs()]
    assert ids == ["opening/opening", "ports/opening", "ports/ships", "ports/paragraph-2-3", "lights/opening"]
    assert list(found.outline.headings) == ["Plan", "Ports", "Ships", "Lights"]
    assert found.notes == []


def test_a_text_without_headings_has_one_section_and_says_so(propose):
    found = propose("Ships wait.\n\nPorts close.\n")
    assert sections(found) == [("The document", ["Paragraph 1", "Paragraph 2"])]
    assert found.outline.publication.title == "My text"
    assert [note.partition(":")[0].partition(",")[0] for note in found.notes] == ["title", "no headings"]


def test_the_front_matter_states_title_author_and_date(propose):
    publication = propose(
        "---\ntitle: On Ships\nauthor: Ann\ndate: May 2024\n---\n# Ports\n\nOne.\n"
    ).outline.publication
    assert (publication.title, publication.author, publication.published) == ("On Ships", "Ann", "May 2024")


def test_a_long_heading_is_not_named_in_full(propose):
    text = "# Why small ports close their gates in winter\n\nOne.\n\n# B\n\nTwo.\n"
    hidden = propose(text).outline.sections[0]
    assert hidden.title == "Why small ports close their\u2026"
    assert hidden.heading[0].startswith("sha256:")
    named = propose(f"---\nlicence: Public domain\n---\n{text}").outline.sections[0]
    assert (named.title, named.heading) == (text[2:45], (text[2:45],))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# Only\n\n## Headings\n", "there are no sentences in it"),
        (
            "Die F\u00e4hre kommt zu sp\u00e4t, und niemand im Hafen wei\u00df, warum wir warten. " * 3,
            "the text does not seem to be in English",
        ),
        (
            "The ships wait for it. " * 14_000,
            "the text has 70,000 words, and a book is made of 1 to 65,000",
        ),
        (
            "".join(f"# A {number}\n\nThe ship waits.\n\n" for number in range(101)),
            "the text has 101 sections, and a book has at most 100",
        ),
    ],
)
def test_a_text_of_which_no_book_can_be_made_is_refused(propose, text, problem):
    with pytest.raises(ReadingErrors) as raised:
        propose(text)
    assert [error.problem for error in raised.value.exceptions] == [problem]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("# One\n\nText.\n\n#Two\n\nMore.\n", 5, "a heading without a space"),
        ("# One {#one .big}\n\nA pair {a}.\n", 1, "pandoc's own"),
        ("Text.\n\nOld [ships]{.hl} and\n\\{.none}.\n", 3, "pandoc's own"),
        ("Text.\n\n::: note\n", 3, "pandoc's own"),
        ("Year  Cost\n----- ----\n2020  5\n\n---\n", 2, "pandoc's own"),
        ("Text.\n\n+---+---+\n| a | b |\n", 3, "pandoc's own"),
        ("---\ntitle: A: b\n---\n\nText.\n", 2, "a second colon in the line"),
        ("---\ntitle: A\n\nText.\n", 1, "the front matter is not closed"),
        (
            "Ships wait.\n\n" + "Die F\u00e4hre kommt zu sp\u00e4t, sagt er. " * 20,
            3,
            "not seem to be in English",
        ),
    ],
)
def test_a_slip_in_the_text_is_named_with_its_line(propose, text, line, problem):
    with pytest.raises(ReadingErrors) as raised:
        propose(text)
    (error,) = raised.value.exceptions
    assert error.line == line
    assert problem in error.problem


def test_a_paragraph_in_another_language_is_named_with_its_line(propose):
    english = documents.BRIEF
    notes = propose(f"{english}\n\n{GERMAN * 3}\n").notes
    assert [note for note in notes if note.startswith(f"line {english.count(chr(10)) + 3}: not in English")]


def test_a_text_that_is_too_short_is_refused(tmp_path):
    (tmp_path / "note.md").write_text("The ferry is late again. Nobody knows why.\n")
    with pytest.raises(ReadingErrors) as raised:
        propose_outline(tmp_path / "note.md")
    assert raised.value.exceptions[0].problem == "the text has 8 words, and a book is made of 50 to 65,000"
