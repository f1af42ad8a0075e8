"""The pages of the lists of texts, as they are built."""

import re

import pytest

from reading.tables import locations

FIRST = "texts/un-general-debate"


@pytest.fixture(scope="module")
def reference(book):
    return book.references["un-general-debate"]


def listed(entry):
    """The names in the entry of a term or year."""
    paragraphs = [part for part in entry.select("p.names") if not part.select("q, a")]
    return [name for part in paragraphs for name in re.sub(r"^[\w ]+: ", "", part.get_text()).split(", ")]


def test_each_reference_has_its_pages_and_the_sidebar_leads_to_them(pages, book):
    expected = {f"{page}.html" for page in locations.list_pages(book)}
    assert {name for name in pages if name.startswith("texts")} == expected
    for name in expected:
        entry = pages[name].select_one(".sidebar-tree .current-page > a")
        assert entry.get_text() == locations.TEXTS_TITLE
    assert pages["index.html"].select_one('.sidebar-tree a[href="texts.html"]')


def test_numbers_of_texts_agree_with_the_figures(pages, reference, figures):
    for term in reference.settings.terms:
        location = locations.term_location(reference, term.name)
        name = term.name.lower().replace(" ", "-")
        entries = pages[f"{location.page}.html"].select("section.term")
        total = sum(len(listed(entry)) for entry in entries)
        assert total == figures[f"histories.{name}.texts"].value
    year = pages[f"{FIRST}/all.html"].find(id=f"year-{reference.settings.comparison.year}")
    assert len(listed(year)) == figures["kind.speeches"].value
