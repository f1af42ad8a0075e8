"""An analyst's choices: what counts under each."""

from reading.measures.frequency import counts
from reading.tables.counting import Choices, StopList, count_words


def totals(book, choices):
    return count_words(book, choices).groupby("lemma")["count"].sum()


def test_a_joined_phrase_takes_its_words_with_it(book):
    apart = totals(book, Choices(StopList.NONE))
    joined = totals(book, Choices(StopList.NONE, join_phrases=True))
    phrases = counts(book.document.incidence.query("kind == 'phrase'"), ["lemma"]).set_index("lemma")["count"]
    assert joined["united states"] == phrases["united states"]
    assert "united" not in joined.index
    inside = phrases[["bilateral relation", "international relation", "trilateral relation"]]
    assert joined["relation"] == apart["relation"] - inside.sum()
