"""Matching: a theme's terms in sentences, the longest first, nothing twice."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.data.lexicon import Theme
from reading.tables import matching
from reading.text import wildcards

PHRASES = ["low-carbon development", "Belt and Road"]


def incidence(*rows):
    columns = ["paragraph", "sentence", "kind", "lemma", "count"]
    return pd.DataFrame([("ties/trade", 1, *row) for row in rows], columns=columns)


def found(rows, *terms):
    hits = matching.find_terms(rows, [Theme("growth", "Growth", terms)], PHRASES)
    return {(row.lemma, row.term): row.count for row in hits.itertuples()}


def test_words_of_a_matched_phrase_are_counted_only_outside_it():
    rows = incidence(
        ("phrase", "low-carbon development", 1), ("word", "development", 3), ("word", "low-carbon", 1)
    )
    assert found(rows, "development", "low-carbon development", "low-carbon") == {
        ("low-carbon development", "low-carbon development"): 1,
        ("development", "development"): 2,
    }


def test_a_phrase_that_is_no_term_of_the_theme_does_not_hide_its_words():
    rows = incidence(("phrase", "low-carbon development", 1), ("word", "development", 1))
    assert found(rows, "development") == {("development", "development"): 1}


def test_another_theme_counts_for_itself():
    rows = incidence(("phrase", "low-carbon development", 1), ("word", "low-carbon", 1))
    themes = [
        Theme("growth", "Growth", ("low-carbon development",)),
        Theme("green", "Green", ("low-carbon",)),
    ]
    hits = matching.find_terms(rows, themes, PHRASES)
    assert list(zip(hits["theme"], hits["lemma"], strict=True)) == [
        ("growth", "low-carbon development"),
        ("green", "low-carbon"),
    ]


def test_a_wildcard_stands_for_any_letters_or_none_within_one_word():
    rows = incidence(
        ("word", "economic", 1),
        ("word", "geo-economic", 2),
        ("word", "economy", 1),
        ("phrase", "low-carbon development", 1),
    )
    assert found(rows, "*economic", "*carbon*") == {
        ("economic", "*economic"): 1,
        ("geo-economic", "*economic"): 2,
    }


def test_of_terms_that_fit_a_word_the_plain_one_binds_and_then_the_wildcard_with_more_letters():
    rows = incidence(("word", "stability", 1), ("word", "stabilise", 1), ("word", "stable", 1))
    assert found(rows, "sta*", "stabil*", "stability") == {
        ("stability", "stability"): 1,
        ("stabilise", "stabil*"): 1,
        ("stable", "sta*"): 1,
    }


def test_a_name_in_a_phrase_is_met_by_its_own_words():
    rows = incidence(("phrase", "belt and road", 1), ("word", "belt", 1), ("word", "road", 2))
    assert found(rows, "belt and road", "road") == {
        ("belt and road", "belt and road"): 1,
        ("road", "road"): 1,
    }


FOOD = ["food security", "food security council"]


def found_in_food(rows, *exceptions, terms=("security",)):
    hits = matching.find_terms(rows, [Theme("security", "Security", terms, exceptions)], FOOD)
    return {row.lemma: row.count for row in hits.itertuples()}


def test_words_of_an_exception_do_not_find_the_theme_and_others_do():
    rows = incidence(("phrase", "food security", 1), ("word", "security", 1), ("word", "food", 1))
    assert found_in_food(rows) == {"security": 1}
    assert found_in_food(rows, "food security") == {}
    assert found_in_food(rows, "food security", terms=("securit*",)) == {}
    twice = rows.assign(count=rows["count"].where(rows["lemma"] != "security", 2))
    assert found_in_food(twice, "food security") == {"security": 1}


def test_a_longer_term_that_holds_an_exception_finds_the_theme():
    """The tables hold only the longer phrase of two that overlap."""
    rows = incidence(("phrase", "food security council", 1), ("word", "security", 1))
    council = ("food security council", "security")
    assert found_in_food(rows, "food security", terms=council) == {"food security council": 1}
    assert found_in_food(rows, "food security council") == {}


def test_an_exception_of_a_theme_touches_no_other_theme():
    rows = incidence(("phrase", "food security", 1), ("word", "security", 1))
    themes = [
        Theme("security", "Security", ("security",), ("food security",)),
        Theme("order", "Order", ("security",)),
        Theme("food", "Food", ("food security",)),
    ]
    hits = matching.find_terms(rows, themes, FOOD)
    assert list(zip(hits["theme"], hits["lemma"], strict=True)) == [
        ("order", "security"),
        ("food", "food security"),
    ]


COUNTS = st.integers(0, 3)
MADE = ["a b", "b c", "a b c"]


@given(
    st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), max_size=4),
    st.sets(st.sampled_from("abc*")),
    st.data(),
)
def test_an_exception_more_never_adds_a_found_sentence(sentences, words, data):
    """Each sentence has so many of each phrase and words beside them."""
    rows = []
    for number, (*phrases, alone) in enumerate(sentences):
        counted = dict.fromkeys("abc", alone)
        for phrase, count in zip(MADE, phrases, strict=True):
            rows.append(("ties/trade", number, "phrase", phrase, count))
            counted = {word: total + count * (word in phrase) for word, total in counted.items()}
        rows += [("ties/trade", number, "word", word, total) for word, total in counted.items()]
    frame = pd.DataFrame(rows, columns=["paragraph", "sentence", "kind", "lemma", "count"])
    frame = frame[frame["count"] > 0]
    terms = [*words, *data.draw(st.sets(st.sampled_from(MADE)))]
    exceptions = data.draw(st.lists(st.sampled_from(MADE), unique=True))
    exceptions = [phrase for phrase in exceptions if phrase not in terms]

    def find(exceptions):
        theme = Theme("made", "Made", tuple(terms), tuple(exceptions))
        hits = matching.find_terms(frame, [theme], MADE)
        return set(hits["sentence"])

    for number in range(len(exceptions)):
        assert find(exceptions[: number + 1]) <= find(exceptions[:number])


@pytest.mark.parametrize(("term", "lemma"), [("g*", "g7"), ("what?", "what?"), ("a[b]*", "a[b]c")])
def test_no_other_mark_is_a_wildcard(term, lemma):
    assert wildcards.matches(term, lemma)
    assert not wildcards.matches(term, "abc")


def test_every_hit_of_the_book_is_an_occurrence_of_its_document(book):
    document = book.document
    hits = matching.find_terms(document.incidence, book.lexicon.themes, book.lexicon.phrases)
    keys = ["paragraph", "sentence", "lemma"]
    counted = document.incidence.set_index(keys)["count"]
    assert not hits.duplicated(["theme", *keys]).any()
    assert all(0 < row.count <= counted[row.paragraph, row.sentence, row.lemma] for row in hits.itertuples())
