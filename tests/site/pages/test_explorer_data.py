"""What the explorer tells of each term: cells of the published tables, in types that JSON has."""

from dataclasses import replace

import pytest

from reading.site.pages import explorer_data as explorer
from reading.site.pages import explorer_forms


@pytest.fixture(scope="module")
def data(book):
    return explorer.explorer_data(book)


@pytest.fixture(scope="module")
def terms(data):
    return {term["id"]: term for term in data["terms"]}


def test_of_many_collocates_the_strongest_by_each_measure_are_shown(terms, book, monkeypatch):
    monkeypatch.setattr(explorer, "ALL_COLLOCATES", 10)
    monkeypatch.setattr(explorer, "STRONGEST", 3)
    few = {term["id"]: term for term in explorer.explorer_data(book)["terms"]}
    every, shown = terms["china"]["collocates"], few["china"]["collocates"]
    assert few["china"]["collocate_counts"] == terms["china"]["collocate_counts"]
    assert len(shown) < len(every)
    assert shown == [row for row in every if row in shown]
    for place in range(3, 8):
        best = sorted((row[place] for row in every), reverse=True)[2]
        assert [row for row in every if row[place] >= best and row not in shown] == []
    small = [name for name, term in terms.items() if 0 < len(term["collocates"]) <= 10]
    assert all(few[name] == terms[name] for name in small)


def test_a_term_is_found_by_its_forms_and_by_unused_names_of_its_actor(book, terms):
    for name, form in (("country", "countries"), ("united-states", "usa"), ("build", "building")):
        assert form in terms[name]["forms"].split("|")
    [china, *others] = book.lexicon.actors
    renamed = replace(china, aliases=(*china.aliases, "Middle Kingdom"))
    lexicon = replace(book.lexicon, actors=(renamed, *others))
    forms = explorer_forms.list_forms(replace(book, lexicon=lexicon))
    assert "middle kingdom" in forms["china"]
    assert "beijing" not in forms["china"], "it is a term itself"
