"""`reading text`: Word and web pages as Markdown, and what is said of other files."""

import importlib

import pytest

from reading.cli import main
from reading.new import text_copy

PROSE = "The council governs nine ports of the coast. They close in winter, and ships wait for the tide."
PAGE = """<!doctype html><html><head><title>Harbours</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Harbours of the north</h1>
<p>{0} {0}</p><h2>What it costs</h2><p>{0} {0}</p></article></body></html>"""


@pytest.fixture
def write_word(tmp_path):
    """Write a Word document of paragraphs, each with a style and whether it is bold."""
    docx = importlib.import_module("docx")

    def write(*paragraphs):
        document = docx.Document()
        for text, style, bold in paragraphs:
            document.add_paragraph(style=style).add_run(text).bold = bold
        document.add_table(1, 1).cell(0, 0).text = "a cell"
        document.save(tmp_path / "text.docx")
        return text_copy.copy_text(tmp_path / "text.docx").strip().split("\n\n")

    return write


def test_word_has_the_headings_of_its_styles(write_word):
    found = write_word(
        ("The Plan", "Title", None),
        ("Ports", "Heading 1", None),
        (PROSE, None, None),
        ("Costs", "Heading 2", None),
        ("*Low* now", None, True),
    )
    assert found == ["# The Plan", "## Ports", PROSE, "### Costs", r"\*Low\* now"]


def test_a_web_page_is_its_main_text_with_its_headings(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(PROSE), encoding="utf-8")
    found = text_copy.copy_text(path).strip().split("\n\n")
    assert found == ["# Harbours of the north", f"{PROSE} {PROSE}", "## What it costs", f"{PROSE} {PROSE}"]


@pytest.mark.parametrize(
    ("name", "data", "problem", "hint"),
    [
        ("text.pdf", b"%PDF-1.7", "PDF is not read here", "docling, opendataloader-pdf or pdf-inspector"),
        ("text.txt", b"%PDF-1.7", "PDF is not read here", "docling, opendataloader-pdf or pdf-inspector"),
        ("text.odt", b"PK", "a file .odt is not read here", "pandoc"),
        ("text.md", b"# Ports", "the file is Markdown already", "`reading new`"),
        ("text.txt", b"a\0b", "the file is not text", "plain text"),
        ("text.txt", b"1 2 3", "no text was found in the file", "plain text"),
        ("text.docx", b"Ports", "the file cannot be read as .docx", "save it again"),
    ],
)
def test_other_files_are_refused_in_one_line_and_nothing_is_written(
    tmp_path, capsys, name, data, problem, hint
):
    (tmp_path / name).write_bytes(data)
    assert main(["text", str(tmp_path / name), str(tmp_path / "copy.md")]) == 1
    line, count = capsys.readouterr().err.splitlines()
    assert problem in line
    assert hint in line
    assert count == "1 problem"
    assert not (tmp_path / "copy.md").exists()
