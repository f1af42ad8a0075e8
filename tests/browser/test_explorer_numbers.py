"""Every number that the explorer shows of every term, compared with the same number computed anew."""

import functools
import json
import math
import re

import pytest

from tests import independent
from tests.conftest import EXTENDED
from tests.independent import number, shows

READ = r"""async ([addresses, parts]) => {
  const root = document.querySelector(".explorer");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const plain = (node) => node.nodeType === Node.TEXT_NODE ? node.data
    : node.matches(".visually-hidden, .proof") ? "" : [...node.childNodes].map(plain).join("");
  const text = (element) => plain(element).trim();
  const rows = (body) => {
    const heads = [...body.closest("table").tHead.rows[0].cells].map(text);
    return [...body.rows].map((row) => [...row.cells].map((cell, at) => [heads[at], text(cell)]));
  };
  const read = {
    name: () => text(part("name")),
    headline: () => text(part("headline")),
    marks: () => [...root.querySelectorAll(".mark")].map((mark) =>
      [mark.getAttribute("aria-label"), mark.dataset.count ?? ""]),
    evenly: () => text(part("dispersion-text")),
    spread: () => rows(part("dispersion")),
    collocates: () => rows(part("collocate-rows")),
    keyness: () => part("keyness").hidden ? [] : [...part("comparisons").querySelectorAll("dt")].map((name) =>
      [text(name), text(name.nextElementSibling)]),
  };
  const found = [];
  for (const address of addresses) {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    if (!part("show-all").hidden) part("show-all").click();
    found.push(Object.fromEntries((parts ?? Object.keys(read)).map((name) => [name, read[name]()])));
  }
  return JSON.stringify(found);
}"""
"""Looks at one address after the other, and reads all or some parts there, each number with its label."""


def read(page, addresses, *parts):
    """What the explorer shows at each address."""
    return json.loads(page.evaluate(READ, [addresses, parts or None]))


def anchor(name):
    return name.replace(" ", "-")


@pytest.fixture(scope="module")
def names():
    """Some terms of each kind; all of them under `make test-all`."""
    every = sorted(independent.terms()["name"].unique())
    return every if EXTENDED else sorted({*every[::9], "china", "partnership", "world order", "hegemonism"})


@pytest.fixture(scope="module")
def reader(browser, address):
    """Reads the explorer at several addresses, in one visit to the page."""
    context = browser.new_context()
    page = context.new_page()
    # Any term but the first: then the data of all terms are there.
    page.goto(f"{address}explorer.html?term=partnership")
    page.locator("[data-part=views]").wait_for()
    yield functools.partial(read, page)
    context.close()


@pytest.fixture(scope="module")
def shown(reader, names):
    """What the explorer shows of each term where nothing else is chosen."""
    return dict(zip(names, reader([f"?term={anchor(name)}" for name in names]), strict=True))


@pytest.fixture(scope="module")
def intervals():
    return independent.intervals(independent.terms())


def numbers(text):
    return re.findall(r"\u2212?\d+(?:\.\d+)?|\u2212?\u221e", text)


def all_show(text, *expected):
    """Whether the numbers of a text are these, each a value with its digits after the point."""
    found = numbers(text.replace("95\u00a0%", ""))
    return len(found) == len(expected) and all(
        shows(shown, value, digits) for shown, (value, digits) in zip(found, expected, strict=True)
    )


def times(count):
    return ["never", "once", "twice"][count] if count < 3 else f"{count} times"


def many(count, noun):
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


# The terms, and where they occur ----------------------------------------------------------------------------


def test_every_term_is_shown(shown, names):
    assert {anchor(shown["name"].lower()) for shown in shown.values()} == set(map(anchor, names))
    assert len(shown) == len(names) > 30


def test_every_headline_shows_the_counts_and_the_rate_of_its_term(shown, intervals):
    tokens = independent.sizes("section").sum()
    for name, rows in independent.terms().query("name in @shown").groupby("name"):
        headline, count = shown[name]["headline"], rows["count"].sum()
        sentences, paragraphs = len(rows), rows["paragraph"].nunique()
        where = f" {times(count)} in {many(sentences, 'sentence')} and {paragraphs} of 9 paragraphs: "
        opening, _, rest = headline.partition(where)
        assert opening in ("The word occurs", "The phrase occurs"), headline
        rate = re.match(r"(\S+) per thousand tokens(?: \(95\u00a0% interval (.*?)\))?\.", rest)
        assert shows(rate[1], 1000 * count / tokens, 1), headline
        low, high = intervals[None].loc[name]
        assert all_show(rate[2] or "", *([] if math.isnan(low) else [(low, 1), (high, 1)])), headline


def test_every_mark_shows_how_often_its_sentence_holds_the_term(shown, names):
    held, sentences = independent.table(independent.terms()), independent.sentences()
    for name in names:
        expected = [
            [f"{title}, sentence {number}: {times(count) if count else 'not here'}", str(count) * (count > 1)]
            for title, number, count in zip(
                sentences["title"], sentences["sentence"], held[name], strict=True
            )
        ]
        assert shown[name]["marks"] == expected, name


# How evenly it spreads --------------------------------------------------------------------------------------

SPREAD = {"DP": "dp", "DPnorm": "dp_norm", "Juilland\u2019s D": "juilland_d"}


def test_every_cell_on_spread_shows_the_measure_of_its_column(shown, names):
    by_paragraph = independent.counts(independent.terms(), "paragraph"), independent.sizes("paragraph")
    by_sentence = independent.table(independent.terms()), independent.sentences()["tokens"]
    for name in names:
        rows = [dict(row) for row in shown[name]["spread"]]
        assert [row["Over"] for row in rows] == ["9 paragraphs", "42 sentences"]
        for row, (counted, sizes) in zip(rows, (by_paragraph, by_sentence), strict=True):
            expected = independent.spread(counted[name], sizes)
            assert row["held by"] == str(expected["range"]), name
            for head, measure in SPREAD.items():
                assert shows(row[head], expected[measure], 2), (name, head, row)
        if "a term of" in shown[name]["evenly"]:
            assert f"a term of {expected['range']} can" in shown[name]["evenly"]


# Words around it --------------------------------------------------------------------------------------------

MEASURES = {"logDice": "log_dice", "PMI": "pmi", "NPMI": "npmi", "t-score": "t_score", "G2": "g2"}


def assert_p(text, p):
    if math.isnan(p):
        assert text == "not tested"
    else:
        assert p < 0.001 if text == "< 0.001" else shows(text, p, 3), (text, p)


def test_every_collocate_cell_shows_the_measure_of_its_column(shown, names):
    for name in names:
        expected = independent.near(name)
        rows = {dict(row)["Word"].lower(): dict(row) for row in shown[name]["collocates"]}
        assert rows.keys() == expected.keys(), name
        for word, row in rows.items():
            assert row.keys() == {"Word", "shared sentences", *MEASURES, "adjusted p"}
            assert row["shared sentences"] == str(expected[word]["together"]), (name, row)
            for head, measure in MEASURES.items():
                assert shows(row[head], expected[word][measure], 2), (name, head, row, expected[word])
            assert_p(row["adjusted p"], expected[word]["p_adjusted"])


def test_words_around_are_sorted_by_the_measure_that_is_chosen(reader):
    for head, measure in MEASURES.items():
        (shown,) = reader([f"?term=china&measure={measure}"], "collocates")
        values = [number(dict(row)[head]) for row in shown["collocates"]]
        assert len(values) > 20
        assert values == sorted(values, reverse=True), measure


# More in one section? ---------------------------------------------------------------------------------------


def test_every_comparison_of_the_sections_shows_the_measure_of_its_label(shown, names):
    counted, sizes = independent.counts(independent.terms(), "section"), independent.sizes("section")
    tested, ranked = independent.between_sections(independent.words()), set(independent.words()["name"])
    (here, _), titles = sizes.index, list(independent.sentences()["section_title"].unique())
    held = independent.terms().groupby(["name", "section"]).size().unstack(fill_value=0)
    for name in names:
        cells = dict(shown[name]["keyness"])
        beside = ["p, paragraphs"] if name in tested.index else []
        assert list(cells) == ["Verdict", *beside, "Occurrences", "Log Ratio", "G2"]
        a, b = map(int, counted[name])
        expected = independent.log_ratio(a, b, *sizes)
        assert cells["Occurrences"] == f"{a} in \u2018{titles[0]}\u2019, {b} in \u2018{titles[1]}\u2019", name
        ratio, rest = cells["Log Ratio"].split(": the rate", 1)
        ends = [(expected[end], 0 if math.isinf(expected[end]) else 2) for end in ("low", "high")]
        assert all_show(ratio, (expected["log_ratio"], 2), *ends), (name, cells)
        factor = 2 ** expected["log_ratio"]
        assert all_show(rest, (factor, 2 if factor < 1 else 1)), (name, cells)
        assert shows(cells["G2"], expected["g2"], 2), (name, cells)
        if name not in ranked:
            assert cells["Verdict"] == "not tested", name
        elif name not in tested.index:
            assert cells["Verdict"].startswith("too rare to tell ("), name
        else:
            verdict, _, p = cells["Verdict"].removesuffix(")").partition(" (adjusted p ")
            verdict, _, plain = verdict.partition(": ")
            assert verdict == independent.verdict(tested, name, here), name
            if verdict == "cannot be told apart":
                first, second = held.loc[name]
                assert plain == f"{many(first, 'sentence')} against {second} could well be chance", name
            assert_p(p, tested.loc[name, "p_adjusted"])
            p, _, how = cells["p, paragraphs"].partition(", where ")
            assert_p(p, tested.loc[name, "p_paragraphs"])
            assert how == "whole paragraphs are shuffled"
