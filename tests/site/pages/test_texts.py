"""The first uses of the followed terms, as they are built, against the tables of the reference."""

import pytest

from reading.tables import locations
from reading.tables.labels import key_term


@pytest.fixture(scope="module")
def listed(pages, book):
    """By term and year: how many texts use the term, and whose first use that is."""
    found = {}
    for term in book.reference.settings.terms:
        place = locations.texts_location(book.reference, key_term(term.name))
        entry = pages.places(f"{place.page}.html")[place.anchor]
        for year in entry.select("p[id]"):
            counted, _, names = year.get_text().partition("%.")
            names = names.replace("First use:", "").strip().removesuffix(".")
            texts = int(counted.split(", ")[1].split()[0])
            found[term.name, int(year["id"].rpartition(".")[2])] = (texts, {*filter(None, names.split(", "))})
    return found


def test_each_year_in_which_texts_use_a_term_has_their_number(listed, book):
    rows = book.reference.years
    used = rows[rows["texts"] > 0].set_index(["term", "year"])["texts"].to_dict()
    assert {key: texts for key, (texts, _) in listed.items()} == used


def test_the_first_users_are_those_of_the_table_of_first_uses(listed, book):
    called, rows = book.reference.settings.speakers, book.reference.first
    first = rows["speaker"].map(called).groupby([rows["term"], rows["year"]]).agg(set).to_dict()
    assert {key: names for key, (_, names) in listed.items() if names} == first


def test_each_quotation_stands_in_the_entry_of_its_term(pages, book):
    quoted = book.reference.first.dropna(subset="quotation")
    for term, quotation in quoted[["term", "quotation"]].itertuples(index=False):
        place = locations.texts_location(book.reference, key_term(term))
        entry = pages.places(f"{place.page}.html")[place.anchor]
        assert quotation in {quote.get_text() for quote in entry.select("q")}, (term, quotation)
