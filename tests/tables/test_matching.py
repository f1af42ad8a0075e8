"""Matching: a theme's terms in sentences, the longest first, nothing twice."""

import pandas as pd

from reading.data.lexicon import Theme
from reading.tables import matching

PHRASES = ["low-carbon development", "Belt and Road"]


def incidence(*rows):
    columns = ["paragraph", "sentence", "kind", "lemma", "count"]
    return pd.DataFrame([("ties/trade", 1, *row) for row in rows], columns=columns)


def found(rows, *terms):
    hits = matching.find_terms(rows, [Theme("growth", terms)], PHRASES)
    return {(row.lemma, row.term): row.count for row in hits.itertuples()}


def test_words_of_a_matched_phrase_are_counted_only_outside_it():
    rows = incidence(
        ("phrase", "low-carbon development", 1), ("word", "development", 3), ("word", "low-carbon", 1)
    )
    assert found(rows, "development", "low-carbon development", "low-carbon") == {
        ("low-carbon development", "low-carbon development"): 1,
        ("development", "development"): 2,
    }


def test_of_terms_that_fit_a_word_the_plain_one_binds_and_then_the_wildcard_with_more_letters():
    rows = incidence(("word", "stability", 1), ("word", "stabilise", 1), ("word", "stable", 1))
    assert found(rows, "sta*", "stabil*", "stability") == {
        ("stability", "stability"): 1,
        ("stabilise", "stabil*"): 1,
        ("stable", "sta*"): 1,
    }


FOOD = ["food security", "food security council"]


def found_in_food(rows, *exceptions, terms=("security",)):
    hits = matching.find_terms(rows, [Theme("security", terms, exceptions)], FOOD)
    return {row.lemma: row.count for row in hits.itertuples()}


def test_words_of_an_exception_do_not_find_the_theme_and_others_do():
    rows = incidence(("phrase", "food security", 1), ("word", "security", 1), ("word", "food", 1))
    assert found_in_food(rows) == {"security": 1}
    assert found_in_food(rows, "food security") == {}
    assert found_in_food(rows, "food security", terms=("securit*",)) == {}
    twice = rows.assign(count=rows["count"].where(rows["lemma"] != "security", 2))
    assert found_in_food(twice, "food security") == {"security": 1}


def test_an_exception_of_a_theme_touches_no_other_theme():
    rows = incidence(("phrase", "food security", 1), ("word", "security", 1))
    themes = [
        Theme("security", ("security",), ("food security",)),
        Theme("order", ("security",)),
        Theme("food", ("food security",)),
    ]
    hits = matching.find_terms(rows, themes, FOOD)
    assert list(zip(hits["theme"], hits["lemma"], strict=True)) == [
        ("order", "security"),
        ("food", "food security"),
    ]
