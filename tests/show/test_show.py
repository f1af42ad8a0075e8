"""`show` makes of a plain Altair chart what a page needs: names, order, colours, links, a table."""

import dataclasses

import altair as alt
import pandas as pd
import pytest

from reading import tables
from reading.execution.cells import read_cells
from reading.show import agrees, show
from reading.show.output_types import CHART, SITE
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("here")


def count(*by):
    return tables.words().groupby([*by, "lemma"], as_index=False)["count"].sum()


def rows_of(shown):
    (rows,) = shown.spec["datasets"].values()
    return rows


@pytest.fixture
def bars():
    """A bar for each word and section."""
    return alt.Chart(count("section")).mark_bar().encode(x="sum(count)", y="lemma", color="section")


def test_the_page_draws_what_altair_draws(bars):
    """`show` adds links and what marks say, and changes nothing that can be seen."""
    with alt.theme.enable("reading"):
        plain = bars.to_dict()
    shown = show(bars, "Words").spec
    added = {
        name: shown["encoding"].pop(name) for name in ("href", "description") if name in shown["encoding"]
    }
    assert shown["encoding"] == plain["encoding"]
    assert {**plain["config"], **shown["config"]} == shown["config"] == plain["config"]
    assert shown["mark"] == plain["mark"]
    (rows,), (drawn,) = plain["datasets"].values(), shown["datasets"].values()
    names = rows[0].keys()
    assert [{name: row[name] for name in names} for row in drawn] == rows
    assert added


def test_rows_have_names_and_the_table_of_a_frame_of_ids_has_them_too(bars, here):
    titles = set(here.document.titles.values())
    assert {row["section"] for row in rows_of(show(bars, "Words"))} == titles
    table = show(tables.themes_by_section(here), "Themes").content
    assert {row[0]["text"] if isinstance(row[0], dict) else row[0] for row in table["rows"]} == titles


def test_marks_lead_to_the_sentences_behind_them_and_those_of_a_part_to_its_own():
    whole = alt.Chart(count()).mark_bar().encode(x="count", y="lemma")
    parts = alt.Chart(count("paragraph")).mark_bar().encode(x="count", y="lemma", color="paragraph")
    assert f"{SITE}evidence.html#trade" in {row["href"] for row in rows_of(show(whole, "Words"))}
    assert f"{SITE}evidence.html#trade.quay" in {row["href"] for row in rows_of(show(parts, "Words"))}


def test_dots_of_sections_differ_in_shape_as_well():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in read_cells(path):
            if cell.cell_type == "code" and "mark_point" in cell.source and 'color="section"' in cell.source:
                assert 'shape="section"' in cell.source, path.name


def test_a_word_that_the_paragraph_does_not_have_leads_nowhere():
    frame = pd.DataFrame({"lemma": ["trade"], "paragraph": ["harbour-opening"], "count": [0]})
    shown = show(alt.Chart(frame).mark_point().encode(x="count", y="lemma"), "Words")
    assert [row["href"] for row in rows_of(shown)] == [""]


def test_the_table_sums_what_the_chart_sums(bars):
    table = show(bars, "Words").spec["usermeta"]["table"]
    assert table["columns"] == ["Term", "Section", "Count"]
    assert len(table["rows"]) == len(count("section"))
    both = alt.Chart(count("section")).mark_bar().encode(x=alt.X("sum(count)", title="Times"), y="lemma")
    table = show(both, "Words").spec["usermeta"]["table"]
    assert table["columns"] == ["Term", "Times"]
    assert sum(times for _, times in table["rows"]) == tables.words()["count"].sum()


def test_a_screen_reader_passes_over_marks_that_repeat_others(bars):
    chart = bars + bars.mark_text().encode(text="sum(count)")
    marks = [layer["mark"] for layer in show(chart, "Words").spec["layer"]]
    assert [mark.get("aria") for mark in marks] == [None, False]
    assert "href" not in show(chart, "Words").spec["layer"][1]["encoding"]


def test_a_description_says_what_is_drawn(bars):
    assert show(bars, "Trade leads", says="Words by section").spec["description"] == (
        "Bar chart: Words by section."
    )
    assert show(bars, "Words").spec["description"] == "Bar chart: Term by Section by Count."


def test_the_build_gets_the_specification_and_a_kernel_a_drawing_with_its_table(bars, monkeypatch):
    shown = show(bars, "Trade & fish")
    assert set(shown._repr_mimebundle_()) == {CHART, "text/plain"}
    monkeypatch.setattr("reading.show.display.is_in_kernel", lambda: True)
    html = shown._repr_mimebundle_()["text/html"]
    assert "Trade &amp; fish</text>" in html
    assert "<svg" in html
    assert "<script" not in html
    with alt.renderers.enable("html"):
        assert "vegaEmbed" in show(bars.interactive(), "Trade")._repr_mimebundle_()["text/html"]
    assert "<td>Northport</td>" in html
    assert "var(--" not in html


def test_a_chart_below_changed_numbers_says_that_its_title_is_the_published_one(bars, monkeypatch):
    monkeypatch.setattr("reading.show.display.is_in_kernel", lambda: True)
    monkeypatch.setattr("reading.show.agreement.DIFFERING", differing := [])
    monkeypatch.setattr("reading.show.display.DIFFERING", differing)
    said = "The title is that of the published chart"
    assert said not in show(bars, "Words")._repr_mimebundle_()["text/html"]
    with pytest.warns(UserWarning, match="That is fine if you changed something"):
        agrees(7, "document.tokens")
    assert said in show(bars, "Words")._repr_mimebundle_()["text/html"]


def test_a_kernel_warns_of_a_claim_that_proves_nothing(bars, here, monkeypatch):
    monkeypatch.setattr("reading.show.display.is_in_kernel", lambda: True)
    with pytest.warns(UserWarning, match="there is no claim 'claims.none'"):
        show(bars, "Words", claim="claims.none")
    false = [dataclasses.replace(here.claims[0], name="claims.false")]
    monkeypatch.setattr(type(false[0]), "failures", lambda *_: "terms.trade.count is 3")
    monkeypatch.setattr(here, "claims", false, raising=False)
    with pytest.warns(UserWarning, match="claims.false is false: terms.trade.count is 3"):
        show(bars, "Words", claim="claims.false")


def test_a_chart_that_is_not_passed_to_show_stays_as_altair_makes_it(bars):
    assert bars.to_dict()["config"] == {"view": {"continuousWidth": 300, "continuousHeight": 300}}
    assert alt.renderers.active == "default"


def test_the_title_of_a_chart_is_the_default_one(bars):
    assert show(bars.properties(title="Mine")).spec["title"] == "Mine"
    assert show(bars.properties(title="Mine"), "Ours").spec["title"] == "Ours"
    for what in (bars, count("section")):
        with pytest.raises(ValueError, match="has no title"):
            show(what)
    with pytest.raises(ValueError, match="show takes a chart of Altair"):
        show(3, "Three")


def test_a_chart_or_a_frame_without_rows_is_an_error_in_a_build_and_elsewhere_says_so(monkeypatch):
    frame = count("section").head(0)
    both = alt.Chart(frame).mark_bar().encode(x="count:Q", y="lemma:N"), frame
    said = [f"the {kind} 'Words' has no rows" for kind in ("chart", "table")]
    assert [show(what, "Words").content["caption"] for what in both] == said
    monkeypatch.setenv("READING_BUILD", "1")
    for what in both:
        with pytest.raises(ValueError, match="has no rows"):
            show(what, "Words")
