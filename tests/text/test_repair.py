from hypothesis import given
from hypothesis import strategies as st

from reading.text.repair import join_broken_words, replace_characters


def joined(text):
    return " ".join(join_broken_words(text).split())


def test_ligatures_are_spelt_out_and_superscripts_stay():
    assert replace_characters("\ufb01rst o\ufb03ce of 5 m² and ½") == "first office of 5 m² and ½"


def test_a_word_broken_at_the_margin_is_joined():
    assert joined("an associ-\nation of towns") == "an association of towns"
    assert joined("an associ\u2010\nation of towns") == "an association of towns"
    assert joined("to under-\nstand") == "to understand"


def test_a_word_that_is_written_with_a_hyphen_keeps_it():
    assert joined("a deep-\nwater port") == "a deep-water port"
    assert joined("the Franco-\nGerman plan") == "the Franco-German plan"
    assert (
        joined("a sub-\nregional plan; the sub-regional plans")
        == "a sub-regional plan; the sub-regional plans"
    )


def test_soft_hyphens_are_removed_within_lines_and_join_words_across_them():
    assert joined("asso\u00adciation of long\u00ad\nterm aims") == "association of longterm aims"


def test_the_start_of_a_word_moves_down_and_lines_keep_their_numbers():
    assert join_broken_words("an associ-\nation of\na (deep-\n  water\nport)") == (
        "an\nassociation of\na\n(deep-water\nport)"
    )
    assert join_broken_words("associ-\nation") == "associ-\nation", "an empty line would end a paragraph"


WORDS = st.sampled_from(["long-", "term", "associ-", "ation", "", "of", "a\u00ad", "co-op-", "The"])


@given(st.lists(st.lists(WORDS, max_size=3).map(" ".join), max_size=8).map("\n".join))
def test_no_letter_and_no_line_is_lost(text):
    joined = join_broken_words(text)
    assert [*filter(str.isalpha, joined)] == [*filter(str.isalpha, text)]
    assert joined.count("\n") == text.count("\n")


def test_a_long_line_without_spaces_is_read_at_once():
    assert join_broken_words(text := f"a {'b' * 10**6}-") == text
