"""An analyst's choices: what counts under each, and that no occurrence is lost or made up."""

from reading.measures.frequency import counts
from reading.tables.counting import Choices, StopList, count_words

JOINED, FOLDED = Choices(join_phrases=True), Choices(fold_metonyms=True)


def totals(book, choices):
    return count_words(book, choices).groupby("lemma")["count"].sum()


def test_a_joined_phrase_takes_its_words_with_it(book):
    apart, joined = (
        totals(book, Choices(StopList.NONE)),
        totals(book, Choices(StopList.NONE, join_phrases=True)),
    )
    phrases = counts(book.document.incidence.query("kind == 'phrase'"), ["lemma"]).set_index("lemma")["count"]
    assert joined["united states"] == phrases["united states"]
    assert "united" not in joined.index
    assert (
        joined["relation"]
        == apart["relation"]
        - phrases[["bilateral relation", "international relation", "trilateral relation"]].sum()
    )


def test_a_folded_name_of_several_words_takes_its_words_with_it(book):
    folded = totals(book, FOLDED)
    assert folded["united states"] > totals(book, JOINED)["united states"]
    assert not {"united", "washington", "biden administration"} & set(folded.index)
