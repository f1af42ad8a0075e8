"""The document against general English, by rates that come with a library."""

import pytest
from wordfreq import get_frequency_dict

from reading.analysis.reference import against_english


@pytest.fixture(scope="module")
def compared(book):
    return against_english(book.document).set_index("token")


def test_counts_are_the_documents_and_rates_are_per_thousand(compared, book):
    tokens = book.document.vocabulary.groupby("token")["count"].sum()
    assert compared.loc[tokens.index, "count"].to_dict() == tokens.to_dict()
    assert compared.loc["china", "reference"] == pytest.approx(1000 * get_frequency_dict("en")["china"])


def test_what_the_list_lacks_is_not_tested(compared):
    unknown = compared[compared["verdict"] == "not in the reference"]
    assert "low-carbon" in unknown.index
    assert unknown["p"].isna().all()


def test_names_and_terms_of_diplomacy_stand_out_and_common_words_do_not(compared):
    assert (compared.loc[["beijing", "multipolar", "cooperation"], "verdict"] == "more here").all()
    assert compared.loc["and", "verdict"] == "cannot be told apart"
