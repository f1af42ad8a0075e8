import errno
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reading.checks.run import check_book, check_whole
from reading.cli import main
from reading.data.book import Book
from reading.files.errors import ReadingErrors
from reading.new import folder as new_book
from reading.new import package
from reading.new.folder import create_book
from reading.new.templates import SKELETON
from tests.conftest import ROOT
from tests.new import documents
from tests.new.conftest import create


def names(root):
    return sorted(path.name for path in root.iterdir())


def test_a_new_book_has_no_mistakes_and_is_about_its_own_document(brief):
    errors, left = check_whole(brief)
    assert errors == []
    named = {"index.md", "method.md", "summary.md", "CITATION.cff", "LICENSE", "_config.yml"}
    assert {place.path.name for place in left} == {path.name for path in brief.glob("chapters/*.md")} | named
    book = Book.load(brief)
    assert book.document.outline.publication.title == "Safer Harbours for the Northern Coast"
    assert list(book.coding.codebook.themes) == ["harbour", "winter", "coast"]
    landing = (brief / "index.md").read_text(encoding="utf-8")
    assert landing.startswith("# Safer Harbours for the Northern Coast\n")


def test_each_section_has_one_page_with_all_its_sentences(brief):
    assert names(brief / "chapters") == [
        "four-points-for-a-plan.md",
        "summary.md",
        "what-it-costs.md",
        "why-the-council-should-act.md",
    ]
    page = (brief / "chapters/four-points-for-a-plan.md").read_text(encoding="utf-8")
    assert page.startswith("---\nsection: four-points-for-a-plan\n---\n\n# Four points for a plan\n")
    assert re.findall(r"\{sentences\} (\S+)", page) == [
        "four-points-for-a-plan/opening",
        "four-points-for-a-plan/paragraph-3-2",
        "four-points-for-a-plan/paragraph-3-3",
        "four-points-for-a-plan/paragraph-3-4",
    ]


def test_a_new_book_stores_no_sentence_of_the_text_and_says_so(brief):
    assert check_book(brief, document=brief.parent / "text.md") == []
    assert "The text is not stored here, only figures" in (brief / "README.md").read_text(encoding="utf-8")


def test_what_is_known_of_the_document_and_what_is_left_out_stand_in_the_book(tmp_path):
    stated = "---\nauthor: Ann & *Bo* 3\ndate: 12.5.1920\nlicense: CC BY 4.0\n---\n"
    made = create(tmp_path, f"{stated}{documents.BRIEF}\nA note[^1].\n\n| a |\n|---|\n| b |\n\n[^1]: B.\n")
    page, method, rights, about = (
        (made / name).read_text(encoding="utf-8")
        for name in ("index.md", "about/method.md", "LICENSE", "data/document/datapackage.json")
    )
    assert "sentences: {n}`Ann & *Bo* 3, 12.5.1920, CC BY 4.0`." in page
    assert (
        'Ann & \\*Bo\\* 3, "Safer Harbours for the Northern Coast", 12.5.1920. Its licence: CC BY 4.0.'
        in method
    )
    assert "no running text: 1 table, 1 footnote." in method
    assert "a licence of its own: CC BY 4.0." in rights
    assert "copyright" not in about


def test_function_words_of_older_english_are_no_themes_and_a_title_that_was_cut_waits_for_another(tmp_path):
    text = "# How he hath made their wills known\n\n" + "He hath heard their wills. Thou hast wills. " * 12
    made = create(tmp_path, f"{text}\n\n# End\n\nHe spake.\n")
    book = Book.load(made)
    assert list(book.coding.codebook.themes) == ["hear", "speak"]
    assert not {"have", "thou"} & {*book.document.incidence["lemma"]}
    lines = (made / "data/document/outline.yml").read_text(encoding="utf-8").splitlines()
    left = [place.line for place in check_whole(made)[1] if place.path.name == "outline.yml"]
    assert ["made their\u2026" in lines[line] for line in left] == [True, True]


def test_markup_in_headings_is_escaped(tmp_path):
    text = documents.BRIEF.replace("# Safer Harbours", "# A *b* {c} 5 %").replace(
        "## Summary", "## D\\_e_ `f`"
    )
    made = create(tmp_path, text)
    assert check_book(made) == []
    (chapter,) = (made / "chapters").glob("d-*.md")
    assert "\n# D\\_e\\_ f\n" in chapter.read_text(encoding="utf-8")


def test_only_a_book_of_several_sections_counts_in_them(tmp_path, brief):
    single = create(tmp_path, documents.SPEECH)
    for folder, has_several in ((single, False), (brief, True)):
        for path in (folder / "notebooks").glob("*.ipynb"):
            text = path.read_text(encoding="utf-8")
            assert ("by_section" in text) == has_several
            assert {
                tag for cell in json.loads(text)["cells"] for tag in cell["metadata"].get("tags", ())
            } <= {"open"}


def test_ruff_finds_nothing_in_a_new_book(tmp_path, brief):
    for folder in (brief, create(tmp_path, documents.SPEECH)):
        for command in (["check"], ["format", "--check"]):
            subprocess.run([sys.executable, "-m", "ruff", *command, "--no-cache", folder], check=True)


def test_a_wheel_is_pinned_where_no_repository_has_the_commit_and_else_the_commit(
    tmp_path, monkeypatch, brief
):
    monkeypatch.delenv("GITHUB_REPOSITORY", raising=False)
    (pinned,) = (line for line in (brief / "requirements.txt").read_text().splitlines() if line[0] != "#")
    assert pinned.startswith("./reading-")
    packed = set(zipfile.ZipFile(brief / pinned).namelist())
    assert packed >= {
        "reading/site/static/book.css",
        "reading/site/templates/page.html",
        "reading/new/skeleton/index.md",
    }
    monkeypatch.setenv("GITHUB_REPOSITORY", "some/book")
    has = {"branch": "origin/main", "rev-parse": "0" * 40}
    monkeypatch.setattr(package, "ask_git", lambda _, command, *words: has[command])
    requirement, line = package.pin_package(tmp_path)
    assert re.fullmatch(r"reading @ git\+https://github.com/some/book@[0-9a-f]{40}", requirement)
    assert "https://github.com/some/book" in line
    assert names(tmp_path) == []


def test_no_template_names_the_document_of_this_book(book):
    publication = book.document.outline.publication
    forbidden = [
        publication.author,
        publication.title,
        publication.publisher,
        "China",
        "Russia",
        "United Nations",
    ]
    for path in (path for path in SKELETON.rglob("*") if path.is_file() and ".ruff_cache" not in path.parts):
        assert not [name for name in forbidden if name in path.read_text(encoding="utf-8")], path


def test_the_command_says_what_the_book_has(tmp_path, capsys):
    (tmp_path / "text.md").write_text(documents.BRIEF, encoding="utf-8")
    (tmp_path / "beside").mkdir()
    assert main(["new", str(tmp_path / "text.md"), str(tmp_path / "beside" / ".." / "book")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Safer Harbours for the Northern Coast"
    assert "  4 sections, 7 paragraphs, 20 sentences, 225 tokens" in lines
    assert Book.load(tmp_path / "book").document.sentences["tokens"].sum() == 225
    assert "    Four points for a plan: 4 paragraphs, 10 sentences" in lines
    assert lines[-1].startswith("build its site: cd ")


def test_what_is_no_markdown_is_refused_with_a_program_that_makes_it(tmp_path):
    with pytest.raises(ReadingErrors) as raised:
        create_book(tmp_path / "text.docx", tmp_path / "book")
    assert "pandoc -s FILE" in raised.value.exceptions[0].hint


def test_a_folder_that_exists_or_lies_in_none_is_refused_and_not_changed(tmp_path, brief):
    (tmp_path / "mine.txt").write_text("mine")
    for folder in (tmp_path, tmp_path / "nowhere" / "book"):
        with pytest.raises(ReadingErrors):
            create_book(brief.parent / "text.md", folder)
    assert names(tmp_path) == ["mine.txt"]


def test_a_full_disk_leaves_no_files(tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a file")

    monkeypatch.setattr(new_book, "derive", full)
    (tmp_path / "text.md").write_text(documents.BRIEF, encoding="utf-8")
    assert main(["new", str(tmp_path / "text.md"), str(tmp_path / "book")]) == 1
    assert capsys.readouterr().err == f"a file: {os.strerror(errno.ENOSPC)}\n"
    assert names(tmp_path) == ["text.md"]


def test_the_licence_of_the_package_is_part_of_that_of_the_book():
    whole = (ROOT / "LICENSE").read_text(encoding="utf-8")
    parts = Path(ROOT, "reading/LICENSE").read_text(encoding="utf-8").split("\n\n\n")[1:]
    assert all(part.split("\n\n", 1)[1].strip() in whole for part in parts)
