# ruff: noqa: RUF001 - typographic quotation marks are what is tested


import pytest
import simplemma
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.tokenize import NLTKWordTokenizer

from reading.text.closed_class import CLOSED_CLASS, PREPOSITIONS, UNITS
from reading.text.phrases import PhraseMatcher
from reading.text.sentences import hash_heading, read_mark, split_blocks, split_sentences
from reading.text.words import (
    CORRECTIONS,
    WRONG_LEMMAS,
    Word,
    list_forms,
    split_tokens,
    split_words,
    tokenize,
)


def repaired(copy, **options):
    return [block.text for block in split_blocks(copy, **options)]


def lemmas(sentence):
    return [word.lemma for word in split_words(sentence) if word]


def forms(sentence):
    return [word.token for word in split_words(sentence) if word]


def content(sentence):
    return [word.lemma for word in split_words(sentence) if word and not word.closed]


# The copy


def test_line_that_ends_no_sentence_is_joined_to_the_next():
    assert repaired("Rivers carry\nsilt to the sea.\nDeltas grow.") == [
        "Rivers carry silt to the sea.",
        "Deltas grow.",
    ]


def test_blank_lines_alone_end_paragraphs_where_lines_are_broken_at_a_margin():
    copy = "Rivers carry silt.\nDeltas\ngrow.\n\nTowns stand."
    assert repaired(copy, breaks="blank") == ["Rivers carry silt. Deltas grow.", "Towns stand."]
    assert repaired(copy) == ["Rivers carry silt.", "Deltas grow.", "Towns stand."]


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


def test_a_number_that_comes_to_open_a_line_of_running_prose_is_no_point():
    assert repaired("It was signed on the\n12. of May, and the\n3) was lost.") == [
        "It was signed on the 12. of May, and the 3) was lost."
    ]


def test_a_line_without_a_letter_or_a_digit_is_as_an_empty_one():
    assert repaired("Rivers carry\n* * *\nsilt") == ["Rivers carry", "silt"]


def test_a_heading_can_be_given_by_its_digest():
    digest = hash_heading("The  state of\u00a0rivers")
    assert digest == hash_heading("The state of rivers")
    found = split_blocks("The state of rivers\nThey rise.", headings=[digest])
    assert [block.heading for block in found] == [True, False]


@pytest.mark.parametrize("end", [".", "!", "?", ":", ".”", ".’", '."', "?)"])
def test_a_line_that_ends_a_sentence_ends_its_paragraph(end):
    assert len(repaired(f"Deltas grow{end}\nRivers bend.")) == 2


def test_line_in_lower_case_is_joined_to_the_one_before():
    assert repaired("He came from the U.S.\nmany years ago.") == ["He came from the U.S. many years ago."]


def test_superscript_on_its_own_line_is_joined_to_its_number():
    assert repaired("The 20\nth of May.") == ["The 20th of May."]
    assert repaired("The 21\nst\nof May.") == ["The 21st of May."]
    assert repaired("There were 20\nthick books.") == ["There were 20 thick books."]


def test_heading_is_distinguished_from_a_broken_line_by_its_name():
    copy = "On  rivers\nRivers carry\nsilt."
    assert repaired(copy) == ["On rivers Rivers carry silt."]
    assert repaired(copy, headings=["On rivers"]) == ["On rivers", "Rivers carry silt."]


def test_an_empty_line_separates():
    assert repaired("One thing\n\nAnother thing") == ["One thing", "Another thing"]


def test_quotation_marks_apostrophes_and_accents_have_one_form():
    assert repaired("‘A’ “b” it’s cafe\u0301 co\u00adoperate\u00a0x\u2011y…") == [
        "'A' \"b\" it's caf\u00e9 cooperate x-y..."
    ]


def test_a_block_knows_the_line_that_it_opens_in():
    assert [block.line for block in split_blocks("\nA b\nc.\n\nHead\nD.", headings=["Head"])] == [
        2,
        5,
        6,
    ]


def test_an_item_without_a_word_is_no_paragraph():
    assert repaired("2.\t:\n3. Ships.") == ["Ships."]


@given(st.text(alphabet=" \n\t\r“”’ab.:A2", max_size=60))
def test_repairing_twice_changes_nothing(copy):
    once = repaired(copy)
    # A number alone on its line is joined with the next line, and is then the mark of an item.
    assume(not any(map(read_mark, once)))
    assert repaired("\n\n".join(once)) == once


# Sentences


def test_an_abbreviation_ends_no_sentence():
    assert (
        len(split_sentences("Dr. Lee met Gen. Park, i.e. Mr. Kim of Smith Co. in Jan. 2020. They spoke."))
        == 2
    )


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


def test_a_function_word_in_capitals_opens_a_sentence_after_an_abbreviation():
    assert len(split_sentences("She went to the U.S. The trip was long.")) == 2


def test_abbreviation_before_a_name_ends_no_sentence():
    assert len(split_sentences("She met U.S. Senator Lee.")) == 1


# Words


def test_possessive_is_no_word_and_keeps_its_neighbours_adjacent():
    assert split_words("France's port")[:2] == [
        Word("france", "france", False),
        Word("port", "port", False),
    ]
    assert forms("the allies' doubts") == ["the", "allies", "doubts"]


def test_the_apostrophe_that_closes_a_quotation_parts_its_neighbours():
    assert None in split_words("He spoke of 'loyal allies' and left")
    assert None not in split_words("the loyal allies' doubts")


def test_a_hyphenated_word_is_one_word():
    assert forms("An US-led, low-carbon Indo-Pacific zero-sum non-aligned plan") == [
        "an",
        "us-led",
        "low-carbon",
        "indo-pacific",
        "zero-sum",
        "non-aligned",
        "plan",
    ]


def test_the_lemma_of_a_hyphenated_word_is_itself_or_its_singular():
    assert lemmas("both US-led and Sino-US plans of policy-makers, non-aligned") == [
        "both",
        "us-led",
        "and",
        "sino-us",
        "plan",
        "of",
        "policy-maker",
        "non-aligned",
    ]


def test_a_mark_breaks_adjacency_and_is_no_word():
    assert [word and word.token for word in split_words("Trade, peace - (war).")] == [
        "trade",
        None,
        "peace",
        None,
        None,
        "war",
        None,
        None,
    ]


def test_country_us_is_not_the_pronoun():
    assert content("They told us that the US and the WHO agree") == ["tell", "us", "who", "agree"]
    assert split_words("US plans fail")[0] == Word("us", "us", False)
    assert split_words("Us they forgot")[0] == Word("us", "we", True)


def test_a_name_inside_a_sentence_keeps_its_form():
    assert content("Gladly the Americans from Wales saw Leaders United") == [
        "gladly",
        "americans",
        "wales",
        "see",
        "leaders",
        "united",
    ]


def test_the_first_word_is_lemmatised_unless_it_is_known_as_a_name():
    assert lemmas("Leaders met")[0] == "leader"
    assert lemmas("Beijing met")[0] == "beijing"
    assert lemmas("Americans met")[0] == "americans"
    assert lemmas('"Leaders met"')[0] == "leader"


def test_british_and_american_spelling_have_lemmas():
    assert lemmas("they stabilised and stabilized neighbouring colours") == [
        "they",
        "stabilise",
        "and",
        "stabilize",
        "neighbour",
        "colour",
    ]


def test_every_correction_differs_from_the_lemmatiser():
    for form, lemma in CORRECTIONS.items():
        assert simplemma.lemmatize(form, lang="en") != lemma


def test_a_form_and_its_dictionary_form_have_one_lemma():
    assert content("developed develops growing grow cancelled cancel gone go") == [
        *("develop", "develop", "grow", "grow", "cancel", "cancel", "go", "go")
    ]


def test_every_wrong_lemma_is_one_of_the_lemmatiser_and_its_correction_is_a_lemma():
    forms = {"playing": "playe", "thinking": "thinke", "thanked": "thanke"}
    assert {form: simplemma.lemmatize(form, lang="en") for form in forms} == forms
    for wrong, right in WRONG_LEMMAS.items():
        assert not simplemma.is_known(wrong, lang="en") or simplemma.lemmatize(wrong, lang="en") == wrong
        assert lemmas(f"x {right}") == ["x", right]


def test_a_gerund_and_its_plural_have_the_lemma_of_the_verb():
    assert content("a meeting, meetings, one building, buildings") == ["meet", "meet", "build", "build"]
    assert content("these mornings and beings") == ["morning", "being"]


def test_a_noun_in_a_unit_is_of_a_closed_class_and_has_the_unit_as_its_lemma():
    assert content("In the face of change they face us, in turn and at the same time") == ["change", "face"]
    words = split_words("In addition to it we turn, in addition.")
    assert [word.lemma for word in words if word and word.token == "addition"] == [
        "in addition to",
        "in addition",
    ]


def test_a_mark_within_a_unit_parts_it():
    assert content("in, turn") == ["turn"]


def test_every_unit_has_a_word_that_is_of_no_closed_class_elsewhere():
    for unit in UNITS:
        assert not CLOSED_CLASS.issuperset(unit)
        words = split_words("x " + " ".join(unit))[1:]
        assert all(word and word.closed for word in words)


def test_numbers_in_digits_are_content():
    assert content("Until 2030 the 20th plan cost 1,000 coins") == [
        "2030",
        "20th",
        "plan",
        "cost",
        "1,000",
        "coin",
    ]


def test_numbers_in_words_are_not_content():
    assert content("Twenty-first, two or three hundred of these") == []


def test_contractions_are_closed():
    assert content("We can't, won't, don't and shan't; they'll and I'm") == []


def test_the_closed_class_is_in_lower_case_and_has_no_open_class_inflections():
    assert all(word == word.lower() for word in CLOSED_CLASS)
    assert not CLOSED_CLASS & {"time", "way", "people", "following", "use", "need", "lead", "face", "turn"}


@given(st.lists(st.from_regex(r"[a-z]{1,8}('s|,|\.|-[a-z]+)?", fullmatch=True), min_size=1, max_size=12))
def test_tokens_are_those_of_nltk(words):
    sentence = " ".join(words)
    cut = ("cannot", "gimme", "gonna", "gotta", "lemme", "wanna")
    if not any(word in sentence for word in cut):
        assert tokenize(sentence) == NLTKWordTokenizer().tokenize(sentence)


@given(st.text(alphabet="aB1é ,.-'\"(\n\u0663", max_size=30))
def test_a_sentence_without_other_marks_has_the_tokens_that_all_rules_of_nltk_give_it(sentence):
    assert tokenize(sentence) == NLTKWordTokenizer().tokenize(sentence)


@given(st.from_regex(r"[a-z]{2,9}(s|ed|ly)?", fullmatch=True) | st.sampled_from(sorted(CLOSED_CLASS)))
def test_the_lemma_of_a_plain_word_is_simplemmas(word):
    if word not in CORRECTIONS and word not in PREPOSITIONS and not word.endswith("ings"):
        lemma = simplemma.lemmatize(word, lang="en").lower()
        assert lemmas(f"x {word}")[1:] in ([WRONG_LEMMAS.get(lemma, lemma)], [])


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(sentence):
    for word in split_words(sentence):
        assert word is None or (word.token == word.token.lower() and word.lemma)


# Phrases


PHRASES = PhraseMatcher(
    ["United States", "Cape of Good Hope", "trade", "trade war", "trade war crime", "good hope", "great plan"]
)


def test_longest_phrase_is_found_first():
    assert PHRASES.match("They call trade war crimes bad.").phrases == ["trade war crime"]


def test_a_set_term_is_found_in_every_form():
    assert PHRASES.match("Trade wars and great plans failed").phrases == ["trade war", "great plan"]


def test_a_set_term_is_found_whatever_its_capitals():
    read = PHRASES.match("They fear the great Plans of the Trade Wars")
    assert read.phrases == ["great plan", "trade war"]
    assert [word.lemma for word in read.words if word][3:] == ["great", "plan", "of", "the", "trade", "war"]


def test_a_comparative_is_of_no_set_term():
    assert PHRASES.match("They gave it greater plans, the greatest plans").phrases == []
    assert PhraseMatcher(["better world"]).match("A good world, a better World").phrases == ["better world"]


def test_a_name_is_found_whatever_its_capitals_but_in_no_other_form():
    assert PHRASES.match("the united states").phrases == ["united states"]
    assert PHRASES.match("They unite a state").phrases == []


def test_the_words_of_a_name_are_no_forms_of_other_words():
    read = PHRASES.match("United States and united states unite states")
    assert [word.lemma for word in read.words if word] == [
        "united",
        "states",
        "and",
        "united",
        "states",
        "unite",
        "state",
    ]


def test_names_are_found_before_set_terms():
    assert PHRASES.match("round the cape of good hope").phrases == ["cape of good hope"]
    assert PHRASES.match("we had good hopes").phrases == ["good hope"]


def test_a_possessive_does_not_part_a_phrase_but_a_mark_does():
    assert PHRASES.match("the United States' trade's war").phrases == ["united states", "trade war"]
    assert PHRASES.match("trade, war").phrases == []


def test_phrases_come_in_the_order_of_the_sentence():
    assert PHRASES.match("A trade war with the United States, a great plan").phrases == [
        "trade war",
        "united states",
        "great plan",
    ]


@given(st.text(st.sampled_from("abS's ’-–.,;:\"()_/|~+=^1é"), max_size=30))
def test_tokens_are_those_of_the_words(sentence):
    assert split_tokens(sentence) == [word.token for word in split_words(sentence) if word]


@given(
    st.lists(
        st.sampled_from(
            ["trade", "war", "Wars", "crime", "united", "states", "good", "hope", "cape", "of", ","]
        ),
        max_size=15,
    )
)
def test_looking_for_phrases_neither_adds_words_nor_drops_them(words):
    sentence = " ".join(words)
    assert [word and word.token for word in PHRASES.match(sentence).words] == [
        word and word.token for word in split_words(sentence)
    ]


def test_other_forms_of_a_lemma_are_listed_without_abbreviations():
    forms = list_forms(["go", "field", "relation", "nowhere-word"])
    assert {"goes", "going", "went"} <= forms["go"]
    assert forms["field"] == {"fields", "fielded", "fielding"}
    assert forms["relation"] == {"relations"}
    assert forms["nowhere-word"] == set()
