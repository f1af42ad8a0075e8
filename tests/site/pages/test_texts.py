"""The pages of the lists of texts, as they are built, against the tables of the reference."""

import pytest

from reading.tables import locations

OTHERS = {"Used before: all others but", "Used before: all others"}
"""What is said before the names of those that do not use a term."""


@pytest.fixture(scope="module")
def listed(pages, book):
    """By term and year: the names that its entry lists, by what is said before them."""
    found = {}
    for term in book.reference.settings.terms:
        place = locations.texts_location(book.reference, term.name)
        entry = pages.places("texts.html")[place.anchor]
        for year in entry.select("p[id]"):
            lists = {head.get_text()[:-1]: str(head.next_sibling) for head in year.select("i")}
            # In the first year of all texts, every use is the first one.
            names = lists or {"": year.get_text().partition("%.")[2]}
            found[term.name, int(year["id"].rpartition(".")[2])] = {
                head: [name for name in text.strip().removesuffix(".").split(", ") if name]
                for head, text in names.items()
            }
    return found


def test_the_contents_lead_to_the_page_of_texts(pages):
    assert pages["index.html"].select_one('.sidebar-tree a[href="texts.html"]')


def test_each_year_of_a_term_lists_as_many_texts_as_use_it_or_as_do_not(listed, book):
    rows = book.reference.years.set_index(["term", "year"])
    for key, lists in listed.items():
        used, every = rows.loc[key, ["texts", "all_texts"]]
        without = [head for head in lists if head in OTHERS]
        assert sum(len(lists[head]) for head in without or lists) == (every - used if without else used), key
    assert {head for lists in listed.values() for head in lists} >= {"First use", "Used before", *OTHERS}


def test_the_first_uses_are_those_of_the_table_of_first_uses(listed, book):
    called, rows = book.reference.settings.speakers, book.reference.first
    first = rows["speaker"].map(called).groupby([rows["term"], rows["year"]]).agg(set)
    for key, lists in listed.items():
        if names := lists.get("First use"):
            assert set(names) == first[key], key
