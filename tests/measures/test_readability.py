"""Readability against a published figure, by hand, and by its properties."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.readability import ari, coleman_liau, lix

EVERY = [ari, coleman_liau, lix]

texts = st.dictionaries(st.text("abcdefgh-", min_size=1, max_size=12), st.integers(1, 9), min_size=1)


def words(counts):
    return pd.DataFrame(counts.items(), columns=["token", "count"])


def test_coleman_liau_gives_a_grade_of_fourteen_and_a_half_at_537_letters_and_4_2_sentences():
    # Of 119 words 639 letters: 44 words of six letters and 75 of five; five sentences.
    counted = {"orders": 44, "order": 75}
    assert coleman_liau(words(counted), 5) == pytest.approx(14.5, abs=0.05)


def test_ari_adds_up_the_length_of_words_and_of_sentences():
    # Four letters a word, ten words a sentence.
    assert ari(words({"four": 20}), 2) == pytest.approx(4.71 * 4 + 0.5 * 10 - 21.43)


def test_lix_counts_words_of_seven_letters_as_long():
    assert lix(words({"sixsix": 5, "sevenxx": 5}), 2) == 10 / 2 + 50


def test_a_hyphen_is_no_letter():
    assert lix(words({"low-carb": 1}), 1) == 1 + 100
    assert lix(words({"low-cut": 1}), 1) == 1
    assert ari(words({"a-b": 3}), 1) == ari(words({"ab": 3}), 1)


@pytest.mark.parametrize("measure", EVERY)
def test_without_words_or_sentences_there_is_nothing_to_read(measure):
    assert math.isnan(measure(words({}), 3))
    assert math.isnan(measure(words({"a": 1}), 0))


@pytest.mark.parametrize("measure", EVERY)
def test_a_text_of_one_word_has_a_figure(measure):
    assert math.isfinite(measure(words({"a": 1}), 1))


@given(texts, st.integers(1, 20), st.integers(2, 5))
def test_the_same_text_several_times_reads_the_same(counts, sentences, times):
    more = {token: count * times for token, count in counts.items()}
    for measure in EVERY:
        assert measure(words(more), sentences * times) == pytest.approx(measure(words(counts), sentences))


@given(texts, st.integers(1, 20))
def test_fewer_and_so_longer_sentences_are_harder(counts, sentences):
    for measure in EVERY:
        assert measure(words(counts), sentences) > measure(words(counts), sentences + 1)


@given(texts, st.integers(1, 20))
def test_longer_words_are_no_easier(counts, sentences):
    longer = {f"{token}ij": count for token, count in counts.items()}
    for measure in EVERY:
        assert measure(words(longer), sentences) >= measure(words(counts), sentences)
