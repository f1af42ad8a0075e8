"""Drawing: a specification becomes stills that need no script and follow the page."""

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from reading import charts  # noqa: F401  its theme colours every chart
from reading.cache.results import ResultCache
from reading.charts import SITE
from reading.site.drawings import svg as drawing


def spec():
    frame = pd.DataFrame(
        {"x": [1, 2], "y": ["a", "b"], "href": [f"{SITE}chapters/a.html#s1", f"{SITE}index.html"]}
    )
    bars = alt.Chart(frame).mark_bar().encode(x="x", y="y", href="href", description="y")
    return bars.properties(title="T", description="D.", usermeta={"claim": "c"}).to_dict()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return dict(drawing.drawings(spec(), "../", ResultCache(tmp_path_factory.mktemp("drawings"), "1")))


@pytest.fixture(scope="module")
def still(drawn):
    return BeautifulSoup(drawn["wide"].svg, "lxml").select_one("svg")


def test_a_chart_is_drawn_for_wide_and_for_narrow_screens(drawn):
    widths = {name: float(BeautifulSoup(one.svg, "lxml").svg["width"]) for name, one in drawn.items()}
    assert widths == pytest.approx(drawing.WIDTHS, abs=15)


def test_links_lead_from_the_page_and_are_named(still):
    assert [link["href"] for link in still.select("a")] == ["../chapters/a.html#s1", "../index.html"]
    assert [link["aria-label"] for link in still.select("a")] == ["a", "b"]


def test_the_description_is_the_stills_name(still):
    assert still["aria-label"] == "D."


def test_every_colour_is_a_variable_of_the_style_sheet(still):
    colours = {e.get(kind) for e in still.select("*") for kind in ("fill", "stroke")} - {None, "none"}
    assert {colour for colour in colours if not colour.startswith("var(--")} <= {"transparent", "#4c78a8"}


def test_no_style_stands_in_a_still_since_the_sites_policy_forbids_it(still):
    assert still.select("[style], style, script") == []


def test_what_a_browser_brings_to_life_leads_from_the_page_too(drawn):
    values = [row["href"] for row in drawn["narrow"].vega["data"][0]["values"]]
    assert values == ["../chapters/a.html#s1", "../index.html"]


def test_what_stands_side_by_side_is_stacked_where_it_is_narrow():
    facets = {"facet": {}, "columns": 3, "spec": {"mark": "bar"}, "title": "T"}
    assert drawing.resized(facets, 300, narrow=True)["columns"] == 1
    assert drawing.resized(facets, 680, narrow=False)["columns"] == 3


def test_resizing_leaves_the_specification_as_it_was():
    before = spec()
    drawing.resized(before, 300, narrow=True)
    assert before == spec()


@pytest.mark.parametrize(
    ("docname", "root"), [("index", ""), ("notebooks/a", "../"), ("chapters/a/b", "../../")]
)
def test_the_way_to_the_landing_page_depends_on_the_depth(docname, root):
    assert drawing.root_of(docname) == root


def test_lengths_are_as_short_as_a_screen_can_show_and_words_stay_as_they_are():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><path aria-label="a: 0.12345" '
        'd="M1.23456,2h0.1239Z" transform="translate(3.0004,-7.5)"/></svg>'
    )
    drawn = drawing.mended(svg, "", "D.")
    assert 'd="M1.23,2h0.12Z"' in drawn
    assert 'transform="translate(3,-7.5)"' in drawn
    assert "a: 0.12345" in drawn
