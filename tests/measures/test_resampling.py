"""Resampling against plain loops, and by its properties."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.analysis.counting import count_words
from reading.measures.frequency import counts
from reading.measures.resampling import bootstrap_rates
from tests.measures.texts import few, frames, texts

TEXT = {"x": ["a b b", "a c", "b c c c", "d", "a a", "b c"], "y": ["a", "b b d d", "c a", "d d d"]}


def drawn_one_by_one(sentences, lemma, times=20000):
    """Rates per thousand tokens in sections whose sentences are drawn in a loop."""
    chance = random.Random(1)
    for _ in range(times):
        words = [
            word for part in sentences for text in chance.choices(part, k=len(part)) for word in text.split()
        ]
        yield 1000 * words.count(lemma) / len(words)


@pytest.mark.parametrize("lemma", list("abcd"))
def test_interval_of_the_document_equals_that_of_a_plain_loop_within_sections(lemma):
    row = bootstrap_rates(*frames(TEXT)).set_index("lemma").loc[lemma]
    low, high = np.quantile(list(drawn_one_by_one(TEXT.values(), lemma)), [0.025, 0.975])
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=20)


@pytest.mark.parametrize("section", ["x", "y"])
def test_interval_of_a_section_equals_that_of_a_plain_loop_over_its_sentences(section):
    found = bootstrap_rates(*frames(TEXT), by="section").set_index(["section", "lemma"])
    low, high = np.quantile(list(drawn_one_by_one([TEXT[section]], "b")), [0.025, 0.975])
    assert tuple(found.loc[(section, "b"), ["low", "high"]]) == pytest.approx((low, high), abs=20)


@few
@given(texts())
def test_counts_and_rates_equal_those_of_the_text(text):
    incidence, sentences = frames(text)
    whole = bootstrap_rates(incidence, sentences, resamples=20)
    assert whole[["lemma", "count"]].to_dict("list") == counts(incidence, ["lemma"]).to_dict("list")
    assert whole["rate"].tolist() == pytest.approx(
        (whole["count"] / sentences["tokens"].sum() * 1000).tolist()
    )
    parts = bootstrap_rates(incidence, sentences, by="section", resamples=20)
    assert list(dict.fromkeys(parts["section"])) == list(text)
    for row in parts.itertuples():
        words = " ".join(text[row.section]).split()
        assert row.count == words.count(row.lemma)
        assert row.rate == pytest.approx(1000 * row.count / len(words))


@few
@given(texts())
def test_ends_are_rates_and_in_order(text):
    found = bootstrap_rates(*frames(text), by="section", resamples=200).dropna()
    assert (found["low"] <= found["high"]).all()
    assert found["low"].between(0, 1000).all()
    assert found["high"].between(0, 1000).all()


@few
@given(texts(), st.integers(2, 5))
def test_interval_scales_with_the_counts(text, times):
    incidence, sentences = frames(text)
    once = bootstrap_rates(incidence, sentences, resamples=100)
    often = bootstrap_rates(incidence.assign(count=incidence["count"] * times), sentences, resamples=100)
    for end in ("rate", "low", "high"):
        np.testing.assert_allclose(often[end], times * once[end])


@few
@given(texts())
def test_absent_term_and_section_of_one_sentence_have_no_interval(text):
    found = bootstrap_rates(*frames(text), by="section", resamples=100)
    single = found["section"].map({section: len(part) for section, part in text.items()}) == 1
    none = found[(found["count"] == 0) | single]
    assert none[["low", "high"]].isna().all(axis=None)


def test_lower_level_has_a_narrower_interval():
    wide, narrow = (bootstrap_rates(*frames(TEXT), level=level) for level in (0.95, 0.5))
    assert ((narrow["low"] >= wide["low"]) & (narrow["high"] <= wide["high"])).all()


@few
@given(texts(), st.integers(0, 9))
def test_one_seed_gives_the_same_interval_in_any_order_of_rows(text, seed):
    incidence, sentences = frames(text)
    shuffled = incidence.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(
        bootstrap_rates(incidence, sentences, resamples=50, seed=seed),
        bootstrap_rates(shuffled, sentences, resamples=50, seed=seed),
    )


def test_another_seed_gives_another_interval():
    ends = {tuple(bootstrap_rates(*frames(TEXT), resamples=50, seed=seed)["low"]) for seed in range(5)}
    assert len(ends) > 1


def test_text_of_one_word_has_a_rate_and_no_interval():
    row = bootstrap_rates(*frames({"x": ["a"]})).loc[0]
    assert row["rate"] == 1000
    assert np.isnan(row["low"])


def test_sentences_without_tokens_do_not_count():
    with_some = bootstrap_rates(*frames({"x": ["a b", "", "a"], "z": [""]}), by="section")
    pd.testing.assert_frame_equal(with_some, bootstrap_rates(*frames({"x": ["a b", "a"]}), by="section"))


@pytest.mark.parametrize("by", [None, "section"])
def test_text_without_content_words_has_no_row(by):
    incidence, sentences = frames({"x": ["a"]})
    assert bootstrap_rates(incidence.head(0), sentences, by=by).empty


def test_almost_all_intervals_of_the_book_contain_their_rate(book):
    found = bootstrap_rates(count_words(book), book.document.sentences)
    assert ((found["low"] <= found["rate"]) & (found["rate"] <= found["high"])).mean() > 0.99
