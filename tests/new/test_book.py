import errno
import os
import re
import shutil
import zipfile

import pytest

from reading import new
from reading.checks.run import check
from reading.cli import main
from reading.data.book import Book
from reading.files.errors import ReadingErrors
from reading.new import book as new_book
from reading.new import notebooks, wheel
from reading.new.templates import STORED_TEXT
from tests.conftest import ROOT
from tests.data import references
from tests.new import documents


def text_file(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def create_in(folder, text, **options):
    """Create a book in a folder, on a text that is written to the same folder."""
    return new.create_book(text_file(folder / "text.txt", text), folder / "book", ROOT, **options)


def contents(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def names(root):
    return sorted(path.name for path in root.iterdir())


@pytest.fixture(scope="module")
def dry_run(tmp_path_factory):
    """The lines of a dry run on a note, and what is in its folder afterwards."""
    folder = tmp_path_factory.mktemp("dry")
    return create_in(folder, documents.NOTE, dry_run=True).lines, names(folder)


def test_a_new_book_may_be_given_a_reference(tmp_path):
    references.derive_here(references.write_book(tmp_path / "other"))
    folder = tmp_path / "other/data/reference" / references.NAME
    made = create_in(tmp_path, documents.BRIEF, reference_folder=folder).folder
    assert check(made) == []
    assert list(Book.load(made).references) == [references.NAME]
    landing = (made / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"\{chart\} (\w+)", landing) == ["nearest_at_a_glance", "term_map", "paragraph_sizes"]
    assert contents(made / "data/reference" / references.NAME) == contents(folder)
    notebook = (made / "notebooks/comparison.ipynb").read_text(encoding="utf-8")
    assert "charts.nearest_texts(" in notebook
    assert "words_through_time" in (made / "_toc.yml").read_text(encoding="utf-8")
    assert "english_ratios" not in notebook


def test_a_reference_with_mistakes_is_refused_and_nothing_is_written(tmp_path):
    references.derive_here(references.write_book(tmp_path / "other"))
    folder = tmp_path / "other/data/reference" / references.NAME
    (folder / "texts.csv").write_text("text\n", encoding="utf-8")
    with pytest.raises(ReadingErrors) as raised:
        create_in(tmp_path, documents.BRIEF, reference_folder=folder)
    assert {error.path for error in raised.value.exceptions} == {folder / "texts.csv"}
    with pytest.raises(ReadingErrors) as raised:
        create_in(tmp_path, documents.BRIEF, reference_folder=tmp_path / "missing")
    assert [error.problem for error in raised.value.exceptions] == ["the folder holds no reference"]
    assert names(tmp_path) == ["other", "text.txt"]


def test_a_new_book_has_no_mistakes(brief, note):
    assert check(brief) == []
    assert check(note) == []


def test_the_coding_page_of_a_new_book_does_not_ask_for_stances(brief):
    assert "stance" not in (brief / "coding.md").read_text(encoding="utf-8")


def test_a_new_book_is_about_its_own_document(brief):
    book = Book.load(brief)
    assert book.document.outline.source.title == "Safer Harbours for the Northern Coast"
    assert {actor.id for actor in book.lexicon.actors} == {"coast-council", "harbour-office"}
    assert book.lexicon.phrases == ("Coast Council", "Harbour Office")
    landing = (brief / "index.md").read_text(encoding="utf-8")
    assert landing.startswith("# Safer Harbours for the Northern Coast\n")
    assert re.findall(r"\{chart\} (\w+)", landing) == ["term_map", "paragraph_sizes"]


def test_the_landing_page_of_a_short_text_shows_its_terms(note):
    landing = (note / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"\{chart\} (\w+)", landing) == ["top_terms"]


def test_each_sentence_has_a_mark_and_a_placeholder(brief):
    page = (brief / "chapters/four-points-for-a-plan/paragraph-4.md").read_text(encoding="utf-8")
    assert re.findall(r"^(.*)\{s\}`(\d)`$", page, re.MULTILINE) == [
        ("*Not yet retold.*", "1"),
        ("*Not yet retold.*", "2"),
    ]


def test_by_default_a_new_book_stores_no_sentence_of_the_text(brief, tmp_path):
    copy = text_file(tmp_path / "copy.txt", documents.BRIEF)
    assert check(brief, document=copy) == []


def test_the_wheel_contains_the_package_and_is_reproducible(brief, tmp_path):
    [file] = (brief / "vendor").glob("*.whl")
    archive = zipfile.ZipFile(file)
    assert "reading/new/skeleton/Makefile" in archive.namelist()
    licences = {name: archive.read(name).decode() for name in archive.namelist() if "/licenses/" in name}
    assert licences
    title = Book.load(ROOT).document.outline.source.title
    assert not [name for name, text in licences.items() if title in " ".join(text.split())]
    wheel.build_wheel(ROOT, tmp_path)
    assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_a_notebook_says_which_charts_the_document_is_too_short_for(note):
    notebook = (note / "notebooks/term_frequency.ipynb").read_text(encoding="utf-8")
    assert notebooks.ONE_SECTION in notebook
    assert notebooks.NOTHING_TO_SHOW in notebook
    assert "charts.section_log_ratios" not in notebook


def test_without_a_reference_a_page_says_what_it_would_show(note):
    comparison = (note / "notebooks/comparison.ipynb").read_text(encoding="utf-8")
    assert "charts.nearest_texts" not in comparison
    assert "This book has no such texts yet." in comparison
    assert "finding" not in comparison
    assert not (note / "notebooks/words_through_time.ipynb").exists()
    assert "words_through_time" not in (note / "_toc.yml").read_text(encoding="utf-8")


def test_a_new_book_can_create_another(brief, tmp_path):
    copy = text_file(tmp_path / "note.txt", documents.NOTE)
    made = new.create_book(copy, tmp_path / "book", brief)
    assert check(made.folder) == []
    assert names(made.folder / "vendor") == names(brief / "vendor")


def test_the_licence_of_the_package_is_part_of_that_of_the_book():
    whole = (ROOT / "LICENSE").read_text(encoding="utf-8")
    parts = (ROOT / "reading/LICENSE").read_text(encoding="utf-8").split("\n\n\n")[1:]
    assert all(part.split("\n\n", 1)[1].strip() in whole for part in parts)


def test_a_new_book_names_no_file_that_it_lacks(note):
    assert "CONTRIBUTING.md" not in (note / "about/reuse.md").read_text(encoding="utf-8")
    assert "Each sentence of the document has a retelling" not in (note / "about/method.md").read_text(
        encoding="utf-8"
    )


def test_one_line_states_what_a_new_book_stores(note, dry_run):
    lines, _ = dry_run
    assert STORED_TEXT[False] in lines
    assert STORED_TEXT[False] in (note / "README.md").read_text(encoding="utf-8")


def test_a_dry_run_lists_the_files_and_writes_none(dry_run):
    lines, written = dry_run
    assert "would be written: chapters/the-document/index.md" in lines
    assert written == ["text.txt"]


def test_a_folder_that_is_not_a_book_is_refused_and_not_changed(tmp_path):
    (tmp_path / "book").mkdir()
    text_file(tmp_path / "book" / "mine.txt", "mine")
    with pytest.raises(ReadingErrors) as caught:
        create_in(tmp_path, documents.NOTE)
    assert "exists already" in caught.value.exceptions[0].problem
    assert contents(tmp_path / "book") == {"mine.txt": b"mine"}


def test_an_edited_book_is_not_overwritten(note, tmp_path, capsys, monkeypatch):
    text_file(tmp_path / "text.txt", documents.NOTE)
    made = shutil.copytree(note, tmp_path / "book")
    page = made / "chapters/the-document/index.md"
    text_file(page, page.read_text(encoding="utf-8").replace("*Not yet retold.*", "It does not come.", 1))
    (made / "LICENSE").unlink()
    before = contents(made)
    monkeypatch.chdir(ROOT)
    arguments = ["new", str(tmp_path / "text.txt"), str(made)]
    assert main(arguments) == 1
    message = capsys.readouterr().err
    assert "chapters/the-document/index.md" in message
    assert "would be added: LICENSE" in message
    assert main([*arguments, "--dry-run"]) == 0
    assert "is left as it is: chapters/the-document/index.md" in capsys.readouterr().out
    assert contents(made) == before


def test_a_file_that_is_not_text_is_refused_in_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    (tmp_path / "text.txt").write_bytes(b"GIF89a")
    assert main(["new", str(tmp_path / "text.txt"), str(tmp_path / "book")]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "text.txt: a picture cannot be read as a document (" in lines[0]
    assert names(tmp_path) == ["text.txt"]


def test_a_folder_below_a_missing_folder_is_refused(tmp_path):
    copy = text_file(tmp_path / "text.txt", documents.NOTE)
    with pytest.raises(ReadingErrors):
        new.create_book(copy, tmp_path / "nowhere" / "book", ROOT)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_leaves_no_files(tmp_path, capsys, monkeypatch, number):
    def full(*_):
        raise OSError(number, os.strerror(number), "a file")

    monkeypatch.setattr(wheel, "build_wheel", full)
    monkeypatch.chdir(ROOT)
    copy = text_file(tmp_path / "text.txt", documents.NOTE)
    assert main(["new", "--yes", str(copy), str(tmp_path / "book")]) == 1
    assert capsys.readouterr().err == f"a file: {os.strerror(number)}\n"
    assert names(tmp_path) == ["text.txt"]


def test_a_missing_permission_to_write_is_reported(tmp_path, capsys, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path))

    monkeypatch.setattr(new_book.tempfile, "mkdtemp", refused)
    monkeypatch.chdir(ROOT)
    copy = text_file(tmp_path / "text.txt", documents.NOTE)
    assert main(["new", "--yes", str(copy), str(tmp_path / "book")]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: Permission denied\n"


def test_in_a_folder_without_a_book_pages_come_from_the_book_beside_the_package(tmp_path, brief):
    assert new.find_source_book(tmp_path) == ROOT
    assert new.find_source_book(ROOT / "chapters") == ROOT
    assert new.find_source_book(brief / "chapters") == brief


def test_a_book_that_lacks_the_pages_is_not_taken(tmp_path):
    text_file(tmp_path / "_toc.yml", "format: jb-book\nroot: index\n")
    assert new.find_source_book(tmp_path) == ROOT


def test_where_there_is_no_book_to_take_pages_from_one_message_says_so(tmp_path, monkeypatch, capsys):
    # As if the package were installed from a wheel.
    monkeypatch.setattr(new_book.reading, "__file__", str(tmp_path / "site-packages/reading/__init__.py"))
    monkeypatch.chdir(tmp_path)
    copy = text_file(tmp_path / "text.txt", documents.NOTE)
    assert main(["new", str(copy), "book"]) == 1
    message, count = capsys.readouterr().err.splitlines()
    assert "there is no book to take pages from, neither here or above nor beside the package" in message
    assert count == "1 problem"
    assert names(tmp_path) == ["text.txt"]


def test_a_book_made_in_any_folder_is_complete_and_the_next_command_is_named(tmp_path, monkeypatch, capsys):
    text_file(tmp_path / "text.txt", documents.NOTE)
    monkeypatch.chdir(tmp_path)
    assert main(["new", "--yes", "text.txt", "book"]) == 0
    assert check(tmp_path / "book") == []
    *_, last = capsys.readouterr().out.splitlines()
    assert last.startswith(f"build its site: cd {tmp_path / 'book'} && ")
    assert last.endswith("/reading build")
