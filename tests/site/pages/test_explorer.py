"""The built page of the explorer: its data, what it loads, and the ways that lead there."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from reading.evidence import explorer
from reading.site.pages import explorer as site_explorer


@pytest.fixture(scope="module")
def page(pages):
    return pages["explorer.html"]


@pytest.fixture(scope="module")
def data(site):
    text = (site / "_static" / "terms.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("window.terms=").removesuffix(";\n"))


def test_the_published_data_is_that_of_the_explorer_with_the_addresses_of_pages(site, data, book):
    expected = explorer.explorer_data(book)
    pages = [paragraph.pop("page") for paragraph in expected["paragraphs"]]
    addresses = [paragraph.pop("page") for paragraph in data["paragraphs"]]
    assert data.pop("evidence") == [f"{name}.html" for name in expected.pop("evidence")]
    assert data == expected
    assert addresses == [f"{name}.html" for name in pages]
    assert all((site / address).exists() for address in addresses)


def test_the_data_of_a_long_document_is_split_into_parts(book, monkeypatch):
    monkeypatch.setattr(site_explorer, "MAX_IN_ONE_SCRIPT", 0)
    data = json.loads(json.dumps(explorer.explorer_data(book)))
    scripts = site_explorer.scripts(data)
    first, *rest = scripts.values()
    head = json.loads(first.removeprefix("window.terms=").removesuffix(";\n"))
    parts = [json.loads(part.removeprefix("window.terms.add(").removesuffix(");\n")) for part in rest]
    assert [*scripts][1:] == [f"_static/terms-{number}.js" for number in range(1, len(scripts))]
    columns = head["terms"]
    terms = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    assert None in columns["id"]
    for term in terms:
        term["id"] = term["id"] or term["label"].lower()
        part = parts[term.pop("part") - 1]
        term |= next(more for more in part if more["id"] == term["id"])
    assert terms == data["terms"]
    assert all(len(script) <= site_explorer.MAX_IN_PART * 1.1 for script in rest)


def test_script_data_and_style_of_the_explorer_are_loaded_by_no_other_page(pages, page):
    own = {"_static/terms.js", "_static/explorer.js", "_static/explorer.css"}
    for name, shown in pages.items():
        loaded = {
            urlsplit(tag.get("src") or tag.get("href")).path
            for tag in shown.select("script[src], link[rel=stylesheet]")
        }
        assert loaded & own == (own if name == "explorer.html" else set()), name
    assert all(script.has_attr("defer") for script in page.select("script[src]"))


def test_without_script_the_explorer_links_to_the_evidence(page):
    fallback = page.select_one("article noscript")
    assert "script" in fallback.get_text()
    assert fallback.a["href"] == "evidence.html"


def test_each_entry_of_the_evidence_leads_to_its_term(pages, data):
    known = {term["id"]: term["label"] for term in data["terms"]}
    entries = pages["evidence.html"].select("#term-by-term section.term")
    linked = {}
    for entry in entries:
        link = entry.select_one(".often a")
        address = urlsplit(link["href"])
        assert address.path == "explorer.html"
        linked[parse_qs(address.query)["term"][0]] = link.get_text()
    assert linked == {term: f"explore {label}" for term, label in known.items()}
    assert linked.keys() == {entry["id"] for entry in entries}


def test_the_evidence_of_its_sentences_is_where_the_data_says(pages, data):
    places = pages.places("evidence.html")
    assert [term["label"] for term in data["terms"] if term["id"] not in places] == []
