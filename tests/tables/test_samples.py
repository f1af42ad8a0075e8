"""How the lexicons do in sentences of other texts."""

from dataclasses import replace

import pytest

from reading import tables
from reading.measures.incidence import SENTENCE
from reading.tables import sample_counts as samples
from reading.tables.lexicon_tables import held_out_themes
from reading.tables.sample_counts import FROZEN, GENERAL, HELD_OUT, LEXICONS, REFINED
from tests.data.tables import with_parts

pytestmark = pytest.mark.usefixtures("uncached")


def rows(frame, *columns):
    return frame[list(columns)].to_numpy().tolist()


def test_only_the_general_lexicon_has_its_own_phrases(small_book):
    """`old harbour` is an exception of the general lexicon, and no listed phrase."""
    found = {lexicon: samples.find_terms(small_book, lexicon, HELD_OUT) for lexicon in LEXICONS}
    works = [["captain_2022", 1, "harbour"], ["mayor_2022", 1, "harbour"]]
    for lexicon, expected in ((FROZEN, works), (REFINED, works), (GENERAL, works[1:])):
        of_works = found[lexicon].query("theme == 'works'")
        assert rows(of_works, *SENTENCE, "lemma") == expected
        # A listed phrase binds its words for all.
        assert found[lexicon].query("theme == 'commerce'")["lemma"].tolist() == ["free trade"]


def test_a_longer_phrase_of_the_general_lexicon_binds_a_listed_one_for_that_lexicon_alone(small_book):
    words = replace(small_book.lexicon, general_phrases=("free trade need",))
    book = with_parts(small_book, lexicon=words)
    found = {lexicon: samples.find_terms(book, lexicon, HELD_OUT) for lexicon in (REFINED, GENERAL)}
    assert found[REFINED].query("theme == 'commerce'")["lemma"].tolist() == ["free trade"]
    assert found[GENERAL].query("theme == 'commerce'")["lemma"].tolist() == ["trade"]


def test_validity_in_the_small_book_is_as_counted_by_hand(small_book):
    columns = ["lexicon", "theme", "coded", "precision", "recall", "misses", "false_alarms"]
    judged = held_out_themes(small_book)
    assert rows(judged[judged["lexicon"] != FROZEN], *columns) == [
        [REFINED, "commerce", 1, 1, 1, 0, 0],
        [REFINED, "works", 1, 1 / 2, 1, 0, 1],
        [GENERAL, "commerce", 1, 1, 1, 0, 0],
        [GENERAL, "works", 1, 1, 1, 0, 0],
    ]


def test_the_sentences_of_a_sample_say_who_speaks_and_when(small_book):
    assert rows(tables.sampled(book=small_book), "words", "speech") == [
        ["The fishers like the old harbour.", "captain, 2022"],
        ["Free trade needs a harbour.", "mayor, 2022"],
    ]
