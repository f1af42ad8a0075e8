"""Keyness against published numbers, SciPy, a count of all draws, and by its properties."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from reading.measures import keyness as measured
from reading.measures.inference import adjust_p_values, find_attainable
from reading.measures.keyness import Verdict, keyness
from tests.measures.texts import few, frames, texts

MILLION = 10**6

sizes = st.integers(1, 5000)
parts = st.tuples(sizes, sizes).flatmap(
    lambda size: st.tuples(
        st.integers(0, size[0]), st.integers(0, size[1]), st.just(size[0]), st.just(size[1])
    )
)


# Measures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "b", "published"), [(348, 99, 147), (9, 32, 14), (392, 170, 90)])
def test_g2_of_two_terms_equals_the_published_figures(a, b, published):
    assert round(measured.log_likelihood(a, b, MILLION, MILLION)) == published


@pytest.mark.parametrize(
    ("table", "published"),
    [((110, 2552, 221, 31777), 270.72), ((8, 13, 32, 31777), 95.29), ((10, 15, 100, 300), 7.3298)],
)
def test_g2_of_a_table_equals_the_published_figures(table, published):
    assert measured.log_likelihood_of_table(*table) == pytest.approx(published, abs=5e-3)


def test_log_ratio_of_a_rate_four_times_as_high_is_two():
    assert measured.log_ratio(10, 5, 100, 200) == 2


@given(parts, st.floats(0.5, 0.99))
def test_interval_excludes_equal_rates_where_the_exact_interval_of_the_share_does(part, level):
    a, b, c, d = part
    assume(a + b)
    low, high = binomtest(a, a + b).proportion_ci(level, method="exact")
    share = c / (c + d)
    assume(min(abs(low - share), abs(high - share)) > 1e-9)
    ends = measured.log_ratio_interval(a, b, c, d, level=level)
    assert (ends[0] <= 0 <= ends[1]) == (low <= share <= high)


def test_zero_count_is_replaced_by_one_half():
    assert measured.log_ratio(0, 4, 100, 100) == -3
    assert measured.log_ratio(4, 0, 100, 100) == 3
    assert measured.log_ratio(0, 0, 100, 100) == 0


# The verdict ------------------------------------------------------------------------------------------------

APART = {"x": ["a a b c", "a a"] * 4, "y": ["b c d d", "d d"] * 4}


def held_in(text):
    """The sentences of each section that hold each lemma, and all sentences of each section."""
    lemmas = sorted({word for part in text.values() for sentence in part for word in sentence.split()})
    held = {
        (section, lemma): sum(lemma in sentence.split() for sentence in part)
        for section, part in text.items()
        for lemma in lemmas
    }
    return lemmas, held, {section: len(part) for section, part in text.items()}


def exact(held, size, everywhere, number):
    """The chance of an outcome that is at most as likely, over all ways to draw, and the least."""
    drawn = [
        sum(place < everywhere for place in inside) for inside in itertools.combinations(range(number), size)
    ]
    often = {count: drawn.count(count) for count in set(drawn)}
    chances = {count: sum(n for n in often.values() if n <= own) / len(drawn) for count, own in often.items()}
    return chances[held], min(chances.values())


@few
@given(texts(sections=("x", "y", "z")))
def test_tests_are_exact_and_their_family_is_what_could_pass(text):
    lemmas, held, sizes = held_in(text)
    found = keyness(*frames(text), q=0.3).set_index(["section", "lemma"])
    number = sum(sizes.values())
    tests = {
        (section, lemma): exact(
            held[section, lemma], sizes[section], sum(held[part, lemma] for part in sizes), number
        )
        for section in sizes
        for lemma in lemmas
    }
    keys = list(tests)
    p, least = (np.array(column) for column in zip(*tests.values(), strict=True))
    adjusted = adjust_p_values(np.where(find_attainable(least, q=0.3), p, np.nan))
    assert found.loc[keys, "p_adjusted"].tolist() == pytest.approx(adjusted.tolist(), nan_ok=True)
    rare = np.isnan(adjusted)
    assert found.loc[keys, "p"].tolist() == pytest.approx(np.where(rare, np.nan, p).tolist(), nan_ok=True)
    assert found.loc[keys, "p_paragraphs"].isna().tolist() == rare.tolist()
    assert (found.loc[keys, "verdict"] == Verdict.TOO_RARE).tolist() == rare.tolist()
    assert found.loc[keys, "sentences"].tolist() == [held[key] for key in keys]


@few
@given(texts(sections=("x", "y", "z")))
def test_columns_equal_the_measures_of_the_counts(text):
    found = keyness(*frames(text))
    counts = [found[name] for name in ("count", "elsewhere", "tokens", "tokens_elsewhere")]
    np.testing.assert_array_equal(found["log_ratio"], measured.log_ratio(*counts))
    np.testing.assert_array_equal(found["low"], measured.log_ratio_interval(*counts)[0])
    np.testing.assert_array_equal(found["high"], measured.log_ratio_interval(*counts)[1])
    np.testing.assert_array_equal(found["g2"], measured.log_likelihood(*counts))
    words = {section: " ".join(sentences).split() for section, sentences in text.items()}
    for row in found.itertuples():
        own = words[row.section]
        assert (row.count, row.tokens) == (own.count(row.lemma), len(own))
        assert row.count + row.elsewhere == sum(part.count(row.lemma) for part in words.values())


def test_verdict_says_where_a_term_is_in_more_sentences():
    found = keyness(*frames(APART)).set_index(["section", "lemma"])["verdict"]
    assert found["x"].to_dict() == {
        "a": Verdict.MORE,
        "b": Verdict.NEITHER,
        "c": Verdict.NEITHER,
        "d": Verdict.LESS,
    }
    assert found["y"].to_dict() == {
        "a": Verdict.LESS,
        "b": Verdict.NEITHER,
        "c": Verdict.NEITHER,
        "d": Verdict.MORE,
    }


def test_direction_is_that_of_sentences_and_not_of_tokens():
    # x has the term in all of its sentences, y in one, where it occurs twenty times.
    text = {"x": ["a " + "b " * 20] * 8, "y": ["c"] * 11 + ["a " * 20]}
    row = keyness(*frames(text)).set_index(["section", "lemma"]).loc[("x", "a")]
    assert row["log_ratio"] < 0
    assert row["verdict"] == Verdict.MORE


def test_paragraphs_are_shuffled_as_wholes():
    incidence, sentences = frames({"x": ["a b"] * 8, "y": ["b"] * 8})
    four = {"x/opening": "x", "y/opening": "y"}
    incidence, sentences = (
        frame.assign(paragraph=frame["paragraph"].map(four) + "/" + (frame["sentence"] % 2).astype(str))
        for frame in (incidence, sentences)
    )
    found = keyness(incidence, sentences).set_index("lemma").loc["a"]
    # Two of four paragraphs hold all of it: of six arrangements, two are as far apart.
    assert found["p_paragraphs"].tolist() == pytest.approx([2 / 6, 2 / 6])
    assert (found["p"] < 0.001).all()


def test_in_a_long_text_only_terms_that_pass_are_shuffled(monkeypatch):
    every = keyness(*frames(APART))
    monkeypatch.setattr(measured, "MAX_SHUFFLED", 0)
    some = keyness(*frames(APART))
    passing = every["p_adjusted"] <= measured.Q
    assert 0 < passing.sum() < every["p"].notna().sum()
    pd.testing.assert_frame_equal(some, every.assign(p_paragraphs=every["p_paragraphs"].where(passing)))


@few
@given(texts(sections=("x",)))
def test_one_section_is_compared_with_nothing(text):
    found = keyness(*frames(text))
    assert found.empty
    assert list(found.columns) == list(keyness(*frames(APART)).columns)


def test_sentences_without_tokens_do_not_count():
    with_some = keyness(*frames({"x": ["a b", "", "a"], "y": ["", "c b"], "z": [""]}))
    without = keyness(*frames({"x": ["a b", "a"], "y": ["c b"]}))
    pd.testing.assert_frame_equal(with_some, without)


def test_power_is_the_share_of_simulated_texts_that_pass():
    random, first, second = np.random.default_rng(1), 22, 20
    passed = {}
    for one, other in ((3, 1), (1, 3)):
        low = 10 / (first * one + second * other)
        drawn = random.binomial([first, second], [one * low, other * low], size=(60_000, 2))
        drawn = drawn[drawn.sum(axis=1) == 10]
        p = [fisher_exact([[a, first - a], [b, second - b]]).pvalue for a, b in np.unique(drawn, axis=0)]
        chances = dict(zip(map(tuple, np.unique(drawn, axis=0).tolist()), p, strict=True))
        passed[one] = np.mean([chances[a, b] <= 0.05 / 6 for a, b in drawn.tolist()])
    found = measured.power((first, second), sentences=10, ratio=3, level=0.05 / 6)
    assert found == pytest.approx(max(passed.values()), abs=0.02)
