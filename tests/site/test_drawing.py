"""Drawing: a specification becomes HTML that needs no script and follows the page."""

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from reading import charts  # noqa: F401  its theme colours every chart
from reading.charts import SITE
from reading.site import drawing

HOSTILE = '<script>alert(1)</script> & "quotes"'


def spec(**properties):
    frame = pd.DataFrame(
        {"x": [1, 2], "y": ["a", "b"], "href": [f"{SITE}chapters/a.html#s1", f"{SITE}index.html"]}
    )
    bars = alt.Chart(frame).mark_bar().encode(x="x", y="y", href="href", description="y")
    table = {"columns": ["X", "Y"], "rows": [[1, "a"], [0.123456, "b"]]}
    told = {"title": "T", "description": "D.", "usermeta": {"claim": "c", "table": table}}
    return bars.properties(**(told | properties)).to_dict()


@pytest.fixture
def figure():
    return BeautifulSoup(drawing.draw(spec(), "../"), "lxml")


def test_a_chart_is_drawn_for_wide_and_for_narrow_screens(figure):
    widths = {name: float(figure.select_one(f".{name} svg")["width"]) for name in drawing.WIDTHS}
    assert widths == pytest.approx(drawing.WIDTHS, abs=15)


def test_links_lead_from_the_page_and_are_named(figure):
    links = figure.select(".wide a")
    assert [link["href"] for link in links] == ["../chapters/a.html#s1", "../index.html"]
    assert [link["aria-label"] for link in links] == ["a", "b"]


def test_the_description_is_the_drawings_name(figure):
    assert {drawn["aria-label"] for drawn in figure.select("svg")} == {"D."}


def test_the_table_twin_holds_the_numbers_with_headings(figure):
    assert [cell["scope"] for cell in figure.select("thead th")] == ["col", "col"]
    assert [cell.get_text() for cell in figure.select("tbody td")] == ["1", "a", "0.123", "b"]


def test_every_colour_is_a_variable_of_the_style_sheet(figure):
    colours = {e.get(kind) for e in figure.select("svg *") for kind in ("fill", "stroke")} - {None, "none"}
    assert {colour for colour in colours if not colour.startswith("var(--")} <= {"transparent", "#4c78a8"}


def test_what_somebody_writes_is_text_and_never_markup():
    table = {"columns": [HOSTILE], "rows": [[HOSTILE]]}
    html = drawing.draw(
        spec(title=HOSTILE, description=HOSTILE, usermeta={"claim": "c", "table": table}), "./"
    )
    assert "<script" not in html
    assert BeautifulSoup(html, "lxml").select_one("figcaption").get_text() == HOSTILE


def test_what_stands_side_by_side_is_stacked_where_it_is_narrow():
    facets = {"facet": {}, "columns": 3, "spec": {"mark": "bar"}, "title": "T"}
    assert drawing.resized(facets, 330, narrow=True)["columns"] == 1
    assert drawing.resized(facets, 680, narrow=False)["columns"] == 3


def test_resizing_leaves_the_specification_as_it_was():
    before = spec()
    drawing.resized(before, 330, narrow=True)
    assert before == spec()


@pytest.mark.parametrize(
    ("docname", "root"), [("index", ""), ("notebooks/a", "../"), ("chapters/a/b", "../../")]
)
def test_the_way_to_the_landing_page_depends_on_the_depth(docname, root):
    assert drawing.root_of(docname) == root
