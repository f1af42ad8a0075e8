"""Drawings need no script, and follow the colours and links of their page."""

import re

import altair as alt
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from reading.cache.results import ResultCache
from reading.show.output_types import SITE, WIDE
from reading.show.svg import WIDTHS, draw, prepare_for_page
from reading.show.theme import CONFIG


def spec():
    frame = pd.DataFrame(
        {"x": [1, 2], "y": ["a", "b"], "href": [f"{SITE}chapters/a.html#s1", f"{SITE}index.html"]}
    )
    bars = alt.Chart(frame).mark_bar().encode(x="x", y="y", href="href", description="y")
    return bars.properties(title="T", description="D.", usermeta={"claim": "c"}).to_dict() | {
        "config": CONFIG
    }


@pytest.fixture(scope="module")
def svg(tmp_path_factory):
    drawn = draw(spec(), WIDE, ResultCache(tmp_path_factory.mktemp("drawings"), "1"))
    return BeautifulSoup(prepare_for_page(drawn, "../", "chart-", "D.", WIDE), "lxml").select_one("svg")


def test_ids_are_of_one_drawing_of_a_page_and_do_not_depend_on_what_was_drawn_before(tmp_path):
    clipped = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_line(clip=True).encode(x="x", y="x")
    clipped = clipped.properties(title="T", description="D.", usermeta={"claim": "c"}).to_dict()

    def draw_again(folder, anchor):
        cache = ResultCache(tmp_path / folder, "1")
        drawn = {name: draw(clipped, width, cache) for name, width in WIDTHS.items()}
        # Vega has one counter, so that the second round would have other ids.
        assert drawn["wide"].count('id="clip0"') == drawn["wide"].count("url(#clip0)") == 1
        return [
            prepare_for_page(svg, "", f"{anchor}-{name}-", "D.", WIDTHS[name]) for name, svg in drawn.items()
        ]

    first, second = draw_again("a", "one"), draw_again("b", "one")
    assert first == second
    ids = [re.findall(r' id="([^"]+)"', svg) for svg in [*first, *draw_again("c", "two")]]
    assert ids == [["one-wide-clip0"], ["one-narrow-clip0"], ["two-wide-clip0"], ["two-narrow-clip0"]]
    assert all(f"url(#{drawn[0]})" in svg for drawn, svg in zip(ids[:2], first, strict=True))


def test_links_lead_from_the_page_and_are_named(svg):
    assert [link["href"] for link in svg.select("a")] == ["../chapters/a.html#s1", "../index.html"]
    assert [link["aria-label"] for link in svg.select("a")] == ["a. Opens the chapter.", "b. Opens the page."]


def test_every_colour_is_a_variable_of_the_style_sheet(svg):
    colours = {e.get(kind) for e in svg.select("*") for kind in ("fill", "stroke")} - {None, "none"}
    assert {colour for colour in colours if not colour.startswith("var(--")} <= {"transparent", "#4c78a8"}
