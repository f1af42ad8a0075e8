"""Which texts have a term."""

import csv
from collections import Counter

import pytest

from reading.site.pages import texts_data
from tests.conftest import ROOT

FOLDER = ROOT / "data/reference/un-general-debate"


def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reference(book):
    return book.references["un-general-debate"]


@pytest.fixture(scope="module")
def listed(book):
    return texts_data.list_texts(book)[0]


def test_lists_of_a_term_have_as_many_texts_as_the_table_of_texts(listed):
    terms = [term["term"] for term in listed["terms"]]
    expected = Counter(
        (terms[int(number) - 1], int(row["year"])) for row in rows("texts") for number in row["terms"].split()
    )
    years = [(term["term"], year) for term in listed["terms"] for year in term["years"]]
    found = {(term, year["year"]): year["texts"] for term, year in years}
    assert Counter(found) == expected
    for _, year in years:
        assert len(year["new"]) + len(year["again"]) == year["texts"]


def test_first_uses_of_a_term_are_those_of_the_table_of_first_uses(listed, reference):
    names = reference.settings.speakers
    expected = {(row["term"], int(row["year"]), names[row["speaker"]]) for row in rows("first")}
    found = {
        (term["term"], year["year"], name)
        for term in listed["terms"]
        for year in term["years"]
        for name in year["new"]
    }
    assert found == expected
