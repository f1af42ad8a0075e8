from reading.data.lexicon import read_phrases
from reading.new import names
from reading.text.sentences import split_sentences
from tests.new import documents


def proposed(text):
    return names.propose_names(split_sentences(text.replace("\n", " ")))


def test_names_of_several_words_that_recur_are_phrases_and_actors():
    found = proposed(documents.BRIEF)
    assert found.phrases == ["Coast Council", "Harbour Office"]
    assert [(actor.text, actor.kind) for actor in found.actors] == [
        ("Coast Council", "organisation"),
        ("Harbour Office", "organisation"),
    ]


def test_the_first_word_of_a_sentence_is_not_a_name():
    assert proposed("Boats wait. Boats rot. Boats sink.").actors == []


def test_a_word_that_also_occurs_in_lower_case_is_not_a_name():
    assert proposed("We ask State and state. The State pays. A State owes. That State is ours.").actors == []


def test_a_name_of_one_word_is_an_actor_if_it_occurs_often_enough():
    text = "We like Oslo. They like Oslo."
    assert proposed(text).actors == []
    assert [actor.text for actor in proposed(f"{text} All like Oslo.").actors] == ["Oslo"]


def test_forms_of_a_name_with_other_capitals_are_one_actor():
    text = "We saw the PRESIDENT. They saw the President. All like the President."
    assert [actor.text for actor in proposed(text).actors] == ["President"]


def test_a_phrase_that_also_occurs_with_hyphens_is_not_proposed():
    text = "We like the Coast Council. They like the Coast Council. The Coast-Council is liked."
    assert proposed(text).phrases == []


def test_a_name_may_hold_small_words_but_does_not_end_in_one():
    found = proposed("So said the Bank of Elm. Then the Bank of Elm and others paid.")
    assert found.phrases == ["Bank of Elm"]


def test_an_article_is_not_part_of_a_name():
    assert proposed("The Harbour Office asks. The Harbour Office waits.").phrases == ["Harbour Office"]


def test_proposed_phrases_can_be_read_as_a_list_of_phrases(tmp_path):
    path = tmp_path / "phrases.txt"
    found = proposed(documents.report(5000))
    path.write_text("\n".join(found.phrases))
    assert read_phrases(path) == found.phrases
    assert len(found.actors) <= names.MAX_ACTORS


def test_states_are_told_by_their_names():
    text = "We like Trinidad and Tobago. They like Trinidad and Tobago. So Kenya and the UK pay. "
    found = proposed(text + "So Kenya and the UK wait. Like Kenya and the UK. They like Elmland. " * 3)
    assert [(actor.text, actor.kind) for actor in found.actors] == [
        ("Kenya", "state"),
        ("UK", "state"),
        ("Elmland", "group"),
        ("Trinidad and Tobago", "state"),
    ]


def test_a_pair_of_names_is_two_names():
    text = "We like Oslo and Bergen. They like Bergen and Oslo. All like Oslo. Some like Bergen. "
    found = proposed(text + "The Food and Ship Office pays the Food and Ship Office.")
    assert [actor.text for actor in found.actors] == ["Bergen", "Oslo", "Food and Ship Office"]
    assert found.phrases == ["Food and Ship Office"]


def test_the_plural_of_a_name_is_its_alias():
    text = (
        "We saw a Senator and the Senators. They saw two Senators. A Port Party is one of the Port Parties. "
    )
    found = proposed(text * 2)
    assert [(actor.text, actor.aliases) for actor in found.actors] == [
        ("Senators", ("Senator",)),
        ("Port Party", ("Port Parties",)),
    ]


def test_letters_and_roman_numbers_are_no_names():
    assert proposed("We like B, and IX. We like Q And, and N W. " * 5) == names.Proposal([], [])


def test_lines_without_a_word_in_lower_case_name_nobody():
    assert names.propose_names(["High", "NOT High Low", "Low High"] * 5) == names.Proposal([], [])


def test_a_word_that_begins_a_sentence_is_no_part_of_the_name_after_it():
    found = proposed("Likes Oslo and likes it. Likes Oslo and pays. Likes Oslo, it does. Coast Council pays.")
    assert [actor.text for actor in found.actors] == ["Oslo"]


def test_a_name_with_a_title_and_one_who_speaks_is_a_person():
    text = "We saw Mr. Lee. They saw Mr. Lee. Is it late, said Ann Ray. It is, said Ann Ray. "
    text += "The letter of the Elm Club came. We wrote to the Elm Club."
    kinds = {actor.text: actor.kind for actor in proposed(text).actors}
    assert kinds["Ann Ray"] == "person"
    assert kinds["Elm Club"] == "group"
    assert [kind for name, kind in kinds.items() if "Lee" in name] in ([], ["person"])


def test_a_club_that_is_spoken_of_once_as_a_person_is_none():
    text = "We met the Elm Club, who were late. We left the Elm Club. We like the Elm Club."
    assert [(actor.text, actor.kind) for actor in proposed(text).actors] == [("Elm Club", "group")]


def test_a_name_in_the_plural_is_no_person():
    text = "We met the Scholars, who were late. We met the Scholars, who came. We left the Scholars."
    assert [(actor.text, actor.kind) for actor in proposed(text).actors] == [("Scholars", "group")]


def test_forms_of_address_and_calls_are_no_names():
    text = "We ask, Your Honor, and say: Thank you, Oh dear. " * 3
    assert proposed(text).actors == []


def test_a_word_such_as_and_before_a_name_is_no_part_of_it():
    text = "We sing, And Mercy Lee comes. We sing, And Mercy Lee goes. "
    text += "We like The Old Hague. We see The Old Hague."
    assert proposed(text).phrases == ["Mercy Lee", "The Old Hague"]


def test_the_first_word_before_the_word_i_is_no_name():
    assert proposed("Suddenly I wait. Suddenly I sail. Suddenly I know it.").actors == []
    assert proposed("Suddenly I wait. Suddenly I sail. Suddenly I see it suddenly.").actors == []
