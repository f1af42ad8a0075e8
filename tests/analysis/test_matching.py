"""Matching: a theme's terms in sentences, the longest first, nothing twice."""

import pandas as pd
import pytest

from reading.analysis import matching
from reading.data.lexicon import Theme
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
