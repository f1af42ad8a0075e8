"""What the explorer tells of each term: cells of the published tables, in types that JSON has."""

from dataclasses import replace

import pytest

from reading.site.pages import explorer_data as explorer
from reading.site.pages import explorer_forms
from tests.data.tables import with_parts


@pytest.fixture(scope="module")
def data(book):
    return explorer.explorer_data(book)


@pytest.fixture(scope="module")
def terms(data):
    return {term["id"]: term for term in data["terms"]}


def test_a_term_is_found_by_its_forms_and_by_unused_names_of_its_actor(book, terms):
    for name, form in (("country", "countries"), ("united-states", "usa"), ("build", "building")):
        assert form in terms[name]["forms"]
    [china, *others] = book.lexicon.actors
    renamed = replace(china, aliases=(*china.aliases, "Middle Kingdom"))
    lexicon = replace(book.lexicon, actors=(renamed, *others))
    forms = explorer_forms.list_forms(with_parts(book, lexicon=lexicon))
    assert "middle kingdom" in forms["china"]
    assert "beijing" not in forms["china"], "it is a term itself"
