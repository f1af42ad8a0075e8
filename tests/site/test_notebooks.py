"""The build shows the results of its notebooks; an error in one is reported in single lines."""

import re
import shutil
from pathlib import Path

import pytest

from reading.site.notebooks import execute_outdated
from tests.site.builds import build, change, differing, run, site_of


@pytest.mark.slow
def test_an_error_in_a_notebook_ends_the_build_with_one_line(small_copy):
    change(small_copy / "notebooks/counts.ipynb", "book = Book.here()", "book = Book.there()")
    status, _, output = build(small_copy)
    assert status == 1
    (line,) = [line for line in output.splitlines() if line.startswith("notebooks/")]
    problem = "AttributeError: type object 'Book' has no attribute 'there'"
    assert line.startswith(f"notebooks/counts.ipynb:23: cell 2: {problem}")
    assert "Traceback" not in output


WRITES = "open('written.txt', 'w')"
"""Code that the check refuses."""


@pytest.mark.slow
def test_mistakes_end_the_build_with_the_lines_of_the_check_and_no_refused_notebook_runs(small_copy):
    change(small_copy / "index.md", "{fig}`document.sentences`", "{fig}`document.sentencs`")
    change(small_copy / "notebooks/counts.ipynb", "book = Book.here()", WRITES)
    (small_copy / "data/lexicon/stopwords.txt").write_text("A\n")
    shutil.rmtree(small_copy / "_build/executed")
    status, _, output = build(small_copy)
    assert status == 1
    assert "data/lexicon/stopwords.txt:1: " in output
    assert "notebooks/counts.ipynb:23: cell 2: it uses open" in output
    assert "Traceback" not in output
    assert not (small_copy / "notebooks/written.txt").exists()
    assert not (small_copy / "_build/executed").exists()


def test_a_preview_runs_no_notebook_that_the_check_refuses(small_root):
    change(small_root / "notebooks/counts.ipynb", "book = Book.here()", WRITES)
    lines = []
    assert "cell 2: it uses open" in execute_outdated(small_root, lines.append)
    assert lines == []
    assert not (small_root / "notebooks/written.txt").exists()


@pytest.mark.slow
def test_after_edits_exactly_the_notebooks_that_read_them_run_and_no_number_is_stale(small_copy):
    assert build(small_copy).status == 0
    records = [small_copy / "_build/executed/notebooks" / f"{name}.json" for name in ("counts", "sizes")]
    before = [record.stat().st_mtime_ns for record in records]
    first = site_of(small_copy)
    change(small_copy / "chapters/ties/trade.md", "## In brief\n", "## In brief\n\nAnew.\n")
    change(small_copy / "data/lexicon/stopwords.txt", "consider\n", "consider\ntrade\n")
    done = build(small_copy)
    assert (done.status, done.err) == (0, "")
    ran = [record.stat().st_mtime_ns != time for record, time in zip(records, before, strict=True)]
    assert ran == [True, False]
    edited = site_of(small_copy)
    # The drawings stay: they are stored under the hashes of their specifications.
    for name in ("html", ".doctrees", "executed", "figures"):
        shutil.rmtree(small_copy / "_build" / name)
    assert build(small_copy).status == 0
    assert differing(edited, site_of(small_copy)) == []
    assert first["notebooks/counts.html"] != edited["notebooks/counts.html"]


def build_with_last_outputs():
    """A build of the book in the current folder, as the preview makes it after a save."""
    from reading.site.build import build
    from reading.site.notebooks import LAST_OUTPUTS

    return build(Path.cwd(), settings={LAST_OUTPUTS: True})


def images_of(page):
    return re.findall(rb"<svg.*?</svg>", page, re.DOTALL)


@pytest.mark.slow
def test_last_outputs_are_shown_with_a_notice_until_the_notebook_has_run(small_copy):
    assert build(small_copy).status == 0
    first = site_of(small_copy)
    change(small_copy / "data/lexicon/stopwords.txt", "consider\n", "consider\ntrade\n")
    assert run(build_with_last_outputs, small_copy, {}).status == 0
    between = site_of(small_copy)
    assert build(small_copy).status == 0
    last = site_of(small_copy)
    notice = b"The results on this page are outdated."
    assert [name for name in between if notice in between[name]] == ["notebooks/counts.html"]
    assert [name for site in (first, last) for name in site if notice in site[name]] == []
    charts = [images_of(site["notebooks/counts.html"]) for site in (first, between, last)]
    assert charts[0] == charts[1] != charts[2]
    assert between["tables/terms.csv"] == last["tables/terms.csv"] != first["tables/terms.csv"]


@pytest.mark.slow
def test_a_build_with_last_outputs_needs_no_run(small_copy):
    shutil.rmtree(small_copy / "_build/executed")
    done = run(build_with_last_outputs, small_copy, {})
    assert done.status == 0, done.out + done.err
    pages = [(small_copy / f"_build/html/notebooks/{name}.html").read_text() for name in ("counts", "sizes")]
    assert all("The results on this page are outdated." in page for page in pages)
    assert not (small_copy / "_build/executed").exists()
