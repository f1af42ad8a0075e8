"""The page that says which published numbers each version moved."""

import csv
import json
import re

import pytest
from bs4 import BeautifulSoup

from reading.data.changelog import PAGE
from reading.figures.published import FOLDER
from tests.site.builds import build, site_of

CHANGELOG = """# Changelog

## [Unreleased]

### Added

- a <b>word</b>, see [the method](about/method.md) and [the guide](contributing/guide.md)
- another

## [0.2.0] - 2026-12-01

- a number

## [0.1.0] - 2026-11-25

- all of it
"""


@pytest.fixture
def versions(small_copy):
    """Writes the files of a book with two versions. Takes the figures of both, and returns the book."""
    contents = small_copy / "_toc.yml"
    contents.write_text(
        contents.read_text().replace("- file: coding\n", f"- file: coding\n      - file: {PAGE}\n")
    )
    (small_copy / "CHANGELOG.md").write_text(CHANGELOG)
    page = small_copy / f"{PAGE}.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# What changed\n\nEach version.\n\n```{what-changed}\n```\n")
    (small_copy / FOLDER).mkdir(parents=True, exist_ok=True)

    def write(*figures):
        for version, those in zip(("0.1.0", "0.2.0"), figures, strict=True):
            (small_copy / FOLDER / f"{version}.json").write_text(json.dumps(those))
        return small_copy

    return write


def read(site, name):
    return BeautifulSoup(site[name].decode(), "lxml")


def figure(value, unit="sentences", definition="sentences that name Amara"):
    return {"value": value, "unit": unit, "definition": definition, "table": "data/document/incidence.csv"}


FIRST = {
    "actor.amara.sentences": figure(10),
    "actor.borel.sentences": figure(3),
    "claims.amara-leads": figure(True, "true or false", "Amara leads."),
    "term.quay.count": figure(4, "occurrences", "occurrences of 'quay'"),
}
SECOND = {
    **FIRST,
    "actor.amara.sentences": figure(12),
    "claims.amara-leads": figure(False, "true or false", "Amara leads."),
    "term.boat.count": figure(1, "occurrences", "occurrences of 'boat'"),
}
del SECOND["actor.borel.sentences"]


def test_each_version_says_what_it_did_to_the_numbers_of_the_one_before(versions):
    book = versions(FIRST, SECOND)
    assert build(book).status == 0
    page = read(site_of(book), f"{PAGE}.html")
    headings = [heading.get_text().rstrip("#¶") for heading in page.select("article h2")]
    assert headings == ["Not released yet", "Version 0.2.0, 2026-12-01", "Version 0.1.0, 2026-11-25"]
    second = page.find(id="version-0-2-0").get_text()
    assert (
        "version 0.1.0 with the same value: 1; with another value: 2; gone: 1; new since then: 1." in second
    )
    assert "Verdicts and claims that turned: 1." in second
    assert "Its 4 numbers are the first on record." in page.find(id="version-0-1-0").get_text()
    rows = [
        [cell.get_text() for cell in row.select("td")]
        for row in page.find(id="version-0-2-0").select("tbody tr")
    ]
    assert rows == [
        ["Amara leads.", "true", "false"],
        ["actor", "sentences", "1", "sentences that name Amara", "10", "12"],
        ["actor", "sentences", "1", "sentences that name Amara", "3"],
    ]


def test_what_is_not_released_is_compared_with_the_numbers_of_the_book(versions):
    book = versions(FIRST, SECOND)
    assert build(book).status == 0
    site = site_of(book)
    page = read(site, f"{PAGE}.html")
    said = page.find(id="version-unreleased").get_text()
    new = int(re.search(r"new since then: ([\d,]+)", said)[1].replace(",", ""))
    figures = json.loads(site["figures.json"])
    assert new == len(figures.keys() - SECOND.keys())
    (link,) = page.find(id="version-unreleased").select("a[href$='.csv']")
    rows = csv.DictReader(site[link["href"].removeprefix("../")].decode().splitlines())
    moved = {row["name"]: (row["before"], row["after"]) for row in rows}
    assert moved.keys() == {
        name for name in SECOND if figures.get(name, {}).get("value") != SECOND[name]["value"]
    }
    assert all(after == str(figures.get(name, {}).get("value", "")) for name, (_, after) in moved.items())


def test_the_changelog_is_text_with_links_to_the_pages_of_the_book(versions):
    book = versions(FIRST, SECOND)
    assert build(book).status == 0
    changelog = read(site_of(book), f"{PAGE}.html").find(id="version-unreleased").select_one(".changelog")
    assert "in 2 lines of the changelog" in changelog.summary.get_text()
    assert "a <b>word</b>, see the method and the guide" in changelog.get_text()
    assert [link["href"] for link in changelog.select("a")] == ["method.html"]


def test_the_page_follows_the_changelog(versions):
    book = versions(FIRST, SECOND)
    assert build(book).status == 0
    (book / "CHANGELOG.md").write_text(CHANGELOG.replace("- another\n", "- unmistakably another\n"))
    assert build(book).status == 0
    assert b"unmistakably" in site_of(book)[f"{PAGE}.html"]
