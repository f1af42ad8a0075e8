"""`reading text` writes what is read of a document as Markdown, which is read again without a guess."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reading import cli
from reading.files.errors import ReadingErrors
from reading.new.names import propose_names
from reading.new.outline import propose_outline
from reading.new.preflight import GUESSED, NONE, describe, measure
from reading.new.text_copy import copy_text
from tests.new.documents import BRIEF, NOTE, SPEECH
from tests.new.test_formats import FORMATS

TREATY = """\
THE HARBOUR TREATY

PART I
GENERAL PROVISIONS

Article 1
Lights

1. (a) Each ship carries two lights.
2. A boat carries none.

PART II
SHIPS

Article 2
Crews

The crews may sleep at sea.
"""

NOVEL = "The Old Harbour\n\nby Ann Lee\n\nI\n\nThe ferry is late.\n\nII\n\nNobody knows why.\n"

FIELDS = """\
---
title: Ports
author: Ann Lee
---

- Ships wait.

# One

A *boat* waits.

# Two

It rusts.
"""

DOCUMENTS = {
    "brief.txt": BRIEF.encode(),
    "speech.txt": SPEECH.encode(),
    "note.txt": NOTE.encode(),
    "treaty.txt": TREATY.encode(),
    "novel.txt": NOVEL.encode(),
    "fields.md": FIELDS.encode(),
    **{name: write() for name, write in FORMATS.items()},
}


def read(path):
    """The title, the author, and the name and the sentences of each section."""
    proposal = propose_outline(path, keep=True)
    sections = [
        (section.title, [proposal.sentences[paragraph.id] for paragraph in section.paragraphs])
        for section in proposal.outline.sections
    ]
    return proposal.outline.source.title, proposal.outline.source.author, sections


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_copy_is_read_as_the_document_is(tmp_path, name):
    document, copy = tmp_path / name, tmp_path / "another-name.md"
    document.write_bytes(DOCUMENTS[name])
    copy.write_text(copy_text(document).markdown, "utf-8")
    assert read(copy) == read(document)
    # It can be corrected again and again.
    assert copy_text(copy).markdown == copy.read_text("utf-8")


WORDS = st.text("ab1. -+*_#`~[](){}<>&;:!|\\/^$@=%'\"", min_size=1, max_size=30)


@given(WORDS, st.booleans())
@example(words="[ ] Load the salt [^1] of {name}", is_first=True)
@example(words="(note)=", is_first=True)
@example(words="1. 1. Ships and (a) 2. Boats", is_first=True)
@example(words="[@berg2020]", is_first=False)
@example(words="1. 2) {{ a }} and {: .b } and {% c %}", is_first=False)
@example(words="a*b*c _d_ `e` <f> &amp; [g](h) [i]: j", is_first=False)
@example(words="**Bold words alone**", is_first=False)
@example(words="a\\", is_first=False)
def test_any_marks_of_a_paragraph_are_kept(tmp_path_factory, words, is_first):
    folder = tmp_path_factory.mktemp("marks")
    document, copy = folder / "a.txt", folder / "a.md"
    sentence = (
        f"{words} they say, and nobody knows why." if is_first else f"Nobody knows why, {words} they say."
    )
    document.write_text(f"The ferry is late again.\n\n{sentence}\n\nIt waits.\n", "utf-8")
    copy.write_text(copy_text(document).markdown, "utf-8")
    assert read(copy)[2] == read(document)[2]


def test_headings_of_a_copy_are_those_that_a_person_marks(tmp_path):
    document, copy = tmp_path / "a.txt", tmp_path / "a.md"
    points = "1. Ships. They wait at sea.\n\n2. Boats. They wait as well.\n\n3. Crews. They sleep."
    document.write_text(f"Lights\n\nThe ferry is late.\n\nNobody knows why.\n\n{points}\n", "utf-8")
    text = copy_text(document).markdown
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Lights",
        *["## 1. Ships.", "## 2. Boats.", "## 3. Crews."],
    ]
    text = text.replace("## 2. Boats.", "2. Boats. **They lie.**").replace("Nobody", "# Doubts\n\nNobody")
    copy.write_text(text, "utf-8")
    assert [title for title, _ in read(copy)[2]] == ["Lights", "Doubts", "1. Ships", "3. Crews"]
    assert read(copy)[2][2][1] == [["They wait at sea."], ["Boats.", "They lie."], ["They wait as well."]]


def test_lines_of_a_title_page_that_are_not_in_the_title_are_named(tmp_path):
    document = tmp_path / "a.txt"
    document.write_text(
        "OLD PORTS\n\nA HISTORY OF ICE\n\nCHAPTER I\n\nThe ferry is late.\n\nCHAPTER II\n\nIt waits.\n"
    )
    copy = copy_text(document)
    assert "# OLD PORTS\n\n## CHAPTER I\n" in copy.markdown
    assert copy.notes == ["left out: a line of the title page: 'A HISTORY OF ICE'"]


def test_numbers_of_items_are_in_the_copy_and_are_not_said_to_be_left_out(tmp_path):
    document = tmp_path / "a.txt"
    document.write_text("The ferry is late:\n1. It waits at sea.\n2. They wait as well.\n")
    copy = copy_text(document)
    assert "1\\. It waits at sea." in copy.markdown
    assert copy.notes == []


def test_the_command_prints_the_copy_and_says_beside_it_what_was_left_out(tmp_path, capfd):
    document = tmp_path / "a.md"
    document.write_text("# Ports\n\nShips wait.\n\n| a |\n|---|\n| b |\n", "utf-8")
    assert cli.main(["text", str(document)]) == 0
    printed = capfd.readouterr()
    assert printed.out == '---\ntitle: "Ports"\nheadings: only marked lines\n---\n\n# Ports\n\nShips wait.\n'
    assert printed.err == "left out: 1 table: 2 words\n"


def test_the_command_refuses_what_is_no_document(tmp_path, capfd):
    table = tmp_path / "a.csv"
    table.write_text("a,b\n1,2\n", "utf-8")
    assert cli.main(["text", str(table)]) == 1
    printed = capfd.readouterr()
    assert printed.out == ""
    assert "a table (CSV) cannot be read as a document" in printed.err


@pytest.mark.parametrize(
    ("name", "said"),
    [("brief.txt", GUESSED), ("text.pdf", GUESSED), ("speech.txt", NONE), ("text.html", None)],
)
def test_the_preflight_names_the_command_where_headings_are_guessed(tmp_path, name, said):
    document = tmp_path / name
    document.write_bytes(DOCUMENTS[name])
    proposal = propose_outline(document)
    lines = describe(proposal, propose_names(proposal.sentences), measure(proposal))
    assert [line.partition(".")[0] for line in lines if "reading text" in line] == ([said] if said else [])


def test_a_copy_is_written_into_a_new_file_and_never_into_the_document(tmp_path, capfd):
    document, copy = tmp_path / "a.txt", tmp_path / "a.md"
    document.write_text("The ferry is late.\n", "utf-8")
    assert cli.main(["text", str(document), str(copy)]) == 0
    assert copy.read_text("utf-8").endswith("---\n\nThe ferry is late.\n")
    assert cli.main(["text", str(document), str(copy)]) == 1
    assert "a.md: the file exists already" in capfd.readouterr().err
    missing_file = tmp_path / "b.txt"
    for missing, problem in ((tmp_path, "this is a folder"), (missing_file, "there is no such file")):
        assert cli.main(["text", str(missing)]) == 1
        assert problem in capfd.readouterr().err
    before = copy.read_text("utf-8")
    with copy.open("a") as output:
        command = [sys.executable, "-c", "from reading import cli; cli.main()", "text", str(copy)]
        ran = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True)
    assert "the output goes into the document itself" in ran.stderr
    assert copy.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ('title: "Ports"', "title: Ports: ships", 2, "not valid YAML"),
        ("marked lines\n---", "marked lines\n", 3, "the front matter does not end"),
        ("---\ntitle", "\n---\ntitle", 1, "the front matter does not begin here"),
        ("only marked lines", "only marked line", 3, "the field 'headings' has another value"),
    ],
)
def test_front_matter_that_was_damaged_is_refused_with_its_line(tmp_path, old, new, line, problem):
    document, copy = tmp_path / "a.md", tmp_path / "b.md"
    document.write_text("# Ports\n\nShips wait.\n", "utf-8")
    text = copy_text(document).markdown
    assert text.count(old) == 1
    copy.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ReadingErrors) as caught:
        propose_outline(copy)
    [error] = caught.value.exceptions
    assert (error.line, error.problem.partition(":")[0].strip()) == (line, problem)


def test_a_text_that_only_speaks_of_headings_is_no_copy(tmp_path):
    document = tmp_path / "a.md"
    document.write_text("# Rules\n\nheadings: only the first is large.\n", "utf-8")
    assert [title for title, _ in read(document)[2]] == ["Rules"]


def test_a_mark_without_a_space_is_named(tmp_path):
    copy = tmp_path / "a.md"
    head = "---\ntitle: Ports\nheadings: only marked lines\n---\n\n"
    copy.write_text(f"{head}#Ships\n\nThey wait.\n\n# Boats\n\nThey rust.\n", "utf-8")
    assert propose_outline(copy).source.doubts == [
        "warning: no headings, since no space follows the mark #: '#Ships'"
    ]
