"""Charts as readers write them, with every part of Altair, are shown, or refused with one clear message."""

import re
import warnings

import altair as alt
import pandas as pd
import pytest
import vl_convert
from bs4 import BeautifulSoup

from reading.cache.results import ResultCache
from reading.show import show, use_theme
from reading.show.altair_theme import THEME
from reading.show.svg import WIDTHS, draw, prepare_for_page
from reading.show.theme import SECTIONS
from tests.pictures import find_difference, paint

pytestmark = pytest.mark.usefixtures("here")

FRAME = pd.DataFrame(
    {
        "lemma": ["trade", "fish", "council"],
        "section": ["A new harbour", "The neighbour", "The neighbour"],
        "count": [3, 2, 1],
        "rate": [2.5, 1.25, None],
        "share": [0.5, 0.125, None],
        "date": pd.to_datetime(["2022-10-06", "2022-11-01", "2022-12-24"]),
        "longitude": [10.0, 20.0, 30.0],
        "latitude": [50.0, 40.0, 30.0],
    }
)

BARS = 'alt.Chart(frame).mark_bar().encode(x="count", y="lemma")'
DOTS = 'alt.Chart(frame).mark_point().encode(x="rate", y="lemma")'
LAND = "alt.Chart(alt.graticule(step=[10, 10])).mark_geoshape(filled=False)"
PLACES = 'alt.Chart(frame).mark_circle().encode(longitude="longitude", latitude="latitude")'

SHOWN = {
    "bars": (BARS, "trade: 3 occurrences"),
    "a tooltip as a string": (f'{BARS}.encode(tooltip="rate")', "rate 2.5"),
    "one tooltip": (f'{BARS}.encode(tooltip=alt.Tooltip("rate", title="Speed"))', "speed 2.5"),
    "a list of tooltips": (f'{BARS}.encode(tooltip=["lemma", "share"])', "trade: 50%"),
    "one tooltip in a list": (f'{BARS}.encode(tooltip=[alt.Tooltip("lemma")])', "trade"),
    "tooltips of values": (f'{BARS}.encode(tooltip=alt.value("a word"))', "trade: 3 occurrences"),
    "an own width": (f"{BARS}.properties(width=200)", "trade: 3"),
    "a width that is too large": (f"{BARS}.properties(width=900)", "trade: 3"),
    "a width by steps": (
        'alt.Chart(frame, width=alt.Step(30)).mark_bar().encode(x="lemma", y="count")',
        "trade: 3",
    ),
    "a title with a line below": (f'{BARS}.properties(title=alt.Title("Mine", subtitle="more"))', "trade: 3"),
    "zoomed": (f"{DOTS}.interactive()", "trade: rate 2.5"),
    "layers": (f"{BARS} + {DOTS}", "trade: 3 occurrences"),
    "layers that share encodings": (
        'alt.layer(alt.Chart().mark_bar(), alt.Chart().mark_rule(), data=frame).encode(x="count", y="lemma")',
        "trade: 3 occurrences",
    ),
    "side by side": (f"{BARS} | {DOTS}", "trade: rate 2.5"),
    "below each other": (f"{BARS} & {DOTS}", "trade: rate 2.5"),
    "side by side below each other": (f"({BARS} | {DOTS}) & {BARS}", "trade: rate 2.5"),
    "wrapped": (f"alt.concat({BARS}, {DOTS}, {BARS}, columns=2)", "trade: rate 2.5"),
    "frames side by side": (f"{BARS} | alt.Chart(frame.head(1)).mark_point().encode(x='share')", "50%"),
    "panels": (f'{BARS}.facet("section", columns=2)', "trade in A new harbour: 3 occurrences"),
    "panels as an encoding": (f'{BARS}.encode(column="section")', "trade in A new harbour: 3 occurrences"),
    "panels in lines": (f'{BARS}.encode(facet=alt.Facet("section", columns=1))', "in A new harbour"),
    "panels both ways": (f'{BARS}.facet(row="section", column="lemma")', "trade in A new harbour: 3"),
    "panels side by side": (f'{BARS}.facet("section") | {BARS}', "trade in A new harbour: 3"),
    "repeated": (
        'alt.Chart(frame).mark_bar().encode(alt.X(alt.repeat(), type="quantitative"), y="lemma")'
        '.repeat(["count", "rate"], columns=2)',
        "trade: rate 2.5",
    ),
    "repeated both ways": (
        'alt.Chart(frame).mark_point().encode(alt.X(alt.repeat("column"), type="quantitative"), '
        'alt.Y(alt.repeat("row"), type="nominal"))'
        '.repeat(row=["lemma", "section"], column=["count", "rate"])',
        "A new harbour: rate 2.5",
    ),
    "repeated as layers": (
        'alt.Chart(frame).mark_point().encode(alt.X(alt.repeat("layer"), type="quantitative"), y="lemma")'
        '.repeat(layer=["count", "rate"])',
        "trade: rate 2.5",
    ),
    "no encoding": ("alt.Chart(frame).mark_point()", ""),
    "dates": ('alt.Chart(frame).mark_point().encode(x="date", y="lemma")', "trade, 6 October 2022"),
    "months": ('alt.Chart(frame).mark_bar().encode(x="month(date)", y="count()")', "Oct"),
    "bins": ('alt.Chart(frame).mark_bar().encode(alt.X("rate").bin(), y="count()")', "Count of Records: 1"),
    "counted": ('alt.Chart(frame).mark_bar().encode(x="count()", y="section")', "The neighbour: 2 records"),
    "means": ('alt.Chart(frame).mark_bar().encode(x="mean(rate)", y="section")', "mean rate 2.5"),
    "medians and missing numbers": (f'{DOTS}.encode(x="median(rate)")', "median rate 2.5"),
    "missing numbers": (
        'alt.Chart(frame).mark_point().encode(x="share", y="lemma")',
        "fish: 13%",
    ),
    "only missing numbers": ('alt.Chart(frame.tail(1)).mark_point().encode(x="rate", y="lemma")', ""),
    "computed": (f'{BARS}.transform_calculate(twice="2 * datum.count").encode(x="twice:Q")', "twice: 6"),
    "filtered": (f'{BARS}.transform_filter("datum.count > 1")', "trade: 3"),
    "a pie": ('alt.Chart(frame).mark_arc().encode(theta="count", color="lemma")', "trade: 3 occurrences"),
    "a map": (f'({LAND} + {PLACES}).project("naturalEarth1")', "longitude 10"),
    "a box plot": ('alt.Chart(frame).mark_boxplot().encode(x="rate", y="section")', ""),
    "a selection": (f"{BARS}.add_params(alt.selection_point())", "trade: 3"),
    "own words": (f'{BARS}.encode(description="lemma")', "trade"),
}
"""Charts that are shown, and a part of what a mark of each says."""

REFUSED = {
    "no mark": ("alt.Chart(frame)", "has it a mark"),
    "a wrong column": (
        'alt.Chart(frame).mark_bar().encode(x="cuont:Q")',
        "no column cuont .did you mean 'count'",
    ),
    "a wrong column of panels, beside a filter": (
        f'{BARS}.transform_filter("datum.count > 1").facet("users:N")',
        "no column users",
    ),
    "a wrong column without its type": (f'{BARS}.encode(x="cuont")', "cuont"),
    "no rows": ('alt.Chart(frame.head(0)).mark_bar().encode(x="count", y="lemma")', "has no rows"),
    "no frame": ("alt.Chart().mark_bar()", "has no rows"),
    "an address": ('alt.Chart("https://book.invalid/a.csv").mark_bar().encode(x="a:Q")', "not an address"),
    "pictures": (f'{BARS}.mark_image(url="https://book.invalid/a.png")', "has an address"),
    "pictures of a column": (f'{BARS}.mark_image().encode(url="lemma")', "has an address"),
    "links": (f"{BARS}.encode(href=alt.value('javascript:alert(1)'))", "has an address"),
    "a fill from elsewhere": (f"{BARS}.mark_bar(fill='url(https://book.invalid/a.svg)')", "has an address"),
    "a list of rows": ('alt.Chart(alt.Data(values=[{"a": 1}])).mark_bar().encode(x="a:Q")', "has no frame"),
    "a column of pandas": ('frame["count"]', "not Series"),
    "a number": ("7", "not int"),
    "bars on a log scale": (
        'alt.Chart(frame).mark_bar().encode(alt.X("count:Q").scale(type="log"), y="lemma")',
        "a bar begins at zero",
    ),
    "more names than colours": (
        'alt.Chart(pd.DataFrame({"n": range(6), "who": [*"abcdef"]})).mark_bar().encode(x="n", color="who")',
        "6 values of who share 4 colours",
    ),
    "a misspelt argument in a layer": (
        f'{BARS} + alt.Chart(frame).mark_text().encode(text=alt.Text("count:Q", fmt="d"))',
        "fmt",
    ),
}
"""Charts that are refused, and what the message says."""


def make(code):
    return eval(code, {"alt": alt, "pd": pd, "frame": FRAME})


@pytest.mark.parametrize("case", SHOWN)
def test_a_chart_of_any_kind_is_shown(case):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spec = show(make(SHOWN[case][0]), "Words").spec
    assert spec["usermeta"]["table"]["rows"], case


def test_nothing_divides_a_box_into_its_rows():
    chart = alt.Chart(FRAME).mark_boxplot().encode(x="rate", y="lemma")
    assert {*show(chart, "Words").spec["encoding"]} == {"x", "y"}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_refused_with_one_clear_message(case, monkeypatch):
    monkeypatch.setenv("READING_BUILD", "1")
    code, message = REFUSED[case]
    with pytest.raises(ValueError, match=message):
        show(make(code), "" if "title=" in code else "Words")


def test_the_name_of_a_chart_is_that_of_a_file():
    with pytest.raises(ValueError, match="lower-case words"):
        show(make(BARS), "Words", name="../../words")


@pytest.mark.extended
@pytest.mark.parametrize("case", SHOWN)
def test_a_drawing_of_any_chart_fits_and_says_its_numbers(case, tmp_path):
    code, says = SHOWN[case]
    spec = show(make(code), "Words").spec
    for name, width in WIDTHS.items():
        drawn = draw(spec, width, ResultCache(tmp_path, "1"))
        svg = BeautifulSoup(prepare_for_page(drawn, "", "chart-", "D.", width), "lxml").svg
        assert svg.select("path, text"), case
        assert width <= float(svg["width"]) <= width + 15, (case, name)
        labels = [title.get_text() for title in svg.select("title")]
        assert any(says in label for label in labels) or not says, (case, labels)
        assert not re.search("null|undefined|NaN|_low|_high", " ".join(labels)), (case, labels)


@pytest.mark.extended
@pytest.mark.parametrize("case", sorted(SHOWN.keys() - {"repeated both ways"}))  # Vega-Lite shares its axes
def test_show_changes_nothing_that_can_be_seen(case):
    chart = make(SHOWN[case][0])
    with alt.theme.enable(THEME):
        plain = chart.to_dict()
    shown = show(chart, "Words").spec
    drawn = [paint(vl_convert.vegalite_to_svg({**spec, "title": ""})) for spec in (plain, shown)]
    assert find_difference(*drawn) is None


def test_a_chart_is_saved_as_altair_does_it_and_what_show_returns_is_not(tmp_path):
    use_theme()
    assert alt.renderers.active == "svg"
    chart = make(BARS)
    chart.save(tmp_path / "bars.svg")
    assert SECTIONS[0] in (tmp_path / "bars.svg").read_text()
    with pytest.raises(ValueError, match="save the chart itself"):
        show(chart, "Words").save("bars.png")


@pytest.mark.extended
@pytest.mark.parametrize("case", SHOWN)
def test_a_kernel_of_jupyter_shows_any_chart_by_altair(case, monkeypatch):
    monkeypatch.setattr("reading.show.display.is_in_kernel", lambda: True)
    html = show(make(SHOWN[case][0]), "Words")._repr_mimebundle_()["text/html"]
    assert "<svg" in html or "vegaEmbed" in html
    assert "Words</text>" in html or '"text": ["Words"]' in html
    assert "<summary>As a table</summary>" in html
