"""A book can be made of a document in any format, and derived again from the same file."""

import io
import re

import docx
import pytest

from reading import new
from reading.checks.run import check
from reading.data import full_text
from reading.data.derive import derive
from reading.documents import any_format
from reading.new.outline import propose_outline
from tests.conftest import ROOT
from tests.files.pdf import write_pdf

pytestmark = pytest.mark.usefixtures("no_notebooks_and_no_wheel")

SHIPS = "The Harbour Office asks for two lights on each ship that leaves at night."
BOATS = "A boat carries none, because it stays in the harbour until the morning comes."


def write_word():
    document, data = docx.Document(), io.BytesIO()
    for heading, text in (("Ships", SHIPS), ("Boats", BOATS)):
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    document.save(data)
    return data.getvalue()


def write_page():
    parts = "".join(f"<h2>{name}</h2><p>{text}</p>" for name, text in (("Ships", SHIPS), ("Boats", BOATS)))
    return f"<!DOCTYPE html><html><body>{parts}</body></html>".encode()


def write_pages():
    halves = [(text[: text.index(" ", 30)], text[text.index(" ", 30) :]) for text in (SHIPS, BOATS)]
    lines = zip(("Ships", "Boats"), halves, strict=True)
    return write_pdf(
        [
            [(name, 20), (start, 10), (end, 10), (f"Page {number}", 8)]
            for number, (name, (start, end)) in enumerate(lines, 1)
        ]
    )


def write_restructured():
    return "\n".join(
        f"{name}\n=====\n\n{text}\n" for name, text in (("Ships", SHIPS), ("Boats", BOATS))
    ).encode()


FORMATS = {
    "text.rst": write_restructured,
    "text.docx": write_word,
    "text.html": write_page,
    "text.pdf": write_pages,
}


@pytest.mark.parametrize(
    ("name", "keep"),
    [("text.docx", True), ("text.html", True), ("text.pdf", True), ("text.pdf", False), ("text.rst", True)],
)
def test_a_book_is_made_of_a_file_and_derived_again_from_it(tmp_path, name, keep):
    copy = tmp_path / name
    copy.write_bytes(FORMATS[name]())
    made = new.create_book(copy, tmp_path / "book", ROOT, keep=keep).folder
    assert check(made) == []
    folder = made / "data/document"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    derive(copy, made)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert ("text.txt" in before) == keep
    # The outline shows how each paragraph opens, where the text may be shown.
    openings = re.findall(r"^      # (.+)\n      - id: ", before["outline.yml"].decode(), re.MULTILINE)
    expected = [" ".join(text.split()[:8]) + " ..." for text in (SHIPS, BOATS)]
    assert openings == (expected if keep else [])
    assert full_text.read_sentences(made) == (
        {"ships/opening": [SHIPS], "boats/opening": [BOATS]} if keep else {}
    )
    if keep:
        # The stored text is plain, and gives the same figures as the file.
        derive(folder / "text.txt", made)
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_heading_above_those_of_the_sections_is_named(tmp_path):
    text = [("A ship of the north carries two lights when it sails at night.", 10)] * 6
    for name, expected in (
        ("Old Summary", ["1 heading above those of sections, not listed: 'Old Summary'"]),
        ("", []),
    ):
        above = [(name, 17)] if name else []
        lines = [("Ships of the Coast", 24), *above, ("Ports", 14), *text, ("Docks", 14), *text]
        path = tmp_path / "text.pdf"
        path.write_bytes(write_pdf([[*lines, ("Quays", 14), *text]]))
        proposal = propose_outline(path)
        assert [section.title for section in proposal.outline.sections] == ["Ports", "Docks", "Quays"]
        assert proposal.source.doubts == expected


def test_keys_of_cited_works_in_a_pdf_are_left_out(tmp_path):
    lines = [("Ships [see @berg2020] carry two lights when they sail by night [1] for ada@port.org.", 10)]
    path = tmp_path / "text.pdf"
    path.write_bytes(
        write_pdf([[*lines, *[("They wait in the port until the ship of the north sails.", 10)] * 5]])
    )
    read = any_format.read(path)
    assert "Ships carry two lights when they sail by night [1] for ada@port.org." in read.text
    assert "1 citation" in read.stripped
