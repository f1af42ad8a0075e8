import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.data.derive import fit
from reading.data.document import Outline
from reading.documents import any_format
from reading.files.errors import ReadingErrors
from reading.new import outline
from reading.text.sentences import hash_heading
from tests.new import documents


def proposed(tmp_path, text, name="text.txt", **options):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return outline.propose_outline(path, **options).outline


def shape(found):
    """Each section's title with the numbers of sentences of its paragraphs."""
    return [(one.title, [paragraph.sentences for paragraph in one.paragraphs]) for one in found.sections]


def refused(tmp_path, content):
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    with pytest.raises(ReadingErrors) as caught:
        outline.propose_outline(path)
    [error] = caught.value.exceptions
    return error.problem


def test_a_brief_with_numbered_points_has_a_paragraph_for_each_point(tmp_path):
    assert shape(proposed(tmp_path, documents.BRIEF)) == [
        ("Summary", [3]),
        ("Why the Council should act", [4]),
        ("Four points for a plan", [3, 2, 3, 2]),
        ("What it costs", [3]),
    ]


def test_the_title_of_a_document_is_its_first_heading_and_long_headings_are_not_stored(tmp_path):
    found = proposed(tmp_path, documents.BRIEF)
    assert found.source.title == "Safer Harbours for the Northern Coast"
    assert found.sections[0].heading == (hash_heading("Safer Harbours for the Northern Coast"), "Summary")
    titles = [paragraph.title for paragraph in found.sections[2].paragraphs]
    assert titles == ["Four points for a plan", "Paragraph 4", "Paragraph 5", "Paragraph 6"]
    kept = proposed(tmp_path, documents.BRIEF, keep=True)
    assert kept.sections[0].heading == ("Safer Harbours for the Northern Coast", "Summary")


def test_a_speech_without_headings_is_one_section_under_the_name_of_its_file(tmp_path):
    found = proposed(tmp_path, documents.SPEECH, "harbour-speech.txt")
    assert shape(found) == [("The document", [3, 4, 3, 5, 5])]
    assert found.sections[0].heading == ()
    assert found.source.title == "Harbour speech"
    assert found.sections[0].paragraphs[1].id == "the-document/paragraph-2"
    assert found.sections[0].paragraphs[1].title == "Paragraph 2"


def test_a_report_in_markdown_has_a_section_for_each_chapter_and_keeps_the_headings_below(tmp_path):
    found = proposed(tmp_path, documents.report(3000), "report.md")
    assert [section.title for section in found.sections] == list(documents.CHAPTERS)
    parts = [paragraph.heading for paragraph in found.sections[1].paragraphs if paragraph.heading]
    assert parts == [(name,) for name in documents.PARTS]
    assert found.sections[1].paragraphs[0].title == "What was found (2)"


def test_a_note_of_two_sentences_is_one_paragraph(tmp_path):
    assert shape(proposed(tmp_path, documents.NOTE)) == [("The document", [2])]


def test_wrapped_lines_are_joined_if_blank_lines_separate_paragraphs(tmp_path):
    wrapped = "The river is high. The\nbridge is closed.\nNobody crosses.\n\nThe ferry runs\nat noon.\n"
    assert proposed(tmp_path, wrapped).breaks == "blank"
    assert shape(proposed(tmp_path, wrapped)) == [("The document", [3, 1])]


def test_short_consecutive_lines_are_a_list_and_not_headings(tmp_path):
    text = (
        "It asks for three things:\n\nMore boats\n\nMore ports\n\nMore pilots\n\nThat is all it asks for.\n"
    )
    assert [section.heading for section in proposed(tmp_path, text).sections] == [()]


def test_a_heading_at_the_end_belongs_to_the_text(tmp_path):
    found = proposed(tmp_path, "# Ports\n\nShips load.\n\n# Notes\n", "text.md")
    assert shape(found) == [("Ports", [1])]


TEXT = "The ships load grain at the quay each winter. They sail when the ice has gone from the bay."


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        (["Chapter 1: Loomings", "Chapter 2: Bags"], ["Chapter 1: Loomings", "Chapter 2: Bags"]),
        (["G20 AND U.S. PORTS", "PART I", "GNU LICENSE"], ["G20 AND U.S. PORTS", "PART I", "GNU LICENSE"]),
        (["1. Scope.", "2. Terms and Conditions."], ["1. Scope", "2. Terms and Conditions"]),
        (["Section 1. Scope.", "Section 2. Ports."], ["Section 1. Scope", "Section 2. Ports"]),
        (
            ["PART TWO\n\nChapter 3\n\nOf Ships", "Chapter 4\n\nOf Men"],
            ["Chapter 3: Of Ships", "Chapter 4: Of Men"],
        ),
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_headings_keep_their_words_and_capitals(tmp_path, headings, titles, wrapped):
    text = TEXT.replace("They sail", "They\nsail") if wrapped else TEXT
    found = proposed(tmp_path, "\n\n".join([text, *(f"{heading}\n\n{text}" for heading in headings)]))
    assert [section.title for section in found.sections[1:]] == titles


@pytest.mark.parametrize("text", [TEXT, TEXT.replace(" They", "\nThey").replace("the quay", "the\nquay")])
def test_the_number_of_an_article_is_a_heading_right_above_its_text(tmp_path, text):
    found = proposed(tmp_path, "\n\n".join(f"Article {number}\n{text}" for number in (1, 2, 3)))
    assert [section.title for section in found.sections] == ["Article 1", "Article 2", "Article 3"]


def test_numbered_sentences_and_lists_of_contents_are_no_headings(tmp_path):
    listed = "Chapter 1\n\nChapter 2\n\nChapter 3"
    text = f"{TEXT}\n\n{listed}\n\n{TEXT}\n\n1. Ships load; they sail.\n\n{TEXT}"
    assert [section.heading for section in proposed(tmp_path, text).sections] == [()]


def test_equal_headings_get_different_names(tmp_path):
    found = proposed(tmp_path, "# A\n\nOne.\n\n# Notes\n\nTwo.\n\n# Notes\n\nThree.\n", "text.md")
    assert [section.id for section in found.sections] == ["a", "notes", "notes-2"]
    assert [section.title for section in found.sections] == ["A", "Notes", "Notes (2)"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x00\x01\x02ELF", "the file is not text"),
        (b"\x89PNG\r\n\xff\xd8", "a picture cannot be read as a document"),
        ("The ferry is late.".encode("utf-16")[:-1], "the file looks like UTF-16, but is not"),
        (b"word " * 20_000, "a paragraph of 99,999 characters"),
        (b"* * *\n---\n", "there are no sentences in it"),
    ],
)
def test_an_unsuitable_file_is_refused_in_one_line(tmp_path, content, problem):
    assert refused(tmp_path, content) == problem


LINES = st.text(st.sampled_from("AaBe1 .!?:-#*\u2013\n\n\n"), min_size=1, max_size=300)


@given(text=LINES, name=st.sampled_from(["text.txt", "text.md"]))
def test_the_outline_of_any_accepted_text_fits_the_text(tmp_path_factory, text, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_text(text, encoding="utf-8")
    try:
        found = outline.propose_outline(path)
    except ReadingErrors:
        return
    read = any_format.read(path).split(found.outline.headings, found.outline.breaks)
    assert fit(path, read, found.outline) == found.sentences
    assert Outline.model_validate(found.outline.model_dump()) == found.outline


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Chapter {}", "Chapter 1 to Chapter 3"),
        ("{}. The Ships that Sail to the Quay", "1. The Ships that Sail… to 3. The Ships that Sail…"),
    ],
)
def test_neighbours_are_joined_where_sections_are_many(tmp_path, heading, title):
    headings = [heading.format(number) for number in range(1, 51)]
    path = tmp_path / "text.txt"
    path.write_text("\n\n".join(f"{heading}\n\n{TEXT}\n\n{TEXT}" for heading in headings), encoding="utf-8")
    proposal = outline.propose_outline(path)
    found = proposal.outline
    assert [len(section.paragraphs) for section in found.sections] == [6] * 16 + [4]
    first = found.sections[0]
    assert (first.title, first.heading) == (title, ())
    assert [bool(paragraph.heading) for paragraph in first.paragraphs] == [True, False] * 3
    # The headings stand in the outline where the text has them.
    read = proposal.source.split(found.headings, found.breaks)
    assert fit(path, read, found) == proposal.sentences
    del headings[24:]
    path.write_text("\n\n".join(f"{heading}\n\n{TEXT}" for heading in headings), encoding="utf-8")
    assert len(outline.propose_outline(path).outline.sections) == 24


def test_a_text_in_another_language_is_refused_by_name(tmp_path):
    text = "Die Fähre kommt heute zu spät, und niemand im Hafen kennt den Grund dafür. " * 3
    assert refused(tmp_path, text.encode()).startswith("the text is in German")


def test_what_a_file_states_gives_title_and_author_where_the_text_has_no_title(tmp_path):
    text = "Title: On Ships\nAuthor: A. Sailor\n\n*** START OF THE PROJECT GUTENBERG EBOOK ***\n\nIt sails.\n"
    source = proposed(tmp_path, text).source
    assert (source.title, source.author) == ("On Ships", "A. Sailor")


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("README.md", "Harbours", "Harbours"),
        ("harbour_readme.rst", "Harbour", "Harbour"),
        ("old-harbours.md", "Old harbours", "Old harbours"),
        ("CHANGES.md", "Version 2.1", "CHANGES"),
        ("readme.md", "Introduction", "Readme"),
        ("harbours.md", "Old harbours", "Harbours"),
    ],
)
def test_the_first_heading_is_the_title_where_the_name_of_the_file_says_so(tmp_path, name, heading, title):
    path = tmp_path / name
    path.write_text(f"{heading}\n============\n\nWe sail.\n\nPorts\n============\n\nIt is a port.\n")
    proposal = outline.propose_outline(path)
    assert proposal.outline.source.title == title
    assert proposal.is_named_by_file == (title != heading)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("BERG v. PORT OF THE NORTH ET AL.", "BERG v. PORT OF THE NORTH ET AL."),
        ("Berg  vs.  Port of the North", "Berg vs. Port of the North"),
        ("They compare sail v. steam and wait for the wind of the north.", "Text"),
    ],
)
def test_a_judgment_is_called_by_its_parties(tmp_path, line, title):
    text = f"The court wrote it, and it was read.\n\n{line}\n\n{TEXT}\n\n{TEXT}\n"
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    assert outline.propose_outline(path).outline.source.title == title


LISTED = (
    "PORTS.\n\nThey wait.\n\nOLD DOCKS\n\nA. LEE.\n\nThey rust.\n\nSHIPS\n\nThey sail.\n\nICE\n\nIt melts.\n"
)


def test_beside_listed_names_only_those_such_as_preface_are_headings(tmp_path):
    entries = "Ports      2\nOld Docks      3\nShips     4\nIce     6\n"
    preface = "PREFACE\n\nThese are the ships of the north, and their ports.\n"
    path = tmp_path / "text.txt"
    path.write_text(f"The Sea\n\nCONTENTS\n\n{entries}\n\n{preface}\n\n{LISTED}" + "They sail. " * 30)
    proposal = outline.propose_outline(path)
    titles = [section.title for section in proposal.outline.sections]
    assert titles == ["PREFACE", "PORTS.", "OLD DOCKS", "SHIPS", "ICE"]
    assert proposal.outline.source.title == "The Sea"


def test_a_line_without_a_page_in_a_list_of_contents_is_above_the_entries_below_it(tmp_path):
    entries = "OLD SONGS\n\n  Page\nPorts      2\nOld Docks      3\nShips     4\n\nNEW SONGS\n\n"
    entries += "Ice     6\nGrain      8\nWool      9\n"
    body = f"OLD SONGS\n\n{LISTED}".replace("ICE", "NEW SONGS\n\nICE")
    path = tmp_path / "text.txt"
    path.write_text(f"CONTENTS\n\n{entries}\n\n{body}\nGRAIN\n\nIt waits.\n\nWOOL\n\nIt is warm.\n")
    levels = any_format.read(path).headings or {}
    assert [text for text, level in levels.items() if level == 1] == ["OLD SONGS", "NEW SONGS"]
    assert [text for text, level in levels.items() if level == 2] == [
        *["PORTS.", "OLD DOCKS", "SHIPS"],
        *["ICE", "GRAIN", "WOOL"],
    ]
