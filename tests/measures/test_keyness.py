"""Keyness against published numbers, SciPy, a count of all draws, and by its properties."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures import keyness as measured
from reading.measures.inference import adjust_p_values, find_attainable
from reading.measures.keyness import Verdict, keyness
from tests.measures.texts import few, frames, texts

MILLION = 10**6

sizes = st.integers(1, 5000)


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


def test_zero_count_is_replaced_by_one_half():
    assert measured.log_ratio(0, 4, 100, 100) == -3
    assert measured.log_ratio(4, 0, 100, 100) == 3
    assert measured.log_ratio(0, 0, 100, 100) == 0


# The verdict ------------------------------------------------------------------------------------------------


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
@given(texts(("x", "y", "z")))
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
