"""Every number in the tables of the site, compared with the same number computed anew.

The tables are the twins of charts, which can also be saved as CSV and JSON, and those of notebooks. `CHARTS`
and `TABLES` say for each of them what stands in its columns, by name. They have every column that holds
numbers: a new one has to be added here.
"""

import csv
import datetime
import functools
import json
import math
import re
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
import yaml
from scipy import stats

from tests import independent

TOKENS = independent.sizes("section").sum()
SENTENCES = independent.sentences()
PARAGRAPH = dict(SENTENCES[["title", "paragraph"]].itertuples(index=False))
SECTION = dict(SENTENCES[["section_title", "section"]].itertuples(index=False))
THEME = {label: theme for theme, label in independent.theme_labels().items()}
ACTOR = {label: actor for actor, label in independent.actor_labels().items()}
FIRST, SECOND = SECTION


# What is computed anew --------------------------------------------------------------------------------------


@functools.cache
def counts(what, by):
    return independent.counts(getattr(independent, what)(), by)


@functools.cache
def held(what):
    """Whether each name, a column, stands in each sentence, a row."""
    return independent.table(getattr(independent, what)()) > 0


@functools.cache
def intervals(what, tokens=None):
    return independent.intervals(getattr(independent, what)(), tokens)


@functools.cache
def told_apart(what):
    return independent.between_sections(getattr(independent, what)())


def term(row):
    return row["Term"].lower()


def where(sentences):
    """Where the sentences stand of which a Series says yes or no."""
    places = sentences[sentences].index.to_frame(index=False)
    titles = {paragraph: title for title, paragraph in PARAGRAPH.items()}
    return "; ".join(
        f"{titles[paragraph]} {', '.join(map(str, rows['sentence']))}"
        for paragraph, rows in places.groupby("paragraph", sort=False)
    )


def percent(value):
    exact = Decimal(repr(float(value))) * 100
    return f"{exact.quantize(Decimal(1), ROUND_HALF_UP)}%"


def share_of(carried, part):
    """How many sentences of a part, a mask, carry something, and of how many."""
    return int((carried & part).sum()), int(part.sum())


def inside(column, value):
    """Which sentences stand in a section or a paragraph."""
    return pd.Series((SENTENCES[column] == value).to_numpy(), held("terms").index)


@functools.cache
def pairs(what):
    return independent.shared_sentences(getattr(independent, what)())


def pair(what, one, other):
    """Sentences that two share, expected by chance, p and p adjusted, and where they are."""
    found = pairs(what).loc[tuple(sorted((one, other)))]
    together = held(what)[one] & held(what)[other]
    return int(together.sum()), found["expected"], found["p"], found["p_adjusted"], where(together)


def glance(row, _):
    carried = held("themes")[THEME[row["Theme"]]]
    part = row["Where"]
    among = (
        inside("section", SECTION[row["Section"]])
        if part == "All of it"
        else inside("paragraph", PARAGRAPH[part])
    )
    number, of = share_of(carried, among)
    return {"Sentences that carry it": number, "Of": of, "Share": number / of}


def profile(row, page):
    names = THEME if row["Kind"] == "Theme" else ACTOR
    carried = held("themes" if row["Kind"] == "Theme" else "actors")[names[row["Name"]]]
    here = inside("paragraph", paragraph_of(page))
    number, of = share_of(carried, here if row["Where"] == "This paragraph" else ~here)
    return {"Sentences": number, "Of": of, "Per cent": (100 * number / of, 0)}


def paragraph_of(page):
    section, name = page.split("/")[1:]
    return f"{section}/{'opening' if name == 'index' else name}"


def paragraph_terms(row, page):
    own = counts("terms", "paragraph")[term(row)]
    here, all_ = own[paragraph_of(page)], own.sum()
    return {"In this paragraph": here, "In the document": all_, "Per cent": (100 * here / all_, 0)}


def actor_names(row, _):
    rows = independent.actor_names()
    rows = rows[(rows["called"] == row["Named as"].lower()) & (rows["label"] == row["Actor"])]
    assert set(rows["how"]) == {row["Kind of name"]}
    return {"Mentions": rows["count"].sum()}


def actor_pairs(row, _):
    one, other = ACTOR[row["Actor"]], ACTOR[row["With"]]
    together, expected, p, adjusted, places = pair("actors", one, other)
    size = held("actors").sum()
    test = "Unlikely by chance" if adjusted <= independent.LEVEL else "Could be chance"
    return {
        "Sentences shared": together,
        "Of the first": size[one],
        "Of the second": size[other],
        "Expected by chance": (expected, 1),
        "p": (p, 3),
        "p, adjusted": (adjusted, 3),
        "Test": "Too rare to tell" if math.isnan(p) else test,
        "Where": places,
    }


def actor_sections(row, _):
    actor, section = ACTOR[row["Actor"]], SECTION[row["Section"]]
    number = counts("actors", "section").loc[section, actor]
    low, high = intervals("actors")[section].loc[actor]
    ends = re.findall(r"[\d.]+", row["95 % interval"])
    assert math.isnan(low) if not ends else near(ends[0], low, 1) and near(ends[1], high, 1), row
    tested = told_apart("actors")
    return {
        "Mentions": number,
        "Per thousand tokens": (1000 * number / independent.sizes("section")[section], 1),
        "95 % interval": row["95 % interval"],
        "p, adjusted": (tested["p_adjusted"].get(actor, math.nan), 3),
        "p, paragraphs shuffled": (tested["p_paragraphs"].get(actor, math.nan), 3),
        "Verdict": independent.verdict(tested, actor, section),
    }


def actor_themes(row, _):
    named, carried = held("actors")[ACTOR[row["Actor"]]], held("themes")[THEME[row["Theme"]]]
    number, of = share_of(carried, named)
    return {
        "Sentences with the theme": number,
        "Sentences that name the actor": of,
        "Share": percent(number / of),
        "Where": where(carried & named),
    }


def stances(row, _):
    rows = pd.read_csv(independent.DATA / "coding/stances.csv", keep_default_na=False)
    actor, target = ACTOR[row["Actor"]], ACTOR[row["Towards"]]
    rows = rows[(rows["actor"] == actor) & (rows["target"] == target) & (rows["stance"] == row["Stance"])]
    places = set(rows[["paragraph", "sentence"]].itertuples(index=False, name=None))
    index = held("terms").index
    return {"Sentences": len(rows), "Where": where(pd.Series(index.isin(places), index))}


def paragraph_sizes(row, _):
    rows = SENTENCES[SENTENCES["title"] == row["Paragraph"]]
    return {"Sentences": len(rows), "Tokens": rows["tokens"].sum()}


def choice_ranks(row, _):
    rows = independent.chosen(row["Stop list"], row["Counting"])
    often = rows.groupby("name")["count"].sum()
    tested = terms_told_apart(row["Stop list"], row["Counting"])
    apart = tested["p_adjusted"].get(term(row), 1) <= independent.LEVEL
    return {
        "Occurrences": often[term(row)],
        "Rank": independent.rank(often)[term(row)],
        "Between the sections": "told apart" if apart else "not told apart",
    }


@functools.cache
def terms_told_apart(*choices):
    return independent.between_sections(independent.chosen(*choices))


def source_ranks(row, _):
    section, theme = SECTION[row["Section"]], THEME[row["Theme"]]
    carried = counted_themes(row["Source"]).loc[section]
    apart = themes_told_apart(row["Source"])["p_adjusted"].get(theme, 1) <= independent.LEVEL
    return {
        "Share": (carried[theme] / inside("section", section).sum(), 2),
        "Rank": independent.rank(carried)[theme],
        "Between the sections": "told apart" if apart else "not told apart",
    }


@functools.cache
def counted_themes(source):
    rows = independent.counts(independent.themes(source), "section")
    return rows.reindex(columns=list(THEME.values()), fill_value=0)


@functools.cache
def themes_told_apart(source):
    return independent.between_sections(independent.themes(source))


def collocates(row, _):
    found = around("beijing")[term(row)]
    return {
        "Sentences shared": found["together"],
        "Its sentences": found["alone"],
        "logDice": found["log_dice"],
        "PMI": found["pmi"],
        "NPMI": found["npmi"],
        "t-score": found["t_score"],
        "G2": found["g2"],
        "p, adjusted": found["p_adjusted"],
    }


@functools.cache
def around(node):
    return independent.collocates(independent.words(), node)


def distinctive_terms(row, _):
    return {"TF-IDF weight": weights().loc[PARAGRAPH[row["Paragraph"]], term(row)]}


@functools.cache
def weights():
    return independent.tf_idf(independent.words())


def by_paragraph(row, _):
    paragraph = PARAGRAPH[row["Paragraph"]]
    number = counts("terms", "paragraph").loc[paragraph, term(row)]
    rate = (1000 * number / independent.sizes("paragraph")[paragraph], 1)
    return {"Occurrences": number, "Per thousand tokens": rate}


def section_log_ratios(row, _):
    a, b = counts("terms", "section")[term(row)]
    found = independent.log_ratio(a, b, *independent.sizes("section"))
    return {
        FIRST: a,
        SECOND: b,
        "Log Ratio": found["log_ratio"],
        "Interval from": found["low"],
        "to": found["high"],
        "G2": found["g2"],
        "p, adjusted": (told_apart("words")["p_adjusted"][term(row)], 3),
        "p, paragraphs shuffled": (told_apart("words")["p_paragraphs"][term(row)], 3),
        f"Verdict on “{FIRST}”": independent.verdict(told_apart("words"), term(row), SECTION[FIRST]),
    }


def term_rates(row, _):
    number = counts("terms", "section")[term(row)].sum()
    low, high = intervals("terms")[None].loc[term(row)]
    return {
        "Occurrences": number,
        "Per thousand tokens": (1000 * number / TOKENS, 1),
        "Interval from": (low, 1),
        "to": (high, 1),
    }


def top_terms(row, _):
    rows = independent.vocabulary()
    section = SECTION[row["Section"]]
    number = rows[(rows["lemma"] == term(row)) & (rows["section"] == section)]["count"].sum()
    rate = (1000 * number / independent.sizes("section")[section], 1)
    return {"Occurrences": number, "Per thousand tokens": rate}


def lexicon_validity(row, _):
    value, low, high = validity(row["Lexicon"])[THEME[row["Theme"]]][row["Measure"]]
    return {"Value": value, "Interval from": low, "to": high}


@functools.cache
def validity(lexicon):
    return independent.validity(independent.themes(lexicon), independent.themes())


ELSEWHERE = ("refined lexicon", "frozen lexicon", "general lexicon")


@functools.cache
def elsewhere(lexicon):
    return independent.validity_elsewhere(lexicon)


def mean_f1(measures, measure):
    each = [row[measure][0] for row in measures.values() if not math.isnan(row[measure][0])]
    return sum(each) / len(each)


def lexicons_elsewhere(row, _):
    lexicon = row["Lexicon"]
    if row["Sentences"] == "in the document":
        return {"Mean F1": mean_f1(validity(lexicon), "F1"), "Interval from": math.nan, "to": math.nan}
    low, high = independent.macro_f1_interval(lexicon)
    return {"Mean F1": mean_f1(elsewhere(lexicon), "f1"), "Interval from": low, "to": high}


def themes_elsewhere(row, _):
    own = elsewhere(row["Lexicon"])[THEME[row["Theme"]]]
    value, low, high = own["f1"]
    return {
        "Coded": own["coded"],
        "Missed": own["misses"],
        "False alarms": own["false-alarms"],
        "F1": value,
        "Interval from": low,
        "to": high,
    }


def theme_shares(row, _):
    theme, section = THEME[row["Theme"]], SECTION[row["Section"]]
    number, of = share_of(held("themes")[theme], inside("section", section))
    low, high = intervals("themes", 1)[section].loc[theme] / 10
    return {
        "Sentences": number,
        "Of": of,
        "Per cent": (100 * number / of, 0),
        "Interval from": (low, 0),
        "to": (high, 0),
        "p, adjusted": (told_apart("themes")["p_adjusted"].get(theme, math.nan), 3),
        "p, paragraphs shuffled": (told_apart("themes")["p_paragraphs"].get(theme, math.nan), 3),
        "Verdict": independent.verdict(told_apart("themes"), theme, section),
    }


REFERENCE = independent.DATA / "reference/un-general-debate"


@functools.cache
def debate(name):
    return pd.read_csv(REFERENCE / f"{name}.csv", keep_default_na=False)


def word_histories(row, _):
    years = debate("years")
    counts = years[years["term"] == row["Term"]].groupby("year")[["texts", "all_texts"]].sum()
    share = counts["texts"] / counts["all_texts"]
    found = {
        "Texts that use it": counts["texts"].sum(),
        "First year": counts.index[counts["texts"] > 0].min(),
        "Highest share": (share.max(), 3),
        "Highest in": share.idxmax(),
    }
    for side, (where, (value, low, high)) in zip(
        ("first", "last"), independent.five_years(row["Term"]).items(), strict=True
    ):
        found[f"Share, {side} 5 years"] = value, 3
        found[f"At the {where}, from"] = low, 3
        found[f"At the {where}, to"] = high, 3
    return found


SPEAKER = {name: code for code, name in independent.speaker_names()[0].items()}
PART = {"Whole document": "document", **SECTION}
WAYS = {
    "TF-IDF: no names": ("tf-idf", "out"),
    "TF-IDF: all words": ("tf-idf", "in"),
    "TF-IDF: no actors": ("tf-idf", "bodies-out"),
    "TF-IDF: no capitals": ("tf-idf", "capitals-out"),
    "JSD: no names": ("divergence", "out"),
    "JSD: all words": ("divergence", "in"),
    "JSD: no actors": ("divergence", "bodies-out"),
    "JSD: no capitals": ("divergence", "capitals-out"),
}


def nearest_texts(row, _):
    found = independent.likeness("tf-idf", "out", "document").loc[SPEAKER[row["Speaker"]]]
    return {
        "Rank": found["rank"],
        "Interval from": found["low"],
        "to": found["high"],
        "Cosine": (found["value"], 3),
    }


def nearest_at_a_glance(row, page):
    return {"Rank": likeness_choices({**row, "Part": "Whole document"}, page)["Rank"]}


def places_map(row, _):
    place = {label: place for place, label in independent.place_labels().items()}[row["Place"]]
    rows = independent.places().query(f"name == '{place}'")
    index = held("terms").index
    named = index.isin(set(rows[["paragraph", "sentence"]].itertuples(index=False, name=None)))
    return {"Mentions": rows["count"].sum(), "Sentences": where(pd.Series(named, index))}


def timeline(row, _):
    events = yaml.safe_load((independent.DATA / "timeline.yml").read_text(encoding="utf-8"))["events"]
    [event] = [event for event in events if event["event"] == row["Event"]]
    year, *rest = str(event["date"]).split("-")
    month = [datetime.date(2000, int(number), 1).strftime("%B") for number in rest[:1]]
    day = [str(int(number)) for number in rest[1:]]
    titles = {paragraph: title for title, paragraph in PARAGRAPH.items()}
    return {"Date": " ".join([*day, *month, year]), "Chapter": titles[paragraph_of(event["page"])]}


def likeness_choices(row, _):
    part, speaker = PART[row["Part"]], SPEAKER[row["Speaker"]]
    if row["Measure"] == "Delta: style":
        return {"Rank": independent.deltas(part)[0][speaker], "Interval from": "", "to": ""}
    found = independent.likeness(*WAYS[row["Measure"]], part).loc[speaker]
    return {"Rank": found["rank"], "Interval from": found["low"], "to": found["high"]}


def ways(row):
    part, speaker = PART[row["Part"]], SPEAKER[row["Speaker"]]
    ranks = [independent.likeness(*way, part).loc[speaker]["rank"] for way in independent.VARIANTS]
    ranks.append(independent.deltas(part)[0][speaker])
    return {
        "First": sum(rank == 1 for rank in ranks),
        "Nearest ten": sum(rank <= 10 for rank in ranks),
        "Of": len(ranks),
        "Best rank": min(ranks),
        "Worst rank": max(ranks),
    }


def own_terms(row, _):
    values = independent.key_terms()[row["Term"].lower()]
    return {
        "Occurrences": values["count"],
        "Per thousand tokens": (values["rate"], 1),
        "Median of the texts": (values["median"], 1),
        "95 % of them at most": (values["upper"], 1),
        "The highest": (values["most"], 1),
        "Texts with it, in per cent": (100 * values["share"], 0),
        "Log Ratio": (values["log-ratio"], 1),
        "p": (values["p"], 6),
        "Terms of a text so far out": (values["expected"], 1),
        "p, adjusted": (values["p-adjusted"], 6),
    }


FOLLOWED = {"China": "CHN", "Russia": "RUS", "United States": "USA", "India": "IND", "Japan": "JPN"}


def first_uses(row, _):
    uses = debate("first")
    uses = uses[uses["term"] == row["Term"]]
    years = uses.set_index("speaker")["year"]
    return {
        "First used in": years.min(),
        "Speakers so far": len(uses),
        **{name: years.get(code, "") for name, code in FOLLOWED.items()},
    }


def quotations(row):
    uses = debate("first").merge(debate("texts")[["text", "session"]], on="text")
    [found] = uses[(uses["term"] == row["Term"]) & (uses["quotation"] == row["Sentence"])].itertuples()
    return {"Year": found.year, "Session": found.session}


CHARTS = {
    "document-at-a-glance": glance,
    "paragraph-profile": profile,
    "paragraph-terms": paragraph_terms,
    "actor-names": actor_names,
    "actor-pairs": actor_pairs,
    "actor-sections": actor_sections,
    "actor-themes": actor_themes,
    "stances": stances,
    "nearest-at-a-glance": nearest_at_a_glance,
    "nearest-texts": nearest_texts,
    "places-map": places_map,
    "timeline": timeline,
    "own-terms": own_terms,
    "paragraph-sizes": paragraph_sizes,
    "choice-ranks": choice_ranks,
    "source-ranks": source_ranks,
    "collocates": collocates,
    "distinctive-terms": distinctive_terms,
    "first-uses": first_uses,
    "likeness-choices": likeness_choices,
    "section-log-ratios": section_log_ratios,
    "term-map": by_paragraph,
    "term-rates": term_rates,
    "top-terms": top_terms,
    "word-histories": word_histories,
    "lexicon-validity": lexicon_validity,
    "theme-shares": theme_shares,
    "lexicons-elsewhere": lexicons_elsewhere,
    "themes-elsewhere": themes_elsewhere,
}
"""For each chart the values of a row of its table, by column, with their digits if not 2."""


# Comparing --------------------------------------------------------------------------------------------------


def near(cell, value, digits):
    """Whether a cell holds a value that is rounded to these digits after the point; it may hold more."""
    return abs(independent.number(cell) - value) <= 0.5 * 10**-digits + 1e-6


def matches(cell, value):
    """Whether a cell, as text, holds a value, which may come with its digits."""
    if isinstance(value, str):
        return cell == value
    value, digits = value if isinstance(value, tuple) else (value, 2)
    if math.isnan(value):
        return cell == ""
    if math.isinf(value):
        return independent.number(cell) == value
    if float(value).is_integer() and "." not in cell:
        return int(cell) == value
    return near(cell, value, digits)


def is_number(text):
    return re.fullmatch(r"[\u2212-]?(\d[\d,.]*|\u221e)(e[+-]?\d+)?%?", text) is not None


def assert_rows(name, rows, compute):
    """Whether each row holds what is computed anew, in every column that has numbers."""
    for row in rows:
        expected = compute(row)
        wrong = {
            head: (row[head], value) for head, value in expected.items() if not matches(row[head], value)
        }
        assert not wrong, (name, row, wrong)
        left = {head for head, cell in row.items() if is_number(cell)} - expected.keys()
        assert not left, f"{name}: {left} is not compared"


@pytest.fixture(scope="module")
def saved(site):
    """The tables of the charts that can be saved: by page and anchor, as rows of texts."""
    found = {}
    for path in sorted((site / "_charts").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            page = str(path.parent.relative_to(site / "_charts"))
            found[page, path.stem] = list(csv.reader(file))
    return found


def test_every_saved_number_of_a_chart_is_that_of_its_column(saved):
    assert {anchor.removeprefix("chart-") for _, anchor in saved} == CHARTS.keys()
    for (page, anchor), (heads, *cells) in saved.items():
        assert len(set(heads)) == len(heads)
        rows = [dict(zip(heads, row, strict=True)) for row in cells]
        assert rows
        compute = functools.partial(lambda make, page, row: make(row, page), CHARTS[anchor[6:]], page)
        assert_rows(f"{page} {anchor}", rows, compute)


def test_the_table_on_the_page_the_csv_and_the_json_of_a_chart_agree(saved, site, pages):
    for (page, anchor), (heads, *cells) in saved.items():
        folder = site / "_charts" / page
        kept = json.loads((folder / f"{anchor}.table.json").read_text(encoding="utf-8"))
        assert [field["name"] for field in kept["schema"]["fields"]] == heads
        assert [[str(row[head]) for head in heads] for row in kept["data"]] == cells, (page, anchor)
        twin = pages.places(f"{page}.html")[anchor].select_one(".twin table")
        assert [head.get_text() for head in twin.select("thead th")] == heads
        for row, record in zip(twin.select("tbody tr"), kept["data"], strict=True):
            shown = [cell.get_text() for cell in row.select("td")]
            for text, head in zip(shown, heads, strict=True):
                assert shows(text, record[head], head), (page, anchor, head, text, record)


def shows(text, value, head):
    """Whether a cell on a page shows a value: a p-value by three decimals, others by three digits."""
    if isinstance(value, bool):
        return text == ("yes" if value else "no")
    if not isinstance(value, float):
        return text == str(value)
    if head == "p" or head.startswith("p, "):
        return text == "< 0.001" if value < 0.001 else independent.shows(text, value, 3)
    if re.search("e", text):
        return False
    digits = max(2 - math.floor(math.log10(abs(value))), 0) if value else 0
    return abs(float(text) - value) <= 0.5 * 10**-digits + 1e-9


DRAWN_APART = {"chart-first-uses", "chart-section-log-ratios", "chart-word-histories"}
"""The charts whose drawings have data of their own.

These are ends of intervals that are cut, and a mark for each year.
"""


def test_every_row_of_a_charts_table_is_in_the_data_of_its_drawing(saved, site):
    for (page, anchor), (_, *rows) in saved.items():
        if anchor in DRAWN_APART:
            continue
        text = (site / "_charts" / page / f"{anchor}.vl.json").read_text(encoding="utf-8")
        records = [
            set().union(*map(written, record.values()))
            for data in json.loads(text)["datasets"].values()
            for record in data
        ]
        drawn = set().union(*records)
        for row in rows:
            known = set().union(*(written(value, [6]) for value in row if value)) & drawn
            assert any(known <= record for record in records), (page, anchor, row)


def written(value, digits=range(7)):
    """A value as a table and the data of a drawing may hold it, rounded to these digits."""
    try:
        return {round(float(value), places) for places in digits}
    except (TypeError, ValueError):
        return {str(value)}


def test_the_marks_of_log_ratios_are_described_by_the_numbers_of_the_table(saved, site):
    page, anchor = "notebooks/term_frequency", "chart-section-log-ratios"
    heads, *cells = saved[page, anchor]
    datasets = json.loads((site / "_charts" / page / f"{anchor}.vl.json").read_text(encoding="utf-8"))[
        "datasets"
    ]
    described = {record.get("label") for data in datasets.values() for record in data} - {None}
    rows = [dict(zip(heads, row, strict=True)) for row in cells]
    assert described == {
        f"{row['Term']}: {row['Log Ratio']} ({row['Interval from']} to {row['to']}), {row[heads[-1]]}"
        for row in rows
    }


# Tables of notebooks ----------------------------------------------------------------------------------------


def names_by_section(row):
    rows = independent.actor_names().query(f"label == '{row['Actor']}'")
    rows = rows[rows["called"] == row["Named as"].lower()].groupby("section")["count"].sum()
    return {title: rows.get(section, 0) for title, section in SECTION.items()}


def metonyms(row):
    rows = independent.actor_names().query(f"label == '{row['Actor']}'")
    by = rows[rows["how"] == "Metonym"]["count"].sum()
    total = rows["count"].sum()
    return {"Mentions": total, "By metonym": by, "Share": percent(by / total)}


def phrases(row):
    name = row["Phrase"].lower()
    return {"Occurrences": counts("terms", "section")[name].sum(), "Sentences": held("terms")[name].sum()}


def stability(row):
    stop_list, _, counting = row["Choices"].removeprefix("stop list: ").partition("; ")
    own, here = (
        independent.chosen(*choices).groupby("name")["count"].sum()
        for choices in [("the book's", "words as they stand"), (stop_list, counting)]
    )
    top, found = (set(often[independent.rank(often) <= 10].index) for often in (own, here))
    both = sorted(top | found)
    tau = stats.kendalltau(*(often.reindex(both, fill_value=0) for often in (own, here))).statistic
    return {"Kendall's tau": tau, "Still at the top": len(top & found), "Of": len(top)}


def finding(row):
    every = [(one, other) for one in independent.STOP_LISTS for other in independent.COUNTINGS]
    said = row["Finding"].lower()
    found = {choices for choices in every if said in independent.findings(*choices)}
    own = "yes" if every[0] in found else "no"
    expected = {"Combinations": len(found), "Of": len(every), "Under the book's own": own}
    assert found
    assert "Combinations" in row or len(found) == len(every)
    return {head: value for head, value in expected.items() if head in row}


def theme_finding(row):
    under = [source for source in independent.SOURCES if row["Finding"] in independent.theme_findings(source)]
    return {
        "Ways": len(under),
        "Of": len(independent.SOURCES),
        "Not under": ", ".join(source for source in independent.SOURCES if source not in under),
        "Under the book's own": "yes" if "consensus" in under else "no",
        "Under the frozen lexicon": "yes" if "frozen lexicon" in under else "no",
    }


def forms(row):
    often = content_forms()
    lemmas = independent.words().groupby("name")["count"].sum()
    return {
        "Occurrences": often[row["Form"], row["Lemma"]],
        "Rank": independent.rank(often)[row["Form"], row["Lemma"]],
        "Rank of the lemma": independent.rank(lemmas)[row["Lemma"]],
    }


@functools.cache
def content_forms():
    rows = independent.vocabulary()
    rows = rows[rows["lemma"].isin(independent.words()["name"])]
    return rows.groupby(["token", "lemma"])["count"].sum()


def passes(row):
    found = agreement()[THEME[row["Theme"]]]
    return {
        "Sentences differing": found["differing"],
        "Of": len(SENTENCES),
        "At most, as a share": (found["most"], 3),
        "Alpha": (found["alpha"], 3),
        "Interval from": (found["low"], 3),
        "to": (found["high"], 3),
        "Kappa": (found["kappa"], 3),
    }


def agreement_by_kind(_row):
    alpha, low, high = independent.agreement_overall()
    codes = independent.codes_of_passes()
    return {
        "Codes differing": int((codes["a"] != codes["b"]).to_numpy().sum()),
        "Of": codes["a"].size,
        "Alpha": (alpha, 3),
        "Interval from": (low, 3),
        "to": (high, 3),
    }


def coders(row):
    codes = independent.codes_of_passes()[row["Coder"].removeprefix("model run ").lower()]
    return {"Sentences": len(codes), "Of": len(SENTENCES), "Codes": int(codes.to_numpy().sum())}


@functools.cache
def agreement():
    return independent.agreement()


def disputed(lexicon):
    def of_row(row):
        theme = THEME[row["Theme"]]
        title, _, number = row["Sentence"].rpartition(", sentence ")
        place = (PARAGRAPH[title], int(number))
        found, coded = (
            independent.table(independent.themes(source))
            .reindex(columns=[theme], fill_value=0)
            .loc[place, theme]
            for source in (lexicon, "consensus")
        )
        return {"Error": {(0, 1): "miss", (1, 0): "false alarm"}.get((found, coded), "none")}

    return of_row


def f1_by_lexicon(row):
    theme, of = THEME[row["Theme"]], ELSEWHERE
    expected = {"Held-out sentences": elsewhere(of[0])[theme]["coded"]}
    for lexicon in of:
        name = lexicon.partition(" ")[0].capitalize()
        expected[f"{name}, document"] = validity(lexicon)[theme]["F1"][0]
        expected[f"{name}, held out"] = elsewhere(lexicon)[theme]["f1"][0]
    return expected


def disputed_elsewhere(row):
    speaker, year, number = re.fullmatch(r"(.+), (\d{4}), sentence (\d+)", row["Speech"]).groups()
    drawn, _ = independent.samples("held out")
    (text,) = {
        text for text, _ in drawn if text.startswith(f"{SPEAKER[speaker]}_") and text.endswith(f"_{year}")
    }
    code = (text, int(number), THEME[row["Theme"]])
    found = code in independent.found_elsewhere(row.get("Lexicon", "general lexicon"), "held out")
    coded = code in independent.agreed("held out")
    expected = {
        "Error": {(False, True): "miss", (True, False): "false alarm"}.get((found, coded), "none"),
        "Sentence": drawn[code[:2]],
    }
    return {head: value for head, value in expected.items() if head in row}


TABLES = {
    "Names by section, of the actors that have more than one": names_by_section,
    "Mentions by metonym": metonyms,
    "Phrases that occur more than once": phrases,
    "Agreement with the ranking under the book's own choices": stability,
    "Findings that hold under every combination": finding,
    "Findings that hold under half of the combinations or more": finding,
    "Findings that hold under fewer than half of the combinations": finding,
    "Findings about themes, and under which ways they hold": theme_finding,
    "The most frequent forms": forms,
    "Ranks of speeches under every way of measuring likeness": ways,
    "First uses by speakers that are followed, and first of all, quoted": quotations,
    "Agreement of the passes, by theme": passes,
    "Who coded, and what they read": coders,
    "Agreement within models, within people, and between them": agreement_by_kind,
    "Where the terms and the codes differ": disputed("refined lexicon"),
    "Where the frozen lexicon and the codes differ": disputed("frozen lexicon"),
    "F1 of each theme by each lexicon, in the document and in the held-out sentences": f1_by_lexicon,
    "Where the general lexicon and the codes differ": disputed_elsewhere,
    "Where the refined and the frozen lexicon and the codes differ": disputed_elsewhere,
}
"""For each table of a notebook the values of a row, by column, as in `CHARTS`."""

WITHOUT_NUMBERS = {
    "The tokens of the first sentence with their lemmas",
    "The three stances, in the words of the rule",
    "Where the runs differ, and what was decided",
}


def test_every_number_in_a_notebooks_table_is_that_of_its_column(pages):
    seen = set()
    for page in (page for name, page in pages.items() if name.startswith("notebooks/")):
        for table in page.select("table"):
            if table.find_parent(class_="chart"):
                continue
            caption = table.caption.get_text()
            seen.add(caption)
            heads = [head.get_text() for head in table.select("thead th")]
            assert len(set(heads)) == len(heads), caption
            rows = [
                dict(zip(heads, (cell.get_text() for cell in row.select("td")), strict=True))
                for row in table.select("tbody tr")
            ]
            assert rows
            assert_rows(caption, rows, TABLES.get(caption, lambda row: {}))
    assert seen == TABLES.keys() | WITHOUT_NUMBERS


# Evidence and codebook --------------------------------------------------------------------------------------


def test_every_entry_of_the_evidence_shows_its_counts(pages):
    terms, actors = independent.terms(), independent.actor_names()
    expected = {name.replace(" ", "-"): rows for name, rows in terms.groupby("name")}
    expected |= {f"actor.{actor}": rows for actor, rows in actors.groupby("actor")}
    shown = {entry["id"]: entry.select_one(".often") for entry in pages["evidence.html"].select(".term")}
    assert expected.keys() <= shown.keys()
    for name, rows in expected.items():
        text = shown[name].get_text()
        assert often(rows) in text, (name, text)
        if name.startswith("actor."):
            by_name = rows.groupby("called")["count"].sum()
            named = re.findall(r"([^,:]+) (\d+)(?:,|$)", text.partition(":")[2])
            assert {called.strip().lower(): int(count) for called, count in named} == by_name.to_dict(), name
    left = {name: entry.get_text() for name, entry in shown.items() if name not in expected}
    assert set(left.values()) <= {"named nowhere"}, left


def often(rows):
    """How often, and in how many sentences, in the words of the evidence."""
    count, sentences = rows["count"].sum(), len(rows[independent.SENTENCE].drop_duplicates())
    if count == 1:
        return "once"
    times = "twice" if count == 2 else f"{count} times"
    return f"{times} in {'one sentence' if sentences == 1 else f'{sentences} sentences'}"


def test_every_theme_of_the_codebook_shows_its_number_of_sentences(pages):
    page = pages["codebook.html"]
    for theme in THEME.values():
        rules = [rule.get_text() for rule in page.find(id=theme).select(".rule")]
        assert f"Sentences {held('themes')[theme].sum()} of {len(SENTENCES)}" in rules, theme
