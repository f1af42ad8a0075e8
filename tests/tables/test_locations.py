"""Where the sentences and the texts behind a number stand."""

import csv

from reading import tables
from reading.show.row_labels import find_addresses
from reading.tables import locations
from tests.conftest import ROOT


def test_terms_are_named_as_charts_name_them_and_sorted_as_in_a_dictionary(book):
    terms = locations.terms(book).set_index("lemma")
    assert terms.loc["china", "label"] == "China"
    assert terms.loc["united states", "kind"] == "phrase"
    folded = [label.casefold() for label in terms["label"]]
    assert folded == sorted(folded)
    assert list(dict.fromkeys(terms["initial"])) == sorted(set(terms["initial"]))
    assert (terms.loc["china", "initial"], terms.loc["2030", "initial"]) == ("C", locations.OTHER)


def test_each_quotation_leads_to_the_year_of_its_term(book):
    quoted = tables.uses(book).dropna(subset="quotation")
    with (ROOT / "data/reference/un-general-debate/first.csv").open(encoding="utf-8", newline="") as file:
        assert len(quoted) == sum(1 for row in csv.DictReader(file) if row["quotation"])
    for row, address in zip(quoted.itertuples(), find_addresses(book, quoted), strict=True):
        name = locations.find_term(book.reference, row.term)
        assert address == locations.texts_location(book.reference, name, row.year).address
        assert address.endswith(f".{row.year}")
