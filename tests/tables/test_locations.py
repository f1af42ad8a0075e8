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


def test_a_sentence_has_an_address_in_the_published_text(book, small_book):
    [(place, locator), *_] = book.document.locator_of.items()
    percent_encoded = locator.replace(" ", "%20")
    url = book.document.outline.source.url
    assert locations.in_article(book, *place) == f"{url}#:~:text={percent_encoded}"
    # The outline of this one asks for no locators.
    assert locations.in_article(small_book, "harbour/quay", 1) == ""
