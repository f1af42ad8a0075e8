"""The studio: a chart's figure on its page, and the files that a reader can save of it."""

import csv
import json
import multiprocessing
import struct

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from reading import charts  # noqa: F401  its theme colours every chart
from reading.cache.results import ResultCache
from reading.charts import SITE
from reading.site.drawings.figure import FOLDER, RUNTIME, Drawer
from reading.site.drawings.palette import palette
from reading.site.drawings.pool import Studio
from tests.conftest import ROOT

HOSTILE = '</script><script>alert(1)</script> & "quotes"'
PAGE, ANCHOR = "notebooks/a", "chart-two-bars"


def spec(title="Title", label="b"):
    frame = pd.DataFrame({"x": [1, 2], "y": ["a", label], "href": [f"{SITE}index.html", f"{SITE}b.html"]})
    bars = alt.Chart(frame).mark_bar(color="var(--section-1)").encode(x="x", y="y", href="href")
    table = {"columns": ["X", label], "rows": [[1, "a"], [0.123456, label]]}
    usermeta = {"name": "two_bars", "claim": "c", "table": table}
    return bars.properties(title=title, description="D.", usermeta=usermeta).to_dict()


@pytest.fixture(scope="module")
def sheet():
    return (ROOT / "_static" / "book.css").read_text(encoding="utf-8")


@pytest.fixture
def studio(tmp_path, sheet):
    drawer = Drawer(tmp_path / "html", ResultCache(tmp_path / "drawings", "1"), palette(sheet), "The book")
    # Other tests draw in this process.
    return Studio(drawer, multiprocessing.get_context("spawn"))


@pytest.fixture
def drawn(studio):
    """A chart's figure and the folder of its files."""
    figure = BeautifulSoup(studio.figure(spec(), PAGE, ANCHOR), "lxml")
    studio.close()
    return figure, studio.drawer.out / FOLDER / PAGE


def test_a_figure_shows_title_stills_numbers_and_what_can_be_saved(drawn):
    figure, folder = drawn
    assert figure.select_one("figure#chart-two-bars figcaption").get_text() == "Title"
    assert [len(figure.select(f".{width} svg.marks")) for width in ("wide", "narrow")] == [1, 1]
    assert [cell["scope"] for cell in figure.select("thead th")] == ["col", "col"]
    assert [cell.get_text() for cell in figure.select("tbody td")] == ["1", "a", "0.123", "b"]
    saved = [link["href"] for link in figure.select("a[download]")]
    kinds = [address.rpartition("/")[2].partition(".")[2] for address in saved]
    assert kinds == ["svg", "png", "csv", "table.json", "vl.json"]
    assert all((folder / address.rpartition("/")[2]).is_file() for address in saved)


def test_saved_pictures_have_title_ground_and_colours_of_their_own(drawn):
    _, folder = drawn
    svg = etree.parse(folder / "chart-two-bars.svg")
    text = (folder / "chart-two-bars.svg").read_text(encoding="utf-8")
    assert "var(--" not in text
    assert not list(svg.iter("{*}a"))
    assert {"Title", "The book"} <= {element.text for element in svg.iter("{*}text")}
    png = (folder / "chart-two-bars.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20])[0] > 1200


def test_saved_numbers_are_those_of_the_table_unrounded(drawn):
    _, folder = drawn
    with (folder / "chart-two-bars.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["X", "b"], ["1", "a"], ["0.123456", "b"]]


def test_a_saved_specification_can_be_drawn_elsewhere(drawn):
    _, folder = drawn
    saved = (folder / "chart-two-bars.vl.json").read_text(encoding="utf-8")
    assert "var(--" not in saved
    assert SITE not in saved
    assert alt.Chart.from_json(saved).to_dict()["title"] == "Title"


def test_what_brings_charts_to_life_is_written_once_there_is_one(studio, drawn):
    runtime = (studio.drawer.out / RUNTIME).read_text(encoding="utf-8")
    assert "window.vega" in runtime
    assert "import " not in runtime[-200:]
    script = (drawn[1] / "chart-two-bars.wide.js").read_text(encoding="utf-8")
    assert json.loads(script.removeprefix("document.currentScript.spec=").rstrip(";\n"))["marks"]


def test_a_site_without_charts_carries_no_runtime(studio):
    studio.close()
    assert not (studio.drawer.out / RUNTIME).exists()


def test_what_somebody_writes_is_text_and_never_markup(studio):
    figure = studio.figure(spec(HOSTILE, HOSTILE), PAGE, ANCHOR)
    assert "<script" not in figure
    assert BeautifulSoup(figure, "lxml").select_one("figcaption").get_text() == HOSTILE
    studio.close()
    picture = studio.drawer.out / FOLDER / PAGE / "chart-two-bars.svg"
    assert not list(etree.parse(picture).iter("{*}script"))


def test_a_drawing_that_fails_fails_the_build(studio):
    studio.begin(spec() | {"mark": "nothing"}, PAGE, ANCHOR)
    with pytest.raises(ValueError, match="conversion failed"):
        studio.close()
