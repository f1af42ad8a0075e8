"""Notebooks that are opened in Jupyter show charts and tables; the build needs neither form."""

import json
from types import SimpleNamespace

import IPython
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from reading import charts
from reading.charts.plain_titles import TITLES
from reading.charts.portable import VEGA_LITE, add_portable
from reading.show.frames import table
from reading.show.spec import CHART, TABLE
from tests.conftest import ROOT


@pytest.fixture
def kernel(monkeypatch):
    """The shell of a kernel of Jupyter, in the folder of a notebook."""
    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.chdir(ROOT / "notebooks")


def make_chart(book):
    return charts.paragraph_sizes(book, title=TITLES["paragraph_sizes"])._repr_mimebundle_()


def make_table(**options):
    frame = pd.DataFrame({"term": ["<b>", "quay"], "p": [0.00001, 0.25], "page": ["a.html", "b.html"]})
    columns = {"term": "Term", "p": "p, adjusted"}
    made = table(frame, caption="Terms & p", columns=columns, links={"term": "page"}, **options)
    return made._repr_mimebundle_()


def test_the_build_gets_only_what_the_site_shows(book):
    assert set(make_chart(book)) == {CHART}
    assert set(make_table()) == {TABLE, "text/plain"}


def test_a_chart_in_jupyter_is_vega_lite_with_its_title_and_colours(book, kernel):
    spec = make_chart(book)[VEGA_LITE]
    assert spec["title"] == TITLES["paragraph_sizes"]
    assert "/v5" in spec["$schema"]
    text = json.dumps(spec)
    assert "var(--" not in text
    assert "book.invalid" not in text
    assert spec["background"].startswith("#")


@pytest.mark.parametrize("folded", [False, True])
def test_a_table_in_jupyter_is_html_whose_text_is_escaped_and_formatted(kernel, folded):
    html = BeautifulSoup(make_table(folded=folded)["text/html"], "html.parser")
    assert html.caption.get_text() == "Terms & p"
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in html.find_all("tr")]
    assert rows == [["Term", "p, adjusted"], ["<b>", "< 0.001"], ["quay", "0.250"]]


def test_other_outputs_stay_as_they_are():
    assert add_portable({"text/plain": "3"}) == {"text/plain": "3"}
