"""Every number that the explorer shows of every term, compared with the same number computed anew."""

import itertools
import re

import pytest

from tests import independent
from tests.browser.running import run_script
from tests.conftest import EXTENDED
from tests.independent import shows


@pytest.fixture(scope="module")
def names():
    """Some terms of each kind; all of them under `make test-all`."""
    every = sorted(independent.terms()["name"].unique())
    return every if EXTENDED else sorted({*every[::9], "china", "partnership", "world order", "hegemonism"})


@pytest.fixture(scope="module")
def shown(browser, address, names):
    """What the explorer shows of each term."""
    with browser.new_context() as context:
        page = context.new_page()
        # Any term but the first: then the data of all terms are there.
        page.goto(f"{address}explorer.html?term=partnership")
        page.locator("[data-part=views]").wait_for()
        addresses = [f"?term={name.replace(' ', '-')}" for name in names]
        found = run_script(page, "explorer_numbers", addresses)
    return dict(zip(names, found, strict=True))


def times(count):
    return ["never", "once", "twice"][count] if count < 3 else f"{count} times"


def many(count, noun):
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def assert_place(row, title, count, tokens):
    """Whether a row of a place says its title, the count there, and in a section the rate."""
    said, _, rate = row[1].partition(", ")
    assert [row[0], said] == [title, times(count)]
    if tokens:
        assert shows(rate.removesuffix(" per thousand tokens"), 1000 * count / tokens, 1), row


def test_every_number_of_a_term_is_that_of_the_data(shown, names):
    terms, sentences = independent.terms(), independent.sentences()
    held, sizes = independent.table(terms), independent.sizes("section")
    by_section, by_paragraph = (independent.counts(terms, part) for part in ("section", "paragraph"))
    titles = sentences.drop_duplicates("paragraph").set_index("paragraph")
    for name in names:
        seen, rows = shown[name], terms[terms["name"] == name]
        assert seen["name"].lower() == name
        counts = rows["count"].sum()
        headline = re.fullmatch(
            r"The (word|phrase) occurs (.*): (\S+) per thousand tokens\. .*", seen["headline"]
        )
        where = f"{times(counts)} in {many(len(rows), 'sentence')}"
        assert headline[2] == f"{where} and {rows['paragraph'].nunique()} of 9 paragraphs"
        assert shows(headline[3], 1000 * counts / sizes.sum(), 1)

        a, b = map(int, by_section[name])
        expected, said = independent.log_ratio(a, b, *sizes), seen["ratio"].split()
        assert shows(said[2].rstrip(":"), expected, 2), seen["ratio"]
        factor = re.search(r"is (\S+) times", seen["ratio"])[1]
        assert shows(factor, 2**expected, 2 if expected < 0 else 1), seen["ratio"]
        assert ("taken as a half" in seen["ratio"]) == (0 in (a, b))

        holding, every = rows["paragraph"].value_counts(), sentences["paragraph"].value_counts()
        own, of = seen["counts"]
        assert own[1:] == [str(holding.get(paragraph, 0)) for paragraph in titles.index]
        assert of == ["of", *(str(every[paragraph]) for paragraph in titles.index)]

        places = iter(seen["places"])
        for section, inside in titles.groupby("section", sort=False):
            title = inside["section_title"].iloc[0]
            assert_place(next(places), title, by_section.loc[section, name], sizes[section])
            for paragraph, row in inside.iterrows():
                assert_place(next(places), row["title"], by_paragraph.loc[paragraph, name], None)
        assert seen["squares"] == [
            [f"{title}, sentence {number}: {times(count) if count else 'not here'}", str(count) * (count > 1)]
            for title, number, count in zip(
                sentences["title"], sentences["sentence"], held[name], strict=True
            )
        ]

        near = independent.near(name)
        assert {row[0].lower() for row in seen["collocates"]} == near.keys()
        for word, together, log_dice in seen["collocates"]:
            assert together == str(near[word.lower()]["sentences"]), (name, word)
            assert shows(log_dice, near[word.lower()]["log_dice"], 2), (name, word)
        in_order = [near[row[0].lower()]["log_dice"] for row in seen["collocates"]]
        assert all(one > other - 1e-9 for one, other in itertools.pairwise(in_order))
    assert len(shown) > 30
