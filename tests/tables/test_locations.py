"""Where the sentences and the texts behind a number stand."""

import csv

import pytest

from reading import tables
from reading.show.names import find_addresses
from reading.tables import locations
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def terms(book):
    return locations.terms(book).set_index("lemma")


@pytest.fixture(scope="module")
def reference(book):
    return book.references["un-general-debate"]


def test_an_entry_and_its_part_for_a_paragraph_have_an_address():
    assert locations.term("cold war").address == "evidence/c.html#cold-war"
    assert locations.term("china", paragraph="security").address == "evidence/c.html#china.security"
    assert locations.actor("china", paragraph="security").anchor == "actor.china.security"
    assert locations.stance("china", "russia").page == locations.actor("china").page
    assert locations.sentence("security", 2).anchor == "security-2"
    assert locations.theme("security").address == "codebook.html#security"
    assert locations.theme("security", paragraph="great-powers").anchor == "security.great-powers"


def test_every_content_lemma_has_an_entry_and_an_address_of_its_own(terms, book):
    assert set(terms.index) == set(book.document.incidence["lemma"])
    anchors = [locations.term(lemma).anchor for lemma in terms.index]
    anchors += [
        locations.sentence(book.document.short[row.paragraph], row.sentence).anchor
        for row in book.document.sentences.itertuples()
    ]
    anchors += [locations.actor(actor.id).anchor for actor in book.lexicon.actors]
    assert len(set(anchors)) == len(anchors)
    assert not any(set(anchor) & set(" \t\n\"'<>") for anchor in anchors)


def test_terms_are_named_as_charts_name_them_and_sorted_as_in_a_dictionary(terms):
    assert terms.loc["china", "label"] == "China"
    assert terms.loc["united states", "kind"] == "phrase"
    folded = [label.casefold() for label in terms["label"]]
    assert folded == sorted(folded)
    assert list(dict.fromkeys(terms["initial"])) == sorted(set(terms["initial"]))


def test_the_page_of_a_term_is_that_of_its_letter_without_accent():
    assert [locations.initial(lemma) for lemma in ("énergie", "5g", "china")] == ["e", "0-9", "c"]


def test_each_quotation_leads_to_the_year_of_its_term(book, reference):
    quoted = tables.uses(book).dropna(subset="quotation")
    with (ROOT / "data/reference/un-general-debate/first.csv").open(encoding="utf-8", newline="") as file:
        assert len(quoted) == sum(1 for row in csv.DictReader(file) if row["quotation"])
    for row, address in zip(quoted.itertuples(), find_addresses(book, quoted), strict=True):
        name = locations.find_term(reference, row.term)
        assert address == locations.term_location(reference, name, row.year).address
        assert address.endswith(f".html#year-{row.year}")
