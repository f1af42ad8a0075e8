from hypothesis import given
from hypothesis import strategies as st

from reading.files.read import Line
from reading.text.repair import join_broken_words, replace_characters


def numbered(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def joined(text):
    return " ".join(line.text for line in join_broken_words(numbered(text)))


def test_ligatures_are_spelt_out_and_superscripts_stay():
    assert replace_characters("\ufb01rst o\ufb03ce of 5 m² and ½") == "first office of 5 m² and ½"


def test_a_word_broken_at_the_margin_is_joined():
    assert joined("an associ-\nation of towns") == "an association of towns"
    assert joined("an associ\u2010\nation of towns") == "an association of towns"
    assert joined("under-\nstand") == "understand"


def test_a_word_that_is_written_with_a_hyphen_keeps_it():
    assert joined("a deep-\nwater port") == "a deep-water port"
    assert joined("the Franco-\nGerman plan") == "the Franco-German plan"
    assert (
        joined("a sub-\nregional plan; the sub-regional plans")
        == "a sub-regional plan; the sub-regional plans"
    )


def test_soft_hyphens_are_removed_within_lines_and_join_words_across_them():
    assert joined("asso\u00adciation of long\u00ad\nterm aims") == "association of longterm aims"


def test_the_rest_of_a_word_moves_up_and_lines_keep_their_numbers():
    assert join_broken_words(numbered("an associ-\nation of\ndeep-\nwater\naims")) == [
        Line(1, "an association"),
        Line(2, "of"),
        Line(3, "deep-water"),
        Line(5, "aims"),
    ]


WORDS = st.sampled_from(["long-", "term", "associ-", "ation", "", "of", "a\u00ad", "co-op-", "The"])


@given(st.lists(st.lists(WORDS, max_size=3).map(" ".join), max_size=8))
def test_a_text_that_was_repaired_needs_no_repair(lines):
    once = join_broken_words(numbered("\n".join(lines)))
    twice = join_broken_words([Line(line.number, line.text) for line in once])
    assert [line.text for line in twice] == [line.text for line in once]
