"""`reading check`: every mistake of a book, in one go, with file and line, and none where there is none."""

import json
import re
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import cli
from reading.checks import copied_text, known_names, linters, typed_numbers
from reading.checks.run import check
from reading.data.book import Book
from reading.execution.cells import read_cells
from reading.files.markdown import parse_page
from tests.conftest import ROOT
from tests.mistakes import catalogue

ENTRIES = dict(catalogue.entries())

PEOPLES_FILES = [
    "_toc.yml",
    "_config.yml",
    "references.bib",
    "CITATION.cff",
    "index.md",
    "evidence.md",
    "explorer.md",
    "codebook.md",
    "chapters/harbour/quay.md",
    "notebooks/counts.ipynb",
    "data/claims.yml",
    "data/document/outline.yml",
    "data/document/incidence.csv",
    "data/document/datapackage.json",
    "data/lexicon/actors.yml",
    "data/lexicon/themes.yml",
    "data/lexicon/themes-frozen.yml",
    "data/lexicon/themes-frozen.sha256",
    "data/lexicon/themes-reasons.yml",
    "data/lexicon/phrases.txt",
    "data/lexicon/stopwords.txt",
    "data/coding/codebook.yml",
    "data/coding/pass-a.csv",
    "data/coding/consensus.yml",
    "data/coding/stances.yml",
    "data/coding/stances-a.csv",
    "data/coding/stances.csv",
]


def test_this_book_has_no_problems(book_root):
    assert [str(error) for error in check(book_root)] == []


def test_the_small_book_has_no_problems(small_root):
    assert [str(error) for error in check(small_root, document=small_root / "text.txt")] == []


@pytest.fixture(scope="module")
def tools_say(derived_small_book, tmp_path_factory):
    """What the tools say of each mistake's file: all in one run, since most of a run is to start them."""
    folder = tmp_path_factory.mktemp("mistakes")
    shutil.copy(ROOT / "pyproject.toml", folder)
    books = {name: folder / str(number) for number, name in enumerate(ENTRIES)}
    for name, entry in ENTRIES.items():
        file = catalogue.file_of(entry)
        (books[name] / file).parent.mkdir(parents=True)
        if (derived_small_book / file).exists():
            shutil.copy(derived_small_book / file, books[name] / file)
        catalogue.make(entry, books[name])
    found = linters.run_linters(folder)
    assert all(any(error.path.is_relative_to(book) for book in books.values()) for error in found)

    def said(name, root):
        book = books[name]
        return [
            replace(error, path=root / error.path.relative_to(book))
            for error in found
            if error.path.is_relative_to(book)
        ]

    return said


@pytest.mark.parametrize("name", ENTRIES)
def test_a_mistake_is_told_in_the_catalogues_words(derived_small_book, tools_say, monkeypatch, capsys, name):
    monkeypatch.chdir(derived_small_book)
    monkeypatch.delenv("DOCUMENT", raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr(linters, "run_linters", lambda root: tools_say(name, root))
    with catalogue.made(ENTRIES[name], derived_small_book):
        assert cli.main(["check"]) == 1
    *told, count = capsys.readouterr().err.splitlines()
    assert told == ENTRIES[name]["says"]
    assert count == f"{len(told)} problem{'s' * (len(told) != 1)}"


def test_contributors_can_read_the_whole_catalogue():
    assert len(ENTRIES) >= 40
    command = "write it anew: .venv/bin/python -m tests.mistakes.catalogue"
    assert catalogue.PAGE.read_text(encoding="utf-8") == catalogue.page(), command


@pytest.mark.parametrize("name", ENTRIES)
def test_every_message_of_the_catalogue_names_the_fix(name):
    assert all(re.search(r" \(.+\)$", line) for line in ENTRIES[name]["says"])


def test_mistakes_of_all_files_are_told_in_one_run_sorted(small_root):
    together = ["chapters: An empty chapter", "coding: Themes out of the codebook's order"]
    together += ["configuration: A misspelt key of the configuration", "lexicon: A theme without terms"]
    together += ["notebooks: A function", "configuration: A claim without spaces"]
    for name in together:
        catalogue.make(ENTRIES[name], small_root)
    told = [str(error).removeprefix(f"{small_root}/") for error in check(small_root)]
    assert told == sorted(told)
    assert set(told) == {line for name in together for line in ENTRIES[name]["says"]}


@pytest.mark.parametrize(
    ("broken", "other"),
    [
        ("coding: A theme twice", "chapters: A figure that does not exist"),
        ("coding: A theme twice", "lexicon: Another label than the codebook's"),
        ("coding: A theme twice", "lexicon: A new phrase that was not counted yet"),
        ("configuration: A claim that says nothing", "chapters: A chart that does not exist"),
        ("configuration: A claim that says nothing", "notebooks: A figure that does not exist"),
        ("lexicon: A stop word twice", "lexicon: Another label than the codebook's"),
        ("lexicon: A stop word twice", "lexicon: A new phrase that was not counted yet"),
        ("lexicon: A phrase of one word", "lexicon: Another label than the codebook's"),
        ("document: A table is missing", "coding: A sentence that does not exist"),
        ("document: A table is missing", "chapters: A sentence is not retold"),
        ("document: A misspelt key of the outline", "coding: A theme twice"),
        ("document: A misspelt key of the outline", "lexicon: A theme that the codebook does not have"),
        ("configuration: A misspelt key of the table of contents", "chapters: A citation of no entry"),
    ],
)
def test_one_mistake_hides_no_other(small_root, broken, other):
    for name in (broken, other):
        catalogue.make(ENTRIES[name], small_root)
    told = {str(error).removeprefix(f"{small_root}/") for error in check(small_root)}
    assert told == {line for name in (broken, other) for line in ENTRIES[name]["says"]}


def test_hidden_copies_of_an_editor_are_no_pages(small_root):
    for name in (
        "chapters/ties/.ipynb_checkpoints/trade-checkpoint.md",
        "notebooks/.ipynb_checkpoints/a.ipynb",
    ):
        path = small_root / name
        path.parent.mkdir()
        path.write_text("# No page {s}`1`\n")
    (small_root / "chapters/ties/.#trade.md").symlink_to("nobody@nowhere")
    assert check(small_root) == []
    assert len(Book.load(small_root).chapters) == 4


def test_a_link_to_a_page_that_the_site_does_not_have_is_told(small_root):
    (small_root / "README.md").write_text("# Read me\n")
    (small_root / "index.md").write_text("# A\n\n[b](README.md) [c](text.txt) [d](chapters/ties/trade)\n")
    (error,) = check(small_root)
    assert (error.line, error.problem) == (3, "the page 'README.md' is not in the table of contents")


def test_names_that_no_file_can_have_are_told(small_root):
    long = "x" * 300
    (small_root / "index.md").write_text(f"# A\n\n[a](<{long}.md>) [b](%00.md) ![c](..) [d](.)\n")
    (small_root / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters: [file: '{long}']\n")
    assert sum("there is no file" in error.problem for error in check(small_root)) == 5


def test_every_kind_of_file_that_people_edit_is_tried():
    book = ROOT / "tests" / "mistakes" / "book"
    files = {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}
    # Another chapter, another coder's pass; and the text, which no book holds.
    twins = {name for name in files if name.startswith("chapters/") or name.endswith("-b.csv")}
    assert files - twins - {"text.txt"} <= set(PEOPLES_FILES)
    assert twins & set(PEOPLES_FILES)


@pytest.mark.parametrize("name", PEOPLES_FILES)
@settings(max_examples=8, deadline=None)
@given(
    content=st.one_of(st.text(), st.binary()), keep=st.floats(0, 1), way=st.sampled_from(["all", "end", "in"])
)
def test_no_content_of_any_file_breaks_the_check(derived_small_book, name, content, keep, way):
    path = derived_small_book / name
    good = path.read_bytes()
    extra = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    place = int(len(good) * keep)
    before, after = (b"" if way == "all" else good[:place]), (good[place:] if way == "in" else b"")
    try:
        path.write_bytes(before + extra + after)
        assert all(error.problem and error.hint for error in check(derived_small_book))
    finally:
        path.write_bytes(good)


# Typed numbers


@pytest.mark.parametrize(
    "text",
    [
        "In 2022, on 24 November 2026 and 16 October",
        "October 16, 2022, the 1990s, 2021-22 and 2019\u20132030",
        "from 3 to 7: {n}`3` to {n}`7`",
        "the 20th Congress, the 1st time",
        "the G20, COVID-19, 5G and CO\u2082",
        "`5`, {fig}`a.b`, [in 7 days](https://example.org/8) and <https://example.org/9>",
        "## The 3rd of many\n\n1. first\n2. second",
        "{math}`x = 3`\n\n```{math}\ny = 4\n```",
    ],
)
def test_years_dates_ordinals_names_code_roles_and_links_are_free(text):
    text = text.replace("from 3 to 7: ", "")
    assert [found for block in parse_page(text).blocks for found in typed_numbers.check_block(block)] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It occurs 16 times", ["16"]),
        ("1,000 of 12.5 %", ["1,000", "12.5 %"]),
        ("2022 % of it", ["2022 %"]),
        ("*5* in 7", ["5", "7"]),
        ("| a | 8 |\n|---|---|\n| 9 | b |", ["8", "9"]),
        ("<b>4</b>", ["4"]),
        (":::{note}\n6 of them\n:::", ["6"]),
        ("24 people in November", ["24"]),
        ("2000 words, 1200 of 1900 tokens, 1999\nper cent", ["2000", "1900", "1999"]),
        ("\u00bd of x\u00b2, 2\u00bd and \u0663", ["\u00bd", "\u00b2", "2\u00bd", "\u0663"]),
        ('![5 ships](a.png "in 6 days") and [it](b.md "for 7")', ["5", "6", "7"]),
        ("```{figure} a.png\n8 ships\n```", ["8"]),
        ("```{csv-table} 9 ships\n10, 11\n```", ["9", "10", "11"]),
    ],
)
def test_other_digits_are_typed_numbers(text, numbers):
    found = [found for block in parse_page(text).blocks for found in typed_numbers.check_block(block)]
    assert [one.problem for one in found] == [f"the number {number!r} is typed" for number in numbers]


def test_a_typed_number_is_told_with_its_own_line():
    (block,) = parse_page("one\ntwo\n3 four").blocks
    assert [found.line for found in typed_numbers.check_block(block)] == [3]


# Notebooks


def test_the_lines_of_cells_are_found_however_the_notebook_is_written(small_root):
    path = small_root / "notebooks/counts.ipynb"
    assert [cell.lines[0] for cell in read_cells(path)] == [8, 20, 33]
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    path.write_text(json.dumps(notebook, indent=2))
    assert [len(cell.lines) for cell in read_cells(path)] == [3, 4, 5]
    assert all(min(cell.lines) > 0 for cell in read_cells(path))


def test_the_charts_that_pages_may_name_are_those_that_the_package_draws():
    from pathlib import Path

    from reading import charts

    assert set(known_names.list_charts(Path(charts.__file__).parent)) == set(charts.names())


def test_a_notebook_may_leave_out_what_is_empty(small_root):
    path = small_root / "notebooks/counts.ipynb"
    path.write_text(path.read_text().replace("Book.here()", "list([w for w in print() if w])"))
    assert check(small_root) == []


# Copied runs

SENTENCE = "Northport hopes that trade with Eastland grows"
RUN = f"priority. {SENTENCE}"  # eight words of the small book's text, which is our own


@pytest.fixture
def copies(small_root):
    def copies(name, content):
        (small_root / name).write_text(content)
        found = check(small_root, document=small_root / "text.txt")
        return [(error.path.name, error.line) for error in found if "the document's" in error.problem]

    return copies


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("notes.md", f"# Notes\n\n{RUN}\n", 3),
        ("notes.md", f"\n{RUN.upper().replace(' ', chr(10))}\n", 2),
        ("notes.md", "Priority.{s}`2` **Northport** hopes _that_ [trade](x) with Eastland{cite}`k` grows", 1),
        ("notes.html", "<p>priority.</p>\n<p>Nor<b>th</b>port hopes that trade&nbsp;with Eastland grows", 1),
        ("notes.json", json.dumps(["priority.\nNorthport hopes", "that\ttrade with Eastland grows"]), 1),
        ("notes.py", "# priority. Northport hopes\n# that trade with\n# Eastland grows\n", 1),
        ("notes.ipynb", json.dumps({"source": ["priority. Northport\n", f"{SENTENCE[10:]}"]}), 1),
        ("notes.ipynb", json.dumps({"cells": [{"source": f"{part} "} for part in RUN.split()]}), 0),
        ("notes.csv", "".join(f"{n},{word}\n" for n, word in enumerate(RUN.split())), 1),
        (f"{RUN.replace('. ', '-').replace(' ', '-')}.md", "Our own.", 0),
        (f"{RUN.replace(' ', '_')}.md", "Our own.", 0),
        ("notes.txt", "priority. North\u00adport hopes that trade with East\u00adland grows", 1),
        ("notes.tex", "priority; \u2018Northport\u2019 hopes \u2014 that trade with Eastland grows", 1),
    ],
)  # fmt: skip
def test_a_run_of_eight_words_is_found_whatever_stands_between(copies, name, content, line):
    assert copies(name, content) == [(name, line)]


def test_a_run_of_seven_words_is_a_phrase(copies):
    assert copies("notes.md", f"They say: {SENTENCE} fast.\n") == []


def test_a_long_run_is_told_once_with_its_length(small_root):
    (small_root / "notes.md").write_text(f"a strategic {RUN}")
    (error,) = check(small_root, document=small_root / "text.txt")
    assert error.problem == "10 words in a row are the document's"


def test_a_broken_number_of_the_copy_is_joined(tmp_path):
    (tmp_path / "text.txt").write_text("one two three the 20\nth congress of the party met")
    (tmp_path / "a.md").write_text("three the 20th congress of the party met")
    assert len(list(copied_text.find_copied_text(tmp_path, tmp_path / "text.txt"))) == 1


def test_files_that_git_ignores_are_not_searched(small_root):
    subprocess.run(["git", "init", "--quiet", small_root], check=True)
    (small_root / ".gitignore").write_text("scratch.md\n")
    for name in ("scratch.md", "kept.md"):
        (small_root / name).write_text(RUN)
    found = check(small_root, document=small_root / "text.txt")
    assert [error.path.name for error in found] == ["kept.md"]


def test_a_document_that_is_missing_is_told(small_root):
    (error,) = check(small_root, document=small_root / "none.txt")
    assert error.problem == "the file is missing"


@given(st.text("<>&#x;\\u0{}`[]()!-a b'\x00\u00ad\n", max_size=80))
def test_markup_is_looked_through_without_moving_lines(text):
    bare = copied_text.strip_markup(text)
    assert len(bare) == len(text)
    assert bare.count("\n") == text.count("\n")
    copied_text.split_words(bare)
