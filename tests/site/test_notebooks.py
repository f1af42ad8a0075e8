"""The build shows the results of its notebooks; an error in one is reported in single lines."""

import json
import re
import shutil

import pytest
from bs4 import BeautifulSoup

from reading.checks.run import check
from tests.conftest import ROOT
from tests.site.builds import build, change, differing, site_of

NOTEBOOK, WORDS = "notebooks/counts.ipynb", "words = tables.words()"
"""A notebook and the last line of its second cell."""


@pytest.mark.slow
def test_an_error_in_a_notebook_ends_the_build_with_one_line(small_copy):
    change(small_copy / NOTEBOOK, WORDS, "words = tables.wards()")
    status, _, output = build(small_copy)
    assert status == 1
    (line,) = [line for line in output.splitlines() if line.startswith("notebooks/")]
    problem = "AttributeError: module 'reading.tables' has no attribute 'wards'"
    assert line.startswith(f"notebooks/counts.ipynb:25: cell 2: {problem}")
    assert "Traceback" not in output


WRONG = {
    "agrees(counts": ("terms", "trade", "count"),
    "agrees(by_section": ("terms-by-section", "ties.trade", "count"),
    "agrees(len(": ("document", "", "sentences"),
}
"""The table, the row and the column of cells that are published as one too high, by what computes them."""

DISAGREES = {
    "agrees(counts": "terms, row trade, column count: computed 3, published 4",
    "agrees(by_section": "terms-by-section, row ties.trade, column count: computed 2, published 3",
    "agrees(len(": "document.sentences: computed 7, published 8",
}


MISREAD = """
from reading.tables.table import Table

read = Table.read

def misread(table, book):
    frame = read(table, book).copy()
    if table.name == {name!r}:
        named = frame[list(table.keys)].agg(".".join, axis=1) == {row!r} if {row!r} else 0
        frame.loc[named, {column!r}] += 1
    return frame

Table.read = misread
"""
"""What a kernel does at its start so that one cell of a table is published wrongly."""


@pytest.mark.slow
@pytest.mark.parametrize("code", WRONG)
def test_a_published_cell_that_is_altered_fails_the_build_in_the_cell_that_computes_it(
    small_copy, tmp_path, code
):
    before, _, _ = (small_copy / NOTEBOOK).read_text(encoding="utf-8").partition(code)
    line, number = 1 + before.count("\n"), before.count('"cell_type"')
    shutil.rmtree(small_copy / "_build/executed")
    name, row, column = WRONG[code]
    (tmp_path / "sitecustomize.py").write_text(MISREAD.format(name=name, row=row, column=column))
    done = build(small_copy, PYTHONPATH=str(tmp_path))
    assert done.status == 1
    failed = [line for line in done.err.splitlines() if line.startswith("notebooks/")]
    error = f"DisagreementError: {DISAGREES[code]}"
    assert failed == [f"{NOTEBOOK}:{line}: cell {number}: {error}"]


WRITES = "open('written.txt', 'w')"
"""Code that the check refuses."""


@pytest.mark.slow
def test_mistakes_end_the_build_with_the_lines_of_the_check_and_no_refused_notebook_runs(small_copy):
    change(small_copy / "index.md", "{fig}`document.sentences`", "{fig}`document.sentencs`")
    change(small_copy / NOTEBOOK, WORDS, WRITES)
    (small_copy / "data/lexicon/stopwords.txt").write_text("A\n")
    shutil.rmtree(small_copy / "_build/executed")
    status, _, output = build(small_copy)
    assert status == 1
    assert "data/lexicon/stopwords.txt:1: " in output
    assert "notebooks/counts.ipynb:25: cell 2: it uses open" in output
    assert "Traceback" not in output
    assert not (small_copy / "notebooks/written.txt").exists()
    assert not (small_copy / "_build/executed").exists()


@pytest.mark.slow
def test_no_number_of_a_notebook_is_stale_after_an_edit_of_data(small_copy):
    assert build(small_copy).status == 0
    first = site_of(small_copy)
    change(small_copy / "about/method.md", "Each", "Anew, each")
    change(small_copy / "data/lexicon/stopwords.txt", "consider\n", "consider\ntrade\n")
    done = build(small_copy)
    assert (done.status, done.err) == (0, "")
    edited = site_of(small_copy)
    # The drawings stay: they are stored under the hashes of their specifications.
    for name in ("html", ".doctrees", "executed", "figures"):
        shutil.rmtree(small_copy / "_build" / name)
    assert build(small_copy).status == 0
    assert differing(edited, site_of(small_copy)) == []
    assert first["notebooks/counts.html"] != edited["notebooks/counts.html"]


@pytest.mark.slow
def test_the_cell_that_the_guide_adds_passes_the_check_and_shows_its_chart(small_copy):
    guide = (ROOT / "contributing/notebooks.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)\n```", guide, re.DOTALL).group(1)
    path = small_copy / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "id": "added", "metadata": {}, "outputs": []}
    notebook["cells"].append(cell | {"source": code.splitlines(keepends=True)})
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert check(small_copy) == []
    done = build(small_copy)
    assert (done.status, done.err) == (0, "")
    page = (small_copy / "_build/html/notebooks/counts.html").read_text(encoding="utf-8")
    charts = [figure.text for figure in BeautifulSoup(page, "lxml").select("figure") if figure.svg]
    assert "How many letters the lemmas have" in charts[-1]
    assert "Tokens" in charts[-1]


@pytest.mark.slow
def test_a_page_that_borrows_a_chart_follows_its_notebook(small_copy):
    change(
        small_copy / "chapters/ties/trade.md",
        "## In brief\n",
        "## In brief\n\n```{chart} paragraph-sizes\n```\n",
    )
    assert build(small_copy).status == 0
    before = site_of(small_copy)
    assert b"How long the paragraphs are" in before["chapters/ties/trade.html"]
    change(small_copy / "notebooks/sizes.ipynb", "How long the paragraphs are", "Their lengths in tokens")
    assert build(small_copy).status == 0
    page = site_of(small_copy)["chapters/ties/trade.html"]
    assert b"Their lengths in tokens" in page
    assert b"How long the paragraphs are" not in page
