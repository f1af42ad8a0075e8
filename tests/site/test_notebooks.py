"""The build shows the results of its notebooks; an error in one is reported in single lines."""

import json
import re
import shutil

import pytest
from bs4 import BeautifulSoup

from reading.show.output_types import CHART
from tests.conftest import ROOT
from tests.site.builds import build, change, differing, site_of

NOTEBOOK, WORDS = "notebooks/counts.ipynb", "words = tables.words()"
"""A notebook and the last line of its second cell."""


@pytest.mark.slow
def test_a_chart_without_a_title_ends_the_build_with_one_line(small_copy):
    """A kernel runs the notebook, which imports Altair."""
    change(small_copy / NOTEBOOK, WORDS, "alt.Chart(alt.Data(values=[{}])).mark_bar()")
    status, _, output = build(small_copy)
    assert status == 1
    (line,) = [line for line in output.splitlines() if line.startswith("notebooks/")]
    assert line.startswith("notebooks/counts.ipynb:25: cell 2: a chart without a title")
    assert "Traceback" not in output


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
    assert not list((small_copy / "_build/executed").glob("*.json"))


@pytest.mark.extended
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
def test_the_cell_that_the_guide_adds_shows_its_chart_and_a_chapter_can_borrow_it(small_copy):
    """A kernel runs the notebook, and a build draws its chart."""
    guide = (ROOT / "contributing/notebook.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)\n```", guide, re.DOTALL).group(1)
    path = small_copy / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "execution_count": None, "id": "added", "metadata": {}, "outputs": []}
    notebook["cells"].append(cell | {"source": code.splitlines(keepends=True)})
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    borrowed = "## In brief\n\n```{chart} top-terms\n```\n"
    change(small_copy / "chapters/ties/trade.md", "## In brief\n", borrowed)
    done = build(small_copy)
    assert (done.status, done.err) == (0, "")
    for name, title in (
        ("notebooks/counts", "How many letters the lemmas have"),
        ("chapters/ties/trade", "Trade leads"),
    ):
        page = (small_copy / f"_build/html/{name}.html").read_text(encoding="utf-8")
        assert (
            title in [figure.figcaption.text for figure in BeautifulSoup(page, "lxml").select("figure")][-1]
        )
    # The site draws charts. A kernel in which somebody works draws them itself.
    kept = [json.loads(path.read_bytes()) for path in (small_copy / "_build/executed").glob("*.json")]
    outputs = [out for cells in kept for cell in cells for out in cell["outputs"]]
    drawn = [set(out["data"]) for out in outputs if CHART in out.get("data", ())]
    assert drawn == [{CHART, "text/plain"}] * len(drawn) != []
