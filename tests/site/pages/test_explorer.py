"""The built page of the explorer: its data, what it loads, and the ways that lead there."""

import copy
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.site.pages import explorer as site_explorer
from reading.site.pages import explorer_data as explorer
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
