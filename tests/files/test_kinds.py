"""A file is recognised by its content before its suffix, and what holds no prose is refused by name."""

import io
import zipfile
from pathlib import Path

import pytest

from reading.files.errors import ReadingErrors
from reading.files.kinds import recognise


def archive(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            file.writestr(name, "text")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"The ferry is late.", "text"),
        ("README", b"The ferry is late.", "text"),
        ("a.txt", b"[The ferry] is late.", "text"),
        ("a.MD", b"# The ferry", "markdown"),
        ("speech", b"%PDF-1.7", "pdf"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.docx", archive("word/document.xml"), "docx"),
        ("a.txt", b"From 10:00:00,000 --> 11:00:00,000 the ferry waits.", "text"),
        ("a.htm", b"<p>The ferry</p>", "html"),
        ("a.html", b'<?xml version="1.0"?><p>The ferry</p>', "html"),
        ("page", b'<?xml version="1.0"?><html><p>The ferry</p>', "html"),
        ("page", b"<!-- saved -->\n<!DOCTYPE HTML><p>The ferry</p>", "html"),
    ],
)
def test_a_document_is_recognised(name, data, kind):
    assert recognise(Path(name), data) == kind


@pytest.mark.parametrize(
    ("name", "data", "named"),
    [
        ("a.csv", b"a,b\n1,2\n", "a table (CSV)"),
        ("a.json", b"{}", "data (JSON)"),
        ("a.txt", b' {"a": [1, 2]}', "data (JSON)"),
        ("a.ipynb", b"{}", "a notebook"),
        ("a.txt", b"\x89PNG\r\n", "a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture"),
        ("a.txt", b'<?xml version="1.0"?><TEI><p>The ferry</p></TEI>', "data (XML)"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nThe ferry\n", "a file of subtitles"),
        ("a.txt", b"00:01.000 --> 00:02.000\nThe\n\n00:02.000 --> 00:03.000\nferry\n", "a file of subtitles"),
        ("a.eml", b"From: a@example.org\n\nThe ferry is late.", "an e-mail"),
        ("a.wiki", b"== The ferry ==", "a document in wikitext"),
        ("a.zip", archive("a.txt"), "an archive"),
        ("a.txt", archive("a.txt"), "an archive"),
        ("a.docx", archive("a.txt"), "an archive"),
        ("a.odt", archive("content.xml"), "a document of OpenOffice or LibreOffice"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "a document of an older Office"),
        ("a.rtf", b"{\\rtf1", "a document in RTF"),
    ],
)
def test_what_holds_no_prose_is_refused_by_name(name, data, named):
    with pytest.raises(ReadingErrors) as caught:
        recognise(Path(name), data)
    [error] = caught.value.exceptions
    assert error.problem == f"{named} cannot be read as a document"
    assert error.hint


def test_a_file_that_only_has_the_suffix_of_a_pdf_is_refused():
    with pytest.raises(ReadingErrors) as caught:
        recognise(Path("a.pdf"), b"<html>Please log in</html>")
    assert caught.value.exceptions[0].problem == "the file is not what its name says: no PDF"
