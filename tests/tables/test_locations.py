"""Where the sentences and the texts behind a number stand."""

from reading.tables import locations


def test_terms_are_named_as_charts_name_them_and_sorted_as_in_a_dictionary(book):
    terms = locations.terms(book).set_index("lemma")
    assert terms.loc["china", "label"] == "China"
    assert terms.loc["united states", "kind"] == "phrase"
    folded = [label.casefold() for label in terms["label"]]
    assert folded == sorted(folded)
    assert list(dict.fromkeys(terms["initial"])) == sorted(set(terms["initial"]))
    assert (terms.loc["china", "initial"], terms.loc["2030", "initial"]) == ("C", locations.OTHER)
