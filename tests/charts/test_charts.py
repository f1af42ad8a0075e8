"""Charts: what each carries for those who see it, those who do not, and those who check it."""

import functools
import json
import re
import subprocess
import sys
from dataclasses import replace

import altair as alt
import pandas as pd
import pytest
import vl_convert

from reading import charts
from reading.analysis import actors
from reading.charts import heat
from reading.charts.common import HEAT
from reading.charts.heat import SHARES
from reading.charts.networks import layout
from reading.evidence.sentences import term_anchor
from reading.site.drawings.svg import resize

NAMES = charts.names()

OF = {
    "paragraph_terms": {"paragraph": "diplomacy-and-politics/great-powers"},
    "paragraph_profile": {"paragraph": "diplomacy-and-politics/great-powers"},
    "collocates": {"node": "relation"},
}
"""What some charts are asked about."""


def draw(book, name):
    return getattr(charts, name)(book, title="A title", claim="claims.x", **OF.get(name, {}))


@pytest.fixture(scope="module")
def drawn(book):
    return functools.cache(lambda name: draw(book, name))


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
def test_a_chart_is_the_same_each_time(drawn, book, name):
    assert drawn(name).to_dict() == draw(book, name).to_dict()


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
    entries = {address + term_anchor(lemma) for lemma in book.document.incidence["lemma"]}
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
    assert set(places["name"]) == set(pairs["first"]) | set(pairs["second"])
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


@pytest.mark.parametrize("name", NAMES)
def test_the_titles_of_axes_fit_a_narrow_screen(drawn, name):
    def titles(part):
        if isinstance(part, dict):
            for key, value in part.items():
                if key in ("x", "y") and isinstance(value, dict) and isinstance(value.get("title"), str):
                    yield value["title"]
                yield from titles(value)
        elif isinstance(part, list):
            for value in part:
                yield from titles(value)

    assert all(len(title) <= 36 for title in titles(drawn(name).to_dict()))


def test_every_paragraph_is_named_above_the_places_of_terms_on_a_narrow_screen(drawn, book):
    svg = vl_convert.vegalite_to_svg(resize(drawn("term_places").to_dict(), 300, narrow=True))
    assert all(f">{title}</text>" in svg for title in book.document.paragraphs["title"])


def test_the_document_at_a_glance_marks_the_three_themes_that_lead_each_section(drawn, book):
    spec = drawn("document_at_a_glance").to_dict()
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


def test_a_cell_of_a_theme_leads_to_its_sentences_and_an_empty_one_nowhere(drawn):
    spec = drawn("document_at_a_glance").to_dict()
    cells = [row for rows in spec["datasets"].values() for row in rows]
    whole = [row for row in cells if row["column"] == "All of it"]
    assert {row["href"] for row in whole if row["sentences"]} == {
        f"{charts.SITE}codebook.html#{row['theme']}" for row in whole
    }
    assert all(bool(row["href"]) == (row["sentences"] > 0) for row in whole)
    parts = [row for row in cells if row["column"] != "All of it"]
    assert all(bool(row["href"]) == (row["sentences"] > 0) for row in parts)
    assert f"{charts.SITE}codebook.html#security.great-powers" not in linked(drawn("document_at_a_glance"))
    assert f"{charts.SITE}codebook.html#stability.great-powers" in linked(drawn("document_at_a_glance"))


def test_coded_and_found_stand_side_by_side_and_frame_what_differs(drawn):
    rows = [row for rows in drawn("coded_and_found").to_dict()["datasets"].values() for row in rows]
    cells = {}
    for row in rows:
        cells.setdefault((row["theme"], row["paragraph"]), []).append(row)
    assert all(len(pair) == 2 for pair in cells.values())
    for one, other in cells.values():
        assert one["differs"] == other["differs"] == (one["sentences"] != other["sentences"])


def test_a_paragraphs_themes_and_actors_stand_beside_those_of_the_rest(drawn, book):
    rows = drawn("paragraph_profile").to_dict()["usermeta"]["table"]["rows"]
    counted = {}
    for kind, label, _, sentences, of, percent in rows:
        assert percent == pytest.approx(100 * sentences / of, abs=0.5)
        counted[kind, label] = counted.get((kind, label), 0) + sentences
    coded, named = book.coding.consensus.groupby("theme").size(), actors.totals(book)
    themes = {theme.label: coded[name] for name, theme in book.coding.codebook.themes.items()}
    totals = {("Theme", label): total for label, total in themes.items()}
    totals |= {
        ("Actor", label): total for label, total in zip(named["label"], named["sentences"], strict=True)
    }
    assert counted
    assert all(totals[name] == total for name, total in counted.items())


def test_the_rest_of_a_document_of_one_paragraph_is_empty_and_drawn(drawn, book):
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


def test_those_that_share_many_sentences_stand_closer_than_those_that_share_few_or_none():
    pairs = pd.DataFrame([("a", "b", 9), ("a", "c", 1)], columns=["first", "second", "together"])
    at = layout(pairs, ["a", "b", "c", "d"]).set_index("name")

    def apart(one, other):
        return ((at.loc[one] - at.loc[other]) ** 2).sum() ** 0.5

    assert apart("a", "b") < apart("a", "c")
    assert apart("a", "c") <= min(apart("d", other) for other in "abc") + 0.05


def rows_of(chart):
    """The rows of all frames that a chart draws."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def parts_of(value, key):
    """What a specification says under a key, wherever that stands."""
    if isinstance(value, dict):
        yield from ([value[key]] if key in value else [])
        value = list(value.values())
    for part in value if isinstance(value, list) else []:
        yield from parts_of(part, key)


def test_a_shade_means_the_same_share_in_every_heat_map(drawn):
    for name in ("document_at_a_glance", "coded_and_found", "actor_themes"):
        scales = [
            colour["scale"]
            for colour in parts_of(drawn(name).to_dict(), "color")
            if isinstance(colour, dict) and colour.get("field") == "share"
        ]
        assert scales, name
        assert all(scale["domain"] == SHARES and scale["range"] == HEAT for scale in scales), name


def test_numbers_stand_in_the_paler_ink_on_the_darkest_cells_only(drawn):
    tests = {
        name: {
            colour["condition"]["test"]
            for colour in parts_of(drawn(name).to_dict(), "color")
            if isinstance(colour, dict) and colour.get("condition", {}).get("value") == "var(--on-heat)"
        }
        for name in ("document_at_a_glance", "term_map", "choice_ranks")
    }
    assert tests == {
        "document_at_a_glance": {"datum.share >= 0.75"},
        "term_map": {"datum.count >= 4"},
        "choice_ranks": {"datum.rank < 2"},
    }


@pytest.mark.parametrize(
    "name",
    [
        "actor_names",
        "actor_network",
        "collocates",
        "english_ratios",
        "lexicon_validity",
        "rank_frequency",
        "repeated_bigrams",
        "stances",
        "term_rates",
        "theme_network",
    ],
)
def test_what_is_of_no_section_has_no_sections_colour(drawn, name):
    assert "--section-" not in drawn(name).to_json()


def test_names_with_apostrophes_and_quotation_marks_are_drawn_as_they_stand(book):
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
    for name in NAMES:
        spec = resize(draw(named, name).to_dict(), 680, narrow=False)
        assert vl_convert.vegalite_to_svg(spec), name


def test_the_head_of_a_column_at_a_glance_says_how_many_sentences_it_has(drawn, book):
    spec = drawn("document_at_a_glance").to_dict()
    sizes = dict(zip(book.document.paragraphs["title"], book.document.paragraphs["sentences"], strict=True))
    heads = {row["head"]: row for row in rows_of(drawn("document_at_a_glance"))}
    assert {head for head, row in heads.items() if row["column"] in sizes} == {
        f"{title} ({sentences})" for title, sentences in sizes.items()
    }
    svg = vl_convert.vegalite_to_svg(resize(spec, 300, narrow=True))
    assert all(f">{head}</text>" in svg for head in heads)


def test_what_the_rest_has_leads_to_the_whole_entry_and_nowhere_where_it_has_none(drawn):
    rows = [row for row in rows_of(drawn("paragraph_profile")) if "href" in row]
    here = [row for row in rows if row["where"] == "This paragraph"]
    rest = [row for row in rows if row["where"] == "The rest"]
    assert all(row["href"].endswith(".great-powers") for row in here)
    assert all(bool(row["href"]) == (row["sentences"] > 0) for row in rest)
    led = {row["href"] for row in rest}
    assert {f"{charts.SITE}codebook.html#stability", f"{charts.SITE}evidence.html#actor.russia"} <= led
    assert not any(".great-powers" in href for href in led)


@pytest.mark.parametrize("name", NAMES)
def test_one_of_a_thing_is_told_in_the_singular(drawn, book, name):
    page = OF.get(name, {})
    told = [drawn(name).to_json()]
    if "paragraph" in page:
        told += [
            getattr(charts, name)(book, paragraph=one, title="A title", claim="claims.x").to_json()
            for one in book.document.section_of
            if name == "paragraph_profile"
        ]
    assert not re.findall(r".{20}(?<![\d.,])1 (?:sentence|token|type|actor)s\b.{20}", "".join(told))


def test_the_names_of_an_actor_follow_each_other_along_its_bar(drawn, book):
    order = list(dict.fromkeys(row["label"] for row in rows_of(drawn("actor_names")) if "start" in row))
    totals = actors.totals(book)
    assert order == list(totals[totals["mentions"] > 0]["label"])
    reached = {}
    for row in (row for row in rows_of(drawn("actor_names")) if "start" in row):
        assert row["start"] == reached.get(row["actor"], 0)
        reached[row["actor"]] = row["end"]


def test_adverse_stances_are_the_strongest_and_the_matrix_has_no_gap(drawn):
    spec = drawn("stances").to_dict()
    fill = next(fill for fill in parts_of(spec, "fill") if isinstance(fill, dict))
    colours = dict(zip(fill["scale"]["domain"], fill["scale"]["range"], strict=True))
    assert [colours[name] for name in colours if name.endswith("adverse")] == [HEAT[-1]]
    assert "var(--page)" not in colours.values()
    grid = {(row["who"], row["whom"]) for row in rows_of(drawn("stances")) if "sign" not in row}
    assert len(grid) == len({who for who, _ in grid}) * len({whom for _, whom in grid})


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("actor_network", "Sentences shared"),
        ("actor_themes", "Sentences with the theme"),
        ("stances", "Sentences"),
        ("theme_network", "Sentences shared"),
        ("theme_pairs", "Sentences shared"),
    ],
)
def test_a_table_names_all_of_the_sentences_that_a_cell_counts(drawn, book, name, count):
    table = drawn(name).to_dict()["usermeta"]["table"]
    titles = set(book.document.paragraphs["title"])
    for row in table["rows"]:
        cells = dict(zip(table["columns"], row, strict=True))
        parts = [part for part in cells["Where"].split("; ") if part]
        assert {re.sub(r" \d.*", "", part) for part in parts} <= titles
        assert len(re.findall(r"\d+", cells["Where"])) == cells[count]


def test_a_pair_of_themes_leads_to_the_first_sentence_that_carries_both_and_else_nowhere(drawn, book):
    rows = [row for row in rows_of(drawn("theme_pairs")) if "together" in row]
    assert all(bool(row["href"]) == (row["together"] > 0) for row in rows)
    assert {row["together"] > 0 for row in rows} == {True, False}
    carried = book.coding.consensus.groupby(["paragraph", "sentence"])["theme"].agg(set)
    at = {
        f"{charts.SITE}evidence.html#{book.document.short[paragraph]}-{sentence}": themes
        for (paragraph, sentence), themes in carried.items()
    }
    assert all({row["first"], row["second"]} <= at[row["href"]] for row in rows if row["href"])


@pytest.mark.parametrize("name", ["theme_network", "actor_network"])
def test_no_line_of_a_network_runs_through_a_member_that_it_does_not_join(drawn, name):
    """By the pixels from places to lines on a narrow screen, where a circle has a radius of some ten."""
    rows = rows_of(drawn(name))
    lines = {(row["x"], row["y"], row["x2"], row["y2"]) for row in rows if "x2" in row}
    members = {(row["x"], row["y"]) for row in rows if "x" in row and "x2" not in row}
    assert lines
    closest = min(
        _distance(member, line) for member in members for line in lines if member not in (line[:2], line[2:])
    )
    assert closest > 8


def _distance(member, line):
    wide, high = 220, 350
    place = complex(member[0] * wide, member[1] * high)
    start, end = complex(line[0] * wide, line[1] * high), complex(line[2] * wide, line[3] * high)
    along = end - start
    part = ((place - start) * along.conjugate()).real / abs(along) ** 2
    return abs(place - start - min(max(part, 0), 1) * along)


def test_the_darkest_cells_of_a_long_document_are_its_highest_counts():
    assert heat.counts(9) == [1, 2, 3, 4]
    assert heat.counts(100) == [1, 25, 50, 75]
