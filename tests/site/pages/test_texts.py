"""The pages of the lists of texts, as they are built, against the tables of the reference."""

import pytest

from reading.tables import locations


@pytest.fixture(scope="module")
def listed(pages, book):
    """By term and year: the names that its entry lists, by what is said before them."""
    found = {}
    for term in book.reference.settings.terms:
        page = locations.term_location(book.reference, term.name).page
        for entry in pages[f"{page}.html"].select("section.term"):
            parts = [part for part in entry.select("p.names") if not part.select("q, a")]
            said = [part.get_text().rpartition(": ") for part in parts]
            lists = {head: names.split(", ") for head, _, names in said}
            found[term.name, int(entry["id"].removeprefix("year-"))] = lists
    return found


def test_each_reference_has_its_pages_and_the_sidebar_leads_to_them(pages, book):
    expected = {f"{page}.html" for page in locations.list_pages(book)}
    assert {name for name in pages if name.startswith("texts")} == expected
    for name in expected:
        entry = pages[name].select_one(".sidebar-tree .current-page > a")
        assert entry.get_text() == locations.TEXTS_TITLE
    assert pages["index.html"].select_one('.sidebar-tree a[href="texts.html"]')


def test_each_year_of_a_term_lists_as_many_texts_as_the_table_of_years(listed, book):
    years = book.reference.years.groupby(["term", "year"])["texts"].sum()
    assert {key: sum(map(len, lists.values())) for key, lists in listed.items()} == years.to_dict()


def test_the_first_uses_are_those_of_the_table_of_first_uses(listed, book):
    called, rows = book.reference.settings.speakers, book.reference.first
    first = rows["speaker"].map(called).groupby([rows["term"], rows["year"]]).agg(set)
    for key, lists in listed.items():
        # In the first year of all texts, every use is the first one.
        if names := lists.get("First use"):
            assert set(names) == first[key], key
