"""The HTML of a chart on its page, and the files that a reader can save of it."""

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from reading.cache.results import ResultCache
from reading.data import citation
from reading.show import display  # noqa: F401  its theme colours every chart
from reading.show.output_types import SITE
from reading.show.theme import SECTIONS
from reading.site.charts.chart_writer import FOLDER, ChartWriter
from tests.conftest import ROOT

HOSTILE = '</script><script>alert(1)</script> & "quotes"'
PAGE, ANCHOR = "notebooks/a", "chart-two-bars"


def spec(title="Title", label="b"):
    frame = pd.DataFrame({"x": [1, 2], "y": ["a", label], "href": [f"{SITE}index.html", f"{SITE}b.html"]})
    bars = alt.Chart(frame).mark_bar(color=SECTIONS[0]).encode(x="x", y="y", href="href")
    table = {"columns": ["X", label], "rows": [[1, "a"], [0.123456, label]]}
    usermeta = {"name": "two_bars", "claim": "c", "table": table}
    return bars.properties(title=title, description="D.", usermeta=usermeta).to_dict()


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    cache = ResultCache(folder / "drawings", "1")
    return ChartWriter(folder / "html", cache, citation.read(ROOT), "https://example.org/")


@pytest.fixture(scope="module")
def drawn(writer):
    """A chart's HTML and the folder of its files."""
    chart = BeautifulSoup(writer.write_chart(spec(), PAGE, ANCHOR), "lxml")
    return chart, writer.out / FOLDER / PAGE


def test_a_chart_shows_its_title_its_drawings_its_table_and_its_downloads(drawn):
    chart, folder = drawn
    assert chart.select_one("figure#chart-two-bars figcaption").get_text() == "Title"
    assert [len(chart.select(f".{width} svg.marks")) for width in ("wide", "narrow")] == [1, 1]
    assert [cell["scope"] for cell in chart.select("thead th")] == ["col", "col"]
    assert [cell.get_text() for cell in chart.select("tbody td")] == ["1", "a", "0.123", "b"]
    saved = [link["href"] for link in chart.select("a[download]")]
    kinds = [address.rpartition("/")[2].partition(".")[2] for address in saved]
    assert kinds == ["svg", "csv", "vl.json"]
    assert all((folder / address.rpartition("/")[2]).is_file() for address in saved)
    # A script makes a PNG of the SVG, and then offers it.
    picture = chart.select_one("a[data-picture][hidden]")
    assert picture["href"] == saved[0]


def test_saved_pictures_have_a_title_a_background_and_fixed_colours(drawn):
    _, folder = drawn
    svg = etree.parse(folder / "chart-two-bars.svg")
    text = (folder / "chart-two-bars.svg").read_text(encoding="utf-8")
    assert "var(--" not in text
    assert not list(svg.iter("{*}a"))
    said = " ".join(element.text for element in svg.iter("{*}text"))
    assert said.startswith("Title ")
    assert "Diplomacy in an Era of Change" in said
    assert said.endswith(f" https://example.org/{PAGE}.html#{ANCHOR}")


def test_text_of_a_specification_is_escaped(writer):
    html = writer.write_chart(spec(HOSTILE, HOSTILE), "hostile", ANCHOR)
    assert "<script" not in html
    assert BeautifulSoup(html, "lxml").select_one("figcaption").get_text() == HOSTILE
    picture = writer.out / FOLDER / "hostile" / "chart-two-bars.svg"
    assert not list(etree.parse(picture).iter("{*}script"))


def test_a_chart_that_cannot_be_drawn_is_an_error(writer):
    with pytest.raises(ValueError, match="conversion failed"):
        writer.write_chart(spec() | {"mark": "nothing"}, PAGE, ANCHOR)
