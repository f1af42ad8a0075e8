from reading.data.lexicon import read_phrases
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


def test_a_phrase_that_also_occurs_with_hyphens_is_not_proposed():
    text = "We like the Coast Council. They like the Coast Council. The Coast-Council is liked."
    assert proposed(text) == []


def test_a_name_may_hold_small_words_but_does_not_end_in_one():
    found = proposed("So said the Bank of Elm. Then the Bank of Elm and others paid.")
    assert found == ["Bank of Elm"]


def test_an_article_is_not_part_of_a_name():
    assert proposed("The Harbour Office asks. The Harbour Office waits.") == ["Harbour Office"]


def test_proposed_phrases_can_be_read_as_a_list_of_phrases(tmp_path):
    path = tmp_path / "phrases.txt"
    found = proposed(documents.report(5000))
    path.write_text("\n".join(found))
    assert read_phrases(path) == found


def test_the_plural_of_a_name_of_one_word_is_not_proposed_beside_it():
    assert proposed("We saw the Senator and the Senators. " * 4) == ["Senator"]


def test_first_words_letters_and_numbers_name_nobody():
    assert names.propose_names(["High", "42 B", "We like B, and q."] * 5) == []
