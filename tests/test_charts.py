"""Charts: what each carries for those who see it, those who do not, and those who check it."""

import json
import subprocess
import sys

import altair as alt
import pytest

from reading import actors, charts
from reading.charts.actors import layout
from reading.evidence import anchor

NAMES = charts.names()

OF = {
    "paragraph_terms": {"paragraph": "diplomacy-and-politics/great-powers"},
    "collocates": {"node": "relation"},
}
"""What some charts are asked about."""


@pytest.fixture(scope="module")
def drawn(book):
    def draw(name):
        page = OF.get(name, {})
        return getattr(charts, name)(book, title="A title", claim="claims.x", **page)

    return draw


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_valid_and_carries_title_claim_description_and_table(drawn, name):
    chart = drawn(name)
    assert isinstance(chart, alt.TopLevelMixin)
    spec = chart.to_dict()
    assert spec["title"] == "A title"
    assert spec["usermeta"]["claim"] == "claims.x"
    assert spec["usermeta"]["name"] == name
    assert spec["description"].endswith(".")
    table = spec["usermeta"]["table"]
    assert table["rows"]
    assert {len(row) for row in table["rows"]} == {len(table["columns"])}


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_the_same_each_time(drawn, name):
    assert drawn(name).to_dict() == drawn(name).to_dict()


def test_the_terms_chart_shows_as_many_occurrences_as_are_counted(drawn, book):
    spec = drawn("top_terms").to_dict()
    rows = spec["usermeta"]["table"]["rows"]
    counted = book.document.incidence.query("kind == 'word'").groupby("lemma")["count"].sum()
    shown = {}
    for term, _, count, _ in rows:
        shown[term] = shown.get(term, 0) + count
    labelled = {book.lexicon.label(lemma): total for lemma, total in counted.items()}
    assert all(labelled[term] == total for term, total in shown.items())


def test_a_paragraphs_chart_shows_what_is_repeated_there(drawn, book):
    rows = drawn("paragraph_terms").to_dict()["usermeta"]["table"]["rows"]
    assert all(2 <= here <= total for _, here, total in rows)


def test_links_stand_for_the_books_own_pages(drawn, book):
    text = drawn("paragraph_sizes").to_json()
    for paragraph in book.document.section_of:
        assert f"{charts.SITE}{book.page_of(paragraph)}.html" in text


def test_what_counts_a_term_leads_to_the_sentences_behind_the_count(drawn, book):
    address = f"{charts.SITE}evidence.html#"
    entries = {address + anchor(lemma) for lemma in book.document.incidence["lemma"]}
    for name in ("top_terms", "term_rates", "paragraph_terms", "repeated_bigrams"):
        links = linked(drawn(name))
        assert links, name
        assert {link.partition(".great-powers")[0] for link in links} <= entries, name
    assert f"{address}strategic.great-powers" in linked(drawn("paragraph_terms"))


def test_a_cell_leads_to_a_paragraphs_part_of_an_entry_and_an_empty_one_nowhere(drawn):
    rows = next(iter(drawn("term_map").to_dict()["datasets"].values()))
    assert all(bool(row["href"]) == (row["count"] > 0) for row in rows)
    assert f"{charts.SITE}evidence.html#china.great-powers" in linked(drawn("term_map"))


def test_function_words_lead_nowhere_since_nothing_is_kept_of_their_sentences(book):
    spec = charts.top_terms(book, title="A title", claim="claims.x", stop_words=True).to_dict()
    hrefs = {row["lemma"]: row["href"] for rows in spec["datasets"].values() for row in rows}
    assert hrefs["the"] == ""
    assert hrefs["china"].endswith("#china")


def test_a_pair_leads_to_its_phrase_or_else_to_its_rarer_word(drawn):
    rows = [row for rows in drawn("repeated_bigrams").to_dict()["datasets"].values() for row in rows]
    links = {row["pair"]: row["href"].partition("#")[2] for row in rows}
    assert links["great power"] == "great-power"
    assert links["future development"] == "future"


def linked(chart):
    """Where the marks of a chart lead."""
    return {row["href"] for rows in chart.to_dict()["datasets"].values() for row in rows if row.get("href")}


def test_a_chart_with_nothing_to_show_is_refused(book):
    alone = "diplomacy-and-politics/opening"
    with pytest.raises(ValueError, match="nothing to show"):
        charts.paragraph_terms(book, paragraph=alone, title="A title", claim="claims.x")


def test_a_paragraphs_chart_sets_in_bold_what_its_title_speaks_of(book):
    place = {
        "paragraph": "diplomacy-and-politics/great-powers",
        "claim": "claims.great-powers.most-strategic",
    }
    spec = charts.paragraph_terms(book, title="A title", **place).to_dict()
    weight = spec["layer"][0]["encoding"]["y"]["axis"]["labelFontWeight"]["condition"]
    assert weight == {"test": 'indexof(["strategic"], datum.label) >= 0', "value": "bold"}


def test_every_mark_that_speaks_is_named_in_words(drawn):
    for name in NAMES:
        marks = json.dumps(drawn(name).to_dict())
        assert '"description": {"field"' in marks, name


def test_the_names_of_an_actor_make_up_its_bar(drawn, book):
    totals = actors.totals(book).set_index("label")["mentions"]
    shown = {}
    for actor, _, _, count in drawn("actor_names").to_dict()["usermeta"]["table"]["rows"]:
        shown[actor] = shown.get(actor, 0) + count
    assert shown == totals[totals > 0].to_dict()


def test_a_piece_of_an_actors_bar_leads_to_the_name_that_it_counts(drawn, book):
    links = linked(drawn("actor_names"))
    assert {f"{charts.SITE}evidence.html#{name}" for name in ("beijing", "biden-administration")} <= links


def test_a_network_is_laid_out_without_chance_and_within_its_frame(book):
    pairs = actors.pairs(book).query("together > 0")
    places = layout(pairs)
    assert places.equals(layout(pairs))
    assert set(places["actor"]) == set(pairs["first"]) | set(pairs["second"])
    assert places[["x", "y"]].to_numpy().min() == 0
    assert places[["x", "y"]].to_numpy().max() == 1
    assert not places.duplicated(["x", "y"]).any()


def test_an_edge_of_the_network_leads_to_the_first_sentence_that_names_both(drawn):
    assert f"{charts.SITE}evidence.html#great-powers-4" in linked(drawn("actor_network"))


def test_the_network_needs_its_libraries_only_when_it_is_drawn():
    code = "import sys, reading.charts; print({'networkx', 'scipy.optimize'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_a_stance_is_told_by_a_sign_and_leads_to_a_sentence_that_presents_it(drawn, book):
    marks = [
        row for rows in drawn("stances").to_dict()["datasets"].values() for row in rows if row.get("sign")
    ]
    coded = book.stances.coded.groupby("stance").size().to_dict()
    shown = {}
    for mark in marks:
        shown[mark["stance"]] = shown.get(mark["stance"], 0) + mark["count"]
        assert mark["sign"].startswith(
            {"favourable": "+", "adverse": "\u2212", "neutral": "\u25cb"}[mark["stance"]]
        )
        assert mark["href"].startswith(f"{charts.SITE}evidence.html#")
    assert shown == coded


def test_terms_and_paragraphs_stand_in_their_order_on_the_map(drawn, book):
    encoding = drawn("term_map").to_dict()["layer"][0]["encoding"]
    assert encoding["x"]["sort"] == list(book.document.paragraphs["title"])
    assert encoding["y"]["sort"][0] == "China"
