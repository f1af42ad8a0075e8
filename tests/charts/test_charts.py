"""Charts: what each one shows, where its marks lead and what it says in words."""

import functools
import json
import re
from dataclasses import replace

import altair as alt
import pytest
import vl_convert

from reading import charts
from reading.charts import heat
from reading.charts.heat import SHARES
from reading.measures import keyness
from reading.show.resize import resize
from reading.show.spec import SITE
from reading.show.theme import HEAT
from reading.tables import actor_tables, evidence
from reading.tables.term_tables import terms, terms_by_section

NAMES = charts.names()

OF = {
    "paragraph_terms": {"paragraph": "diplomacy-and-politics/great-powers"},
    "paragraph_profile": {"paragraph": "diplomacy-and-politics/great-powers"},
    "collocates": {"node": "relation"},
}
"""What some charts are asked about."""


def draw(book, name, *, validate=True):
    """The specification of a chart."""
    chart = getattr(charts, name)(book, title="A title", claim="claims.x", **OF.get(name, {}))
    assert isinstance(chart, alt.TopLevelMixin)
    return chart.to_dict(validate=validate)


@pytest.fixture(scope="module")
def spec_of(book):
    """Each chart's specification by its name, drawn and validated against Vega-Lite's schema once."""
    return functools.cache(lambda name: draw(book, name))


@pytest.mark.parametrize("name", NAMES)
def test_chart_is_valid_and_has_title_claim_description_and_table(spec_of, name):
    spec = spec_of(name)
    assert spec["title"] == "A title"
    assert spec["usermeta"]["claim"] == "claims.x"
    assert spec["usermeta"]["name"] == name
    assert spec["description"].endswith(".")
    table = spec["usermeta"]["table"]
    assert table["rows"]
    assert {len(row) for row in table["rows"]} == {len(table["columns"])}


@pytest.mark.parametrize("name", NAMES)
def test_chart_drawn_twice_is_the_same(spec_of, book, name):
    assert draw(book, name, validate=False) == spec_of(name)


def test_marks_link_to_pages_of_the_book(spec_of, book):
    text = json.dumps(spec_of("paragraph_sizes"))
    for paragraph in book.document.section_of:
        assert f"{SITE}{book.page_of(paragraph)}.html" in text


def test_marks_of_a_term_link_to_its_evidence(spec_of, book):
    address = f"{SITE}evidence.html#"
    entries = {address + evidence.term(lemma).anchor for lemma in book.document.incidence["lemma"]}
    for name in ("top_terms", "term_rates", "paragraph_terms"):
        links = linked(spec_of(name))
        assert links, name
        assert {link.partition(".great-powers")[0] for link in links} <= entries, name
    assert f"{address}strategic.great-powers" in linked(spec_of("paragraph_terms"))


def test_cell_of_the_term_map_links_to_the_evidence_of_its_paragraph_unless_it_is_empty(spec_of):
    rows = next(iter(spec_of("term_map")["datasets"].values()))
    assert all(bool(row["href"]) == (row["count"] > 0) for row in rows)
    assert f"{SITE}evidence.html#china.great-powers" in linked(spec_of("term_map"))


def linked(spec):
    """Where the marks of a chart lead."""
    return {row["href"] for row in rows_of(spec) if row.get("href")}


def test_chart_with_nothing_to_show_raises_an_error(book):
    alone = "diplomacy-and-politics/opening"
    with pytest.raises(ValueError, match="nothing to show"):
        charts.paragraph_terms(book, paragraph=alone, title="A title", claim="claims.x")


def test_chart_of_a_paragraph_sets_the_term_of_its_title_in_bold(book):
    place = {
        "paragraph": "diplomacy-and-politics/great-powers",
        "claim": "claims.great-powers.most-strategic",
    }
    spec = charts.paragraph_terms(book, title="A title", **place).to_dict()
    weight = spec["layer"][0]["encoding"]["y"]["axis"]["labelFontWeight"]["condition"]
    assert weight == {"test": 'indexof(["strategic"], datum.label) >= 0', "value": "bold"}


def test_chart_of_a_paragraph_shows_the_words_that_it_repeats_most(book, spec_of, monkeypatch):
    every = spec_of("paragraph_terms")["usermeta"]["table"]["rows"]
    by_count = sorted(every, key=lambda row: (-row[1], -row[1] / row[2], row[0]))
    monkeypatch.setattr("reading.charts.paragraphs.MAX_WORDS", 2)
    spec = draw(book, "paragraph_terms")
    rows = spec["usermeta"]["table"]["rows"]
    assert rows == [row for row in every if row in by_count[:2]]
    assert "(the 2 that it repeats most, of " in spec["description"]
    assert spec["layer"][0]["encoding"]["x"]["title"][1] == f"(the 2 that it repeats most, of {len(every)})"
    # The word of a title stays, though others are more frequent.
    word = by_count[-1][0]
    assert word not in [row[0] for row in rows]
    monkeypatch.setattr("reading.charts.paragraphs._find_claimed_lemmas", lambda *_: [word])
    assert word in [row[0] for row in draw(book, "paragraph_terms")["usermeta"]["table"]["rows"]]


def test_every_chart_has_marks_with_a_description(spec_of):
    for name in NAMES:
        marks = json.dumps(spec_of(name))
        assert '"description": {"field"' in marks, name


def test_part_of_an_actors_bar_links_to_the_name_it_counts(spec_of, book):
    links = linked(spec_of("actor_names"))
    assert {f"{SITE}evidence.html#{name}" for name in ("beijing", "biden-administration")} <= links


def test_bar_of_two_actors_links_to_the_first_sentence_that_names_both(spec_of):
    assert f"{SITE}evidence.html#great-powers-3" in linked(spec_of("actor_pairs"))


def test_pairs_of_actors_that_share_one_sentence_are_in_the_table_alone(spec_of, book):
    drawn = [row for row in rows_of(spec_of("actor_pairs")) if row["drawn"]]
    assert {row["label"] for row in drawn if row["told"]} == {"China and Russia"}
    assert min(row["together"] for row in drawn) == 2
    # The table has each pair in both directions.
    pairs = (actor_tables.actor_pairs(book)["sentences"] > 0).sum() // 2
    assert len(spec_of("actor_pairs")["usermeta"]["table"]["rows"]) == pairs > len(drawn)


def test_few_sentences_have_counts_and_not_the_shade_of_a_whole_section(spec_of):
    cells = [row for row in rows_of(spec_of("document_at_a_glance")) if row["sentences"]]
    few = {(row["number"], row["shade"]) for row in cells if row["of"] < 3}
    assert few == {("1/1", SHARES[0]), ("1/2", SHARES[0]), ("2/2", SHARES[0])}
    rest = [row for row in cells if row["of"] >= 3]
    assert all(row["number"].isdecimal() and row["shade"] == row["share"] for row in rest)


def test_one_sentence_has_not_the_bar_of_a_long_paragraph(book):
    place = {"paragraph": "diplomacy-and-politics/opening", "title": "A title", "claim": ""}
    view = charts.paragraph_profile(book, **place).to_dict()["vconcat"][0]
    marks = {layer["mark"]["type"]: layer for layer in view["layer"] if "description" in layer["encoding"]}
    assert marks["bar"]["transform"] == [{"filter": "datum.of > 1"}]
    assert marks["text"]["transform"] == [{"filter": "datum.of <= 1"}]
    assert "href" in marks["text"]["encoding"]


def test_interval_that_is_cut_at_the_edge_has_an_arrow(spec_of):
    rows = rows_of(spec_of("section_log_ratios"))
    cut = {(row["term"], row["start"]) for row in rows if row.get("start") == -6}
    assert {(row["term"], row["at"]) for row in rows if "turn" in row} == cut
    assert cut


def test_dots_are_filled_where_the_test_passes_and_an_absent_term_is_on_the_other_side(book, monkeypatch):
    compared = terms_by_section(book)
    tested = list(compared[compared["p"].notna()]["term"].unique()[:3])
    told = compared["term"] == tested[0]
    # By half a count, the absent term would be more frequent here.
    absent = compared["term"] == tested[1]
    compared["verdict"] = compared["verdict"].mask(told, keyness.Verdict.MORE)
    compared["count"] = compared["count"].mask(absent, 0)
    compared["log_ratio"] = compared["log_ratio"].mask(absent, 1.0)
    monkeypatch.setattr("reading.charts.comparison.terms_by_section", lambda _: compared)
    labels = terms(book).set_index("term")["label"]
    spec = draw(book, "section_log_ratios")
    rows = {row["term"]: row for row in rows_of(spec) if "side" in row}
    missing = rows[labels[tested[1]]]
    assert missing["side"] == f"more in {list(book.document.titles.values())[1]}"
    assert missing["at"] < 0
    drawing = vl_convert.vegalite_to_svg(spec)
    dots = re.findall(r'aria-label="([^":]+): [^>]*roledescription="point"[^>]* fill="([^"]+)"', drawing)
    assert {term for term, fill in dots if fill != "var(--page)"} == {labels[tested[0]]}


def test_frame_of_a_cell_is_explained_by_a_legend(spec_of):
    spec = spec_of("document_at_a_glance")
    strokes = [stroke for stroke in parts_of(spec, "stroke") if isinstance(stroke, dict)]
    (legend,) = {stroke["scale"]["domain"][0] for stroke in strokes}
    assert legend in vl_convert.vegalite_to_svg(resize(spec, 300, narrow=True))


def test_stance_has_a_sign_and_links_to_a_sentence_that_presents_it(spec_of, book):
    marks = [row for rows in spec_of("stances")["datasets"].values() for row in rows if row.get("sign")]
    coded = book.stances.coded.groupby("stance").size().to_dict()
    shown = {}
    for mark in marks:
        shown[mark["stance"]] = shown.get(mark["stance"], 0) + mark["count"]
        assert mark["sign"].startswith(
            {"favourable": "+", "adverse": "\u2212", "neutral": "\u25cb"}[mark["stance"]]
        )
        assert mark["href"].startswith(f"{SITE}evidence.html#")
    assert shown == coded


def test_term_map_keeps_the_order_of_paragraphs_and_terms(spec_of, book):
    encoding = spec_of("term_map")["layer"][0]["encoding"]
    assert encoding["x"]["sort"] == list(book.document.paragraphs["title"])
    assert encoding["y"]["sort"][0] == "China"


def test_document_at_a_glance_marks_the_three_leading_themes_of_each_section(spec_of, book):
    spec = spec_of("document_at_a_glance")
    blocks = spec["vconcat"]
    assert [block["title"]["text"] for block in blocks] == list(book.document.sections["title"])
    leading = []
    for block in blocks:
        order = block["layer"][0]["encoding"]["y"]["sort"]
        bold = block["layer"][0]["encoding"]["y"]["axis"]["labelFontWeight"]["condition"]["test"]
        leading.append([label for label in order if json.dumps(label) in bold])
        assert leading[-1] == order[:3]
    assert leading == [
        ["Neighbourhood and region", "Leadership and domestic politics", "Security and risk"],
        ["Partnership and cooperation", "Neighbourhood and region", "Great-power rivalry"],
    ]
    assert all(label in spec["description"] for labels in leading for label in labels)


def test_cell_of_a_theme_links_to_its_sentences_unless_it_is_empty(spec_of):
    spec = spec_of("document_at_a_glance")
    cells = [row for rows in spec["datasets"].values() for row in rows]
    whole = [row for row in cells if row["column"] == "All of it"]
    firsts = {row["href"] for row in whole if row["theme"] == "partnership"}
    opening = "sino-russian-cooperation-opening"
    assert firsts == {f"{SITE}codebook.html#partnership.{place}" for place in ("great-powers", opening)}
    assert all(bool(row["href"]) == (row["sentences"] > 0) for row in whole)
    parts = [row for row in cells if row["column"] != "All of it"]
    assert all(bool(row["href"]) == (row["sentences"] > 0) for row in parts)
    assert f"{SITE}codebook.html#security.great-powers" not in linked(spec_of("document_at_a_glance"))
    assert f"{SITE}codebook.html#stability.great-powers" in linked(spec_of("document_at_a_glance"))


def test_profile_of_the_only_paragraph_has_an_empty_rest(spec_of, book):
    document = book.document
    section = document.outline.sections[0]
    only = section.paragraphs[0].id
    first = section.model_copy(update={"paragraphs": section.paragraphs[:1]})
    outline = document.outline.model_copy(update={"sections": [first]})
    incidence = document.incidence[document.incidence["paragraph"] == only]
    alone = replace(document, outline=outline, incidence=incidence)
    passes = {coder: rows[rows["paragraph"] == only] for coder, rows in book.coding.passes.items()}
    coding = replace(book.coding, passes=passes, decisions=())
    one = replace(book, document=alone, coding=coding)
    chart = charts.paragraph_profile(one, paragraph=only, title="Title", claim="claims.any")
    rest = [row for row in chart.to_dict()["usermeta"]["table"]["rows"] if row[2] == "The rest"]
    assert rest
    assert all(row[3:] == [0, 0, 0] for row in rest)


def rows_of(spec):
    """The rows of all frames that a chart draws."""
    return [row for rows in spec["datasets"].values() for row in rows]


def parts_of(value, key):
    """What a specification says under a key, wherever that stands."""
    if isinstance(value, dict):
        yield from ([value[key]] if key in value else [])
        value = list(value.values())
    for part in value if isinstance(value, list) else []:
        yield from parts_of(part, key)


def test_shade_means_the_same_share_in_every_heat_map(spec_of):
    for name in ("document_at_a_glance", "actor_themes"):
        scales = [
            colour["scale"]
            for colour in parts_of(spec_of(name), "color")
            if isinstance(colour, dict) and colour.get("field") in ("share", "shade")
        ]
        assert scales, name
        assert all(scale["domain"] == SHARES and scale["range"] == HEAT for scale in scales), name


def test_numbers_have_the_pale_ink_on_the_darkest_cells_only(spec_of):
    tests = {
        name: {
            colour["condition"]["test"]
            for colour in parts_of(spec_of(name), "color")
            if isinstance(colour, dict) and colour.get("condition", {}).get("value") == "var(--on-heat)"
        }
        for name in ("document_at_a_glance", "term_map")
    }
    assert tests == {
        "document_at_a_glance": {"datum.shade >= 0.75"},
        "term_map": {"datum.count >= 4"},
    }


@pytest.mark.parametrize(
    "name",
    [
        "actor_names",
        "actor_pairs",
        "collocates",
        "lexicon_validity",
        "stances",
        "term_rates",
    ],
)
def test_chart_that_compares_no_sections_uses_no_sections_colour(spec_of, name):
    assert "--section-" not in json.dumps(spec_of(name))


def test_dots_of_sections_differ_in_shape(spec_of, book):
    (shape,) = [
        layer["encoding"]["shape"]
        for layer in spec_of("theme_shares")["layer"]
        if "shape" in layer.get("encoding", {})
    ]
    assert len(set(shape["scale"]["range"])) == len(book.document.sections)


def test_names_with_apostrophes_and_quotation_marks_are_drawn_as_they_stand(spec_of, book):
    odd = "China's \"way\" and 'risk'"
    codebook = book.coding.codebook
    renamed = {theme: one.model_copy(update={"label": odd + theme}) for theme, one in codebook.themes.items()}
    coding = replace(book.coding, codebook=codebook.model_copy(update={"themes": renamed}))
    outline = book.document.outline
    sections = [
        section.model_copy(
            update={
                "title": odd + section.id,
                "paragraphs": [
                    one.model_copy(update={"title": f"{odd} {number}"})
                    for number, one in enumerate(section.paragraphs)
                ],
            }
        )
        for section in outline.sections
    ]
    document = replace(book.document, outline=outline.model_copy(update={"sections": sections}))
    named = replace(book, coding=coding, document=document)
    specs = {name: draw(named, name, validate=False) for name in NAMES}
    changed = {name: spec for name, spec in specs.items() if spec != spec_of(name)}
    assert len(changed) > 10
    for name, spec in changed.items():
        assert vl_convert.vegalite_to_svg(resize(spec, 680, narrow=False)), name


def test_bar_of_the_rest_links_to_the_whole_entry_unless_it_is_empty(spec_of):
    rows = [row for row in rows_of(spec_of("paragraph_profile")) if "href" in row]
    here = [row for row in rows if row["where"] == "This paragraph"]
    rest = [row for row in rows if row["where"] == "The rest"]
    assert all(row["href"].endswith(".great-powers") for row in here)
    assert all(bool(row["href"]) == (row["sentences"] > 0) for row in rest)
    led = {row["href"] for row in rest}
    assert {f"{SITE}codebook.html#stability", f"{SITE}evidence.html#actor.russia"} <= led
    assert not any(".great-powers" in href for href in led)


def test_names_of_an_actor_follow_each_other_along_its_bar_without_gaps(spec_of, book):
    order = list(dict.fromkeys(row["label"] for row in rows_of(spec_of("actor_names")) if "start" in row))
    totals = actor_tables.actors(book)
    assert order == list(totals[totals["mentions"] > 0]["label"])
    reached = {}
    for row in (row for row in rows_of(spec_of("actor_names")) if "start" in row):
        assert row["start"] == reached.get(row["actor"], 0)
        reached[row["actor"]] = row["end"]


def test_each_stance_has_its_colour_and_the_matrix_has_no_gap(spec_of):
    spec = spec_of("stances")
    fill = next(fill for fill in parts_of(spec, "fill") if isinstance(fill, dict))
    colours = dict(zip(fill["scale"]["domain"], fill["scale"]["range"], strict=True))
    assert {name.split()[1]: colour for name, colour in colours.items()} == {
        stance: f"var(--{stance})" for stance in ("favourable", "adverse", "neutral")
    }
    grid = {(row["who"], row["whom"]) for row in rows_of(spec_of("stances")) if "sign" not in row}
    assert len(grid) == len({who for who, _ in grid}) * len({whom for _, whom in grid})


def test_steps_of_a_heat_map_reach_up_to_the_highest_counts():
    assert heat.choose_steps(9) == [1, 2, 3, 4]
    assert heat.choose_steps(100) == [1, 25, 50, 75]


def test_charts_of_lexicons_elsewhere_show_the_lexicons_that_there_are(book):
    words = replace(book.lexicon, general=(), general_phrases=())
    for name, column in (("lexicons_elsewhere", 0), ("themes_elsewhere", 1)):
        chart = getattr(charts, name)(replace(book, lexicon=words), title="A title", claim="")
        shown = {row[column] for row in chart.usermeta["table"]["rows"]}
        assert "refined lexicon" in shown
        assert "general lexicon" not in shown


def test_dots_of_the_map_lead_to_evidence_and_are_where_the_places_are(spec_of, book):
    rows = {row["label"]: row for row in rows_of(spec_of("places_map")) if "label" in row}
    for place in book.places.places.values():
        row = rows[place.title]
        assert (row["latitude"], row["longitude"]) == (place.latitude, place.longitude)
        assert row["href"].startswith(f"{SITE}evidence")
        assert row["said"].startswith(f"{place.title}: {row['mentions']} mention")


def test_a_map_keeps_its_shape_on_a_narrow_screen(spec_of):
    wide, narrow = (resize(spec_of("places_map"), width, narrow=False) for width in (680, 340))
    assert narrow["height"] == pytest.approx(wide["height"] / 2, abs=1)
