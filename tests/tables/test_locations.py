"""Where the sentences and the texts behind a number stand."""

import pytest

from reading.tables import locations
from tests.conftest import EXTENDED

PAIR = "sino-russian-cooperation.russia"


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
    url = book.document.outline.publication.url
    assert locations.in_article(book, *place) == f"{url}#:~:text={percent_encoded}"
    # The outline of this one asks for no locators.
    assert locations.in_article(small_book, "harbour/quay", 1) == ""


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("terms.great-power.count", ("evidence", "great-power")),
        (f"terms-by-section.{PAIR}.count", ("evidence", "russia")),
        ("terms-by-paragraph.great-powers.strategic.count", ("evidence", "strategic.great-powers")),
        ("actors-by-paragraph.great-powers.china.sentences", ("evidence", "actor.china.great-powers")),
        ("actors-by-paragraph.security.nato.sentences", ("evidence", "actor.nato")),
        ("themes-by-section.diplomacy-and-politics.security.share", ("codebook", "security")),
        ("themes-by-paragraph.great-powers.stability.sentences", ("codebook", "stability.great-powers")),
        ("document.tokens", ("about/tables", "document")),
        ("deals.words.moscow.first", ("evidence", "moscow")),
        ("deals.words.moscow.k", ("notebooks/themes", "chart-deals")),
        ("deals.asked.voice.second", ("notebooks/actors", "chart-who-speaks")),
        ("history.first-year", ("notebooks/united_nations", "un-general-debate")),
        ("histories.cold-war.texts", ("notebooks/united_nations", "un-general-debate.cold-war")),
        ("histories.zero-sum.first", ("notebooks/united_nations", "un-general-debate.zero-sum.1992")),
    ],
)
def test_figure_leads_to_what_is_counted(book, figures, name, entry):
    assert figures[name].locate(book) == entry


def test_every_figure_of_a_row_leads_to_an_entry_that_exists(book, figures, pages):
    anchors = {name: {tag["id"] for tag in page.select("[id]")} for name, page in pages.items()}
    for figure in list(figures.values())[:: 1 if EXTENDED else 10]:
        entry = figure.locate(book)
        if entry is not None:
            assert entry.anchor in anchors[f"{entry.page}.html"], figure.name
