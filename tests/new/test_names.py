from reading.new import names
from reading.text.sentences import split_sentences
from tests.new import documents


def proposed(text):
    return names.propose_names(split_sentences(text.replace("\n", " ")))


def test_names_of_several_words_that_recur_are_proposed():
    found = proposed(documents.BRIEF)
    assert found == ["Harbour Office", "Coast Council"]


def test_the_first_word_of_a_sentence_is_not_a_name():
    assert proposed("Boats wait. Boats rot. Boats sink.") == []


def test_a_word_that_also_occurs_in_lower_case_is_not_a_name():
    assert proposed("We ask State and state. The State pays. A State owes. That State is ours.") == []


def test_a_name_of_one_word_is_an_actor_if_it_occurs_often_enough():
    text = "We like Oslo. They like Oslo."
    assert proposed(text) == []
    assert proposed(f"{text} All like Oslo.") == ["Oslo"]


def test_a_name_may_hold_small_words_but_does_not_end_in_one():
    found = proposed("So said the Bank of Elm. Then the Bank of Elm and others paid.")
    assert found == ["Bank of Elm"]
