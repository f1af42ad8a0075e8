import errno
import os
import re
import sys

import pytest

from reading.checks.run import check
from reading.cli import main
from reading.data.book import Book
from reading.files.errors import ReadingErrors
from reading.new import book as new_book
from reading.new.book import STORED_TEXT, create_book
from tests.conftest import ROOT
from tests.new import documents
from tests.new.conftest import create


def names(root):
    return sorted(path.name for path in root.iterdir())


def test_a_new_book_has_no_mistakes_and_is_about_its_own_document(brief):
    assert check(brief) == []
    book = Book.load(brief)
    assert book.document.outline.source.title == "Safer Harbours for the Northern Coast"
    assert book.lexicon.actors == book.lexicon.phrases == ()
    landing = (brief / "index.md").read_text(encoding="utf-8")
    assert landing.startswith("# Safer Harbours for the Northern Coast\n")
    assert re.findall(r"\{chart\} (\S+)", landing) == ["term-map", "paragraph-sizes"]


def test_a_new_book_stores_no_sentence_of_the_text_and_says_so(brief):
    assert check(brief, document=brief.parent / "text.md") == []
    assert STORED_TEXT[False] in (brief / "README.md").read_text(encoding="utf-8")


def test_markup_in_headings_is_escaped(tmp_path):
    made = create(
        tmp_path, "# A *b* {c} 5 %\n\nOne ship waits here.\n\n## D\\_e_ `f`\n\nIt is late.\n\n## G\n\nNo.\n"
    )
    assert check(made) == []
    (chapter,) = (made / "chapters").glob("d-*/index.md")
    assert chapter.read_text(encoding="utf-8").split("\n---\n\n")[1].startswith("# D\\_e\\_ f\n")


def test_the_proposal_is_shown_and_nothing_is_written_without_consent(tmp_path, capsys, monkeypatch):
    (tmp_path / "text.md").write_text(documents.BRIEF, encoding="utf-8")
    arguments = ["new", str(tmp_path / "text.md"), str(tmp_path / "book")]
    assert main(arguments) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Safer Harbours for the Northern Coast"
    assert "  4 sections, 7 paragraphs, 20 sentences, 225 words" in lines
    assert "    Four points for a plan: 4 paragraphs, 10 sentences" in lines
    assert lines[-2:] == [
        "there is no terminal to ask on: add --yes to write the book",
        "nothing was written",
    ]
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    answers = iter(["y", "n"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert main(arguments) == 1
    assert "May the text itself be published" in capsys.readouterr().out
    assert next(answers, None) is None
    assert names(tmp_path) == ["text.md"]


def test_a_folder_that_exists_or_lies_in_none_is_refused_and_not_changed(tmp_path, brief):
    (tmp_path / "mine.txt").write_text("mine")
    for folder in (tmp_path, tmp_path / "nowhere" / "book"):
        with pytest.raises(ReadingErrors):
            create_book(brief.parent / "text.md", folder, ROOT, approve=lambda _: False)
    assert names(tmp_path) == ["mine.txt"]


def test_a_full_disk_leaves_no_files(tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a file")

    monkeypatch.setattr(new_book, "derive", full)
    (tmp_path / "text.md").write_text(documents.BRIEF, encoding="utf-8")
    assert main(["new", "--yes", str(tmp_path / "text.md"), str(tmp_path / "book")]) == 1
    assert capsys.readouterr().err == f"a file: {os.strerror(errno.ENOSPC)}\n"
    assert names(tmp_path) == ["text.md"]


def test_the_licence_of_the_package_is_part_of_that_of_the_book():
    whole = (ROOT / "LICENSE").read_text(encoding="utf-8")
    parts = (ROOT / "reading/LICENSE").read_text(encoding="utf-8").split("\n\n\n")[1:]
    assert all(part.split("\n\n", 1)[1].strip() in whole for part in parts)
