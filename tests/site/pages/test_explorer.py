"""The built page of the explorer: its data, what it loads, and the ways that lead there."""

import copy
import json
import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.site.drawings import templates
from reading.site.pages import explorer as site_explorer
from reading.site.pages import explorer_data as explorer
from reading.site.pages.other_texts import list_other_texts
from tests.site import weight


@pytest.fixture(scope="module")
def page(pages):
    return pages["explorer.html"]


@pytest.fixture(scope="module")
def data(site):
    return weight.explorer_data(site)


@pytest.fixture(scope="module")
def lists(site):
    """The names of the texts, and the lists of those that have each term."""
    text = (site / "_static" / "uses-1.js").read_text(encoding="utf-8")
    first, names, uses = read_lists(text)
    assert first == 0
    return names, uses


def read_lists(script):
    """The index of the first term of a script with lists, the names of the texts, and the lists."""
    arguments = script.removeprefix("window.terms.addUses(").removesuffix(");\n")
    return json.loads(f"[{arguments}]")


def test_the_published_data_is_that_of_the_explorer_with_the_addresses_of_pages(site, data, lists, book):
    data, expected = copy.deepcopy(data), explorer.explorer_data(book)
    names, uses = lists
    assert data["through_time"].pop("page") == "notebooks/comparison.html#chart-word-histories"
    assert re.fullmatch(r"\?v=\w+", data["reference"].pop("version"))
    scripts = {use: address.partition("?")[0] for use, address in data.pop("scripts").items()}
    assert scripts == {"words": "words.js", "comparison": "compare_terms.js"}
    forms, texts = (site / "_static" / data.pop("forms").partition("?")[0]), data.pop("texts")
    assert read_call(forms) == [[term.pop("forms") for term in expected["terms"]]]
    assert texts["firsts"] == [0]
    assert read_call(site / "_static/sentences-1.js") == [0, site_explorer.list_sentence_texts(book)]
    assert {term.pop("uses") for term in data["terms"]} == {1}
    assert names == expected["reference"].pop("names")
    assert uses == [term.pop("uses") for term in expected["terms"]]
    for term in expected["terms"]:
        term.setdefault("followed", None)
    addresses = [paragraph.pop("sentences_at") for paragraph in data["paragraphs"]]
    assert data.pop("evidence") == "evidence"
    assert data == expected
    assert addresses == [f"{book.page_of(name)}.html#s" for name in book.document.paragraphs["paragraph"]]
    assert all((site / address.partition("#")[0]).exists() for address in addresses)


def read_call(path):
    """The arguments of the call that a script makes."""
    arguments = path.read_text(encoding="utf-8").partition("(")[2].removesuffix(");\n")
    return json.loads(f"[{arguments}]")


def test_the_text_of_a_sentence_is_its_retelling(book):
    texts = site_explorer.list_sentence_texts(book)
    assert len(texts) == len(book.document.sentences)
    first = book.retellings.iloc[0]
    assert texts[0].startswith(first["text"])
    assert all(texts)


def test_the_sentences_of_a_long_document_are_split_into_parts(book, monkeypatch):
    monkeypatch.setattr(site_explorer, "MAX_IN_USES", 2_000)
    texts = site_explorer.list_sentence_texts(book)
    scripts = site_explorer.scripts(explorer.explorer_data(replace(book, references={})), texts)
    head = json.loads(scripts["_static/terms.js"].removeprefix("window.terms=").removesuffix(";\n"))
    firsts, found = head["texts"]["firsts"], []
    for number, first in enumerate(firsts, 1):
        arguments = scripts[f"_static/sentences-{number}.js"].partition("(")[2].removesuffix(");\n")
        assert json.loads(f"[{arguments}]")[0] == first == len(found)
        found += json.loads(f"[{arguments}]")[1]
    assert len(firsts) > 2
    assert found == texts


def test_the_measures_of_terms_are_split_into_parts(book):
    data = json.loads(json.dumps(explorer.explorer_data(book)))
    scripts = {name: text for name, text in site_explorer.scripts(data, []).items() if "terms" in name}
    for term in data["terms"]:
        term["uses"] = 1
        term.setdefault("followed", None)
        del term["forms"]
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


def test_the_lists_of_texts_are_split_into_parts(book, lists, monkeypatch):
    monkeypatch.setattr(site_explorer, "MAX_IN_USES", 9_000)
    scripts = site_explorer.scripts(explorer.explorer_data(book), [])
    parts = [text for name, text in scripts.items() if "uses" in name]
    assert len(parts) > 5
    found = []
    for part in parts:
        first, names, uses = read_lists(part)
        assert first == len(found)
        assert names == lists[0]
        found += uses
    assert found == lists[1]
    measures = "".join(text for name, text in scripts.items() if "terms-" in name)
    assert set(map(int, re.findall(r'"uses":(\d+)', measures))) == set(range(1, len(parts) + 1))


@given(st.lists(st.integers(0, 50)), st.integers(1, 60))
def test_scripts_are_filled_in_order_as_far_as_they_go(sizes, most):
    numbers = list(site_explorer.group_numbers(sizes, most))
    held = {}
    for number, size in zip(numbers, sizes, strict=True):
        held.setdefault(number, []).append(size)
    assert numbers == sorted(numbers)
    assert list(held) == list(range(1, len(held) + 1))
    assert all(sum(script) <= most or sum(map(bool, script)) == 1 for script in held.values())
    assert all(sum(script) + after[0] > most for script, after in pairwise(held.values()))


def test_a_book_without_a_reference_has_no_data_of_other_texts(book, monkeypatch):
    monkeypatch.setattr(explorer, "cached_other_texts", list_other_texts)
    data = explorer.explorer_data(replace(book, references={}))
    assert data.keys().isdisjoint({"reference", "through_time"})
    assert all(term.keys().isdisjoint({"reference", "uses", "followed"}) for term in data["terms"])
    names = {name for name in site_explorer.scripts(data, []) if "terms-" not in name}
    assert names == {"_static/terms.js", "_static/forms.js"}
    html = templates.render(
        "explorer.html", evidence="", measures={}, dispersion={}, reference=False, full_text=True
    )
    assert "Beside other texts" not in html


def test_a_book_without_the_page_on_terms_through_time_has_no_link_to_it(built_small_book):
    site = built_small_book / "_build/html"
    data = weight.explorer_data(site)
    assert data["reference"]["texts"] == 2
    assert [term["name"] for term in data["through_time"]["terms"]] == ["harbour", "free trade"]
    assert "page" not in data["through_time"]
    assert 'data-part="uses"' in (site / "explorer.html").read_text(encoding="utf-8")


def test_script_data_and_style_of_the_explorer_are_loaded_by_no_other_page(pages, page):
    own = {f"_static/{name}" for name in ("terms.js", "explorer.js", "explorer.css")}
    for name, shown in pages.items():
        loaded = {
            urlsplit(tag.get("src") or tag.get("href")).path
            for tag in shown.select("script[src], link[rel=stylesheet]")
        }
        assert loaded & own == (own if name == "explorer.html" else set()), name
    assert all(script.has_attr("defer") for script in page.select("script[src]"))


def test_the_evidence_of_its_sentences_is_where_the_data_says(pages, data):
    places = pages.evidence()
    assert [term["label"] for term in data["terms"] if term["id"] not in places] == []
