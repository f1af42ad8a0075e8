"""The build shows the results of its notebooks; an error in one is reported in single lines."""

import json
import shutil

import pytest
from bs4 import BeautifulSoup

from reading.show.output_types import CHART
from tests.site.builds import build, change, differing, site_of

NOTEBOOK, WORDS = "notebooks/counts.ipynb", "words = tables.words()"
"""A notebook and the last line of its second cell."""


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
def test_the_cell_that_the_guide_adds_shows_its_chart_and_another_page_can_borrow_one(built_small_book):
    shown = {"notebooks/counts": "Themes that the sentences of each paragraph carry", "index": "Trade leads"}
    for name, title in shown.items():
        page = (built_small_book / f"_build/html/{name}.html").read_text(encoding="utf-8")
        *_, last = BeautifulSoup(page, "lxml").select("figure")
        assert title in last.figcaption.text
    # The site draws charts. A kernel in which somebody works draws them itself.
    kept = [json.loads(path.read_bytes()) for path in (built_small_book / "_build/executed").glob("*.json")]
    outputs = [out for cells in kept for cell in cells for out in cell["outputs"]]
    drawn = [set(out["data"]) for out in outputs if CHART in out.get("data", ())]
    assert drawn == [{CHART, "text/plain"}] * len(drawn) != []
