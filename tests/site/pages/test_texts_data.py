"""Which texts have a term."""

import csv
from collections import Counter
from dataclasses import replace

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


def test_lists_of_a_term_have_as_many_texts_as_the_table_of_years(listed):
    expected = Counter()
    for row in rows("years"):
        expected[row["term"], int(row["year"])] += int(row["texts"])
    years = [(term["term"], year) for term in listed["terms"] for year in term["years"]]
    found = {(term, year["year"]): year["texts"] for term, year in years}
    assert found == expected
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


def test_each_quoted_first_use_is_in_the_list_of_its_year(listed, reference):
    names = reference.settings.speakers
    expected = {
        (row["term"], int(row["year"]), names[row["speaker"]], int(row["sentence"]), row["quotation"])
        for row in rows("first")
        if row["quotation"]
    }
    found = {
        (term["term"], year["year"], one["name"], one["sentence"], one["quotation"])
        for term in listed["terms"]
        for year in term["years"]
        for one in year["quotations"]
    }
    assert found == expected


def test_all_texts_are_in_the_list_of_their_year(listed):
    expected = Counter(int(row["year"]) for row in rows("texts"))
    assert {year["year"]: year["all"] for year in listed["years"]} == expected
    assert all(len(year["names"]) == year["all"] for year in listed["years"])


def test_words_within_a_phrase_of_a_term_are_not_counted_a_second_time():
    assert texts_data._count_inside("nuclear weapon", ["nuclear*", "nuclear weapon"]) == 1
    assert texts_data._count_inside("nuclear weapon", ["nuclear weapon"]) == 0
    assert texts_data._count_inside("weapon", ["weapon"]) == 0


def test_speaker_with_several_texts_in_a_list_has_their_number(reference):
    assert texts_data._name_speakers(reference, ["RUS", "CHN", "RUS"]) == ["China", "Russia (2 texts)"]


def test_book_without_a_reference_has_no_lists(book):
    assert texts_data.list_texts(replace(book, references={})) == []
