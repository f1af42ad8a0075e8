"""The build shows, and offers, what its notebooks gave; what keeps it from being built is told in lines."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from tests.conftest import ROOT, copy_made

NOTEBOOKS = ["notebooks/corpus", "notebooks/term_frequency", "notebooks/robustness", "notebooks/themes"]


@pytest.fixture
def book_copy(book_root):
    """A copy of the book that can be built."""
    for name in ("_static", "_templates"):
        shutil.copytree(ROOT / name, book_root / name)
    copy_made(book_root)
    return book_root


def build(folder):
    command = [sys.executable, "-c", "import sys; from reading.cli import main; sys.exit(main(['build']))"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def site_of(folder):
    site = folder / "_build" / "html"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_executed_notebooks_lie_beside_the_pages(site, name):
    notebook = nbformat.read(site / "_downloads" / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    types = {kind for cell in code for output in cell.outputs for kind in output.get("data", ())}
    assert "application/vnd.vegalite.v6+json" in types
    assert "var(--" not in nbformat.writes(notebook)


@pytest.mark.slow
def test_a_notebook_that_fails_ends_the_build_with_one_line(book_copy):
    change(book_copy / "notebooks/corpus.ipynb", "book.document.paragraphs,", "book.document.paragraph,")
    status, told = build(book_copy)
    assert status == 1
    (line,) = [line for line in told.splitlines() if line.startswith("notebooks/")]
    said = "AttributeError: 'Document' object has no attribute 'paragraph'"
    assert line.startswith(f"notebooks/corpus.ipynb:71: cell 5: {said}")
    assert "Traceback" not in told


@pytest.mark.slow
def test_mistakes_end_the_build_as_the_check_tells_them(book_copy):
    change(book_copy / "index.md", "{fig}`document.tokens`", "{fig}`document.tokns`")
    (book_copy / "data/lexicon/stopwords.txt").write_text("A\n")
    status, told = build(book_copy)
    assert status == 1
    assert "data/lexicon/stopwords.txt:1: " in told
    assert "Traceback" not in told


@pytest.mark.slow
def test_no_number_is_stale_after_edits(book_copy):
    assert build(book_copy) == (0, "")
    records = [book_copy / "_build/executed" / f"{name}.json" for name in NOTEBOOKS]
    before = [record.stat().st_mtime_ns for record in records]
    first = site_of(book_copy)
    change(book_copy / "chapters/diplomacy-and-politics/security.md", "## In brief\n", "## In brief\nAnew. ")
    change(book_copy / "data/lexicon/stopwords.txt", "\nimportant\n", "\nimportant\nworld\n")
    assert build(book_copy) == (0, "")
    ran = [record.stat().st_mtime_ns != time for record, time in zip(records, before, strict=True)]
    assert ran == [False, True, True, False]
    edited = site_of(book_copy)
    shutil.rmtree(book_copy / "_build")
    assert build(book_copy) == (0, "")
    assert {name for name, data in site_of(book_copy).items() if edited.get(name) != data} == set()
    assert first["notebooks/term_frequency.html"] != edited["notebooks/term_frequency.html"]
