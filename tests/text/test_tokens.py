# ruff: noqa: RUF001 - typographic quotation marks are what is tested

import re
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.tokenize import NLTKWordTokenizer

from reading.text.phrases import PhraseMatcher
from reading.text.sentences import _POINT, split_blocks, split_sentences
from reading.text.tokens import (
    Word,
    split_words,
    tokenize,
)
from reading.text.word_patterns import SPLIT


def repaired(copy):
    return [block.text for block in split_blocks(copy)]


def lemmas(sentence):
    return [word.lemma for word in split_words(sentence) if word]


def forms(sentence):
    return [word.token for word in split_words(sentence) if word]


def content(sentence):
    return [word.lemma for word in split_words(sentence) if word and not word.closed]


# The copy


@pytest.mark.parametrize(
    "marks", ["1. 2.", "1) 2)", "(a) (b)", "a) b)", "- -", "* *", "\u2022 \u2022", "(i) (ii)"]
)
def test_a_point_of_a_list_begins_a_paragraph_without_its_mark(marks):
    first, second = marks.split()
    assert repaired(f"It asks for two things:\n{first} more ships\n{second} more ports") == [
        "It asks for two things:",
        "more ships",
        "more ports",
    ]


def test_superscript_on_its_own_line_is_joined_to_its_number():
    assert repaired("The 20\nth of May.") == ["The 20th of May."]
    assert repaired("The 21\nst\nof May.") == ["The 21st of May."]
    assert repaired("There were 20\nthick books.") == ["There were 20 thick books."]


def test_quotation_marks_apostrophes_and_accents_have_one_form():
    assert repaired("‘A’ “b” it’s cafe\u0301 co\u00adoperate\u00a0x\u2011y…") == [
        "'A' \"b\" it's caf\u00e9 cooperate x-y..."
    ]


@given(st.text(alphabet=" \n\t\r“”’ab.:A2", max_size=60))
def test_repairing_twice_changes_nothing(copy):
    once = repaired(copy)
    # A number alone on its line is joined with the next line, and is then the mark of an item.
    assume(not any(map(_POINT.match, once)))
    assert repaired("\n\n".join(once)) == once


# Sentences


@pytest.mark.parametrize(
    "text",
    [
        "By Art. 5 it is so.|See No. 7 and Vol. IV there.",
        "Prof. A. B. Smith came.|So did Dr. An.",
        '"Are you Mr. Holmes?" he asked.|"I am!" said he.',
        "\"Is it 'Mr. Holmes?'\", he asked.|Yes.",
        "Lee et al. found it (Lee et al., 2020).|Others did not.",
        'He joined "the U.S. Army?" once.|"He joined the U.S. Army."|They left.',
        'It begins with "We the people...".|It goes on.',
        "He said no.|I said no.|They love art.|It is so.",
        "Lee, A. B. (2009).|Ports of the North.|Mills, C. (2010a).|Ships.",
        "It falls under v. 1.2 only.|So it is.",
        "Is it Jack? . . .|No, it is . . . the other one . . .|And so on.",
        "He saw three ships.[3]|They left (Lee [4]).|'They left.'[12]",
        "It asks for two things.|1. Ships shall wait.|20. Ports shall close.|It ends there.",
        "It is old (very old!).|Wait!!|They wait.",
        "It ends there.|3.2.1. Blocks of Ships wait.|It goes on.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text):
    assert split_sentences(text.replace("|", " ")) == text.split("|")


# Words


def test_possessive_is_no_word_and_keeps_its_neighbours_adjacent():
    assert forms("France's port") == ["france", "port"]
    assert forms("the allies' doubts") == ["the", "allies", "doubts"]


def test_country_us_is_not_the_pronoun():
    assert content("They told us that the US and the WHO agree") == ["tell", "us", "who", "agree"]
    assert split_words("US plans fail")[0] == Word("us", "us", False)
    assert split_words("Us they forgot")[0] == Word("us", "we", True)


def test_a_name_inside_a_sentence_keeps_its_form():
    found = content("Gladly the Americans from Wales saw Leaders United")
    assert " ".join(found) == "gladly americans wales see leaders united"


def test_the_first_word_is_lemmatised_unless_it_is_known_as_a_name():
    assert lemmas("Leaders met")[0] == "leader"
    assert lemmas("Beijing met")[0] == "beijing"
    assert lemmas("Americans met")[0] == "americans"
    assert lemmas('"Leaders met"')[0] == "leader"


def test_a_gerund_and_its_plural_have_the_lemma_of_the_verb():
    assert content("a meeting, meetings, one building, buildings") == ["meet", "meet", "build", "build"]
    assert content("these mornings and beings") == ["morning", "being"]


def test_a_noun_in_a_multiword_is_of_a_closed_class_and_has_the_multiword_as_its_lemma():
    assert content("In the face of change they face us, in turn and at the same time") == ["change", "face"]
    words = split_words("In addition to it we turn, in addition.")
    assert [word.lemma for word in words if word and word.token == "addition"] == [
        "in addition to",
        "in addition",
    ]


@given(st.text(alphabet="aB1é ,.-'\"(\n\u0663", max_size=30))
def test_a_sentence_without_other_marks_has_the_tokens_that_all_rules_of_nltk_give_it(sentence):
    assert tokenize(sentence) == NLTKWordTokenizer().tokenize(sentence)


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(sentence):
    for word in split_words(sentence):
        assert word is None or (word.token == word.token.lower() and word.lemma)


@pytest.mark.parametrize("mark", [*string.punctuation.replace("`", ""), "--", "..", "..."])
def test_marks_within_a_chunk_split_it_where_the_rules_say_so(mark):
    for chunk in (f"a{mark}b", f"1{mark}2"):
        assert (len(tokenize(chunk)) > 1) == bool(re.search(SPLIT, chunk)), chunk


# Phrases


PHRASES = PhraseMatcher(
    ["United States", "Cape of Good Hope", "trade", "trade war", "trade war crime", "good hope", "great plan"]
)


def test_longest_phrase_is_found_first():
    assert PHRASES.match("They call trade war crimes bad.").phrases == ["trade war crime"]


def test_a_set_term_is_found_in_every_form():
    assert PHRASES.match("Trade wars and great plans failed").phrases == ["trade war", "great plan"]


def test_a_name_is_found_whatever_its_capitals_but_in_no_other_form():
    assert PHRASES.match("the united states").phrases == ["united states"]
    assert PHRASES.match("They unite a state").phrases == []


def test_a_possessive_does_not_part_a_phrase_but_a_mark_does():
    assert PHRASES.match("the United States' trade's war").phrases == ["united states", "trade war"]
    assert PHRASES.match("trade, war").phrases == []
