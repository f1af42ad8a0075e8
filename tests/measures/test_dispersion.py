"""Dispersion against published numbers and by its properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.dispersion import dispersion, dp, dp_norm, juilland_d
from tests.measures.texts import few, frames, texts

# Gries's toy corpus: five parts of nine or ten words.
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]
SIZES = [len(part.split()) for part in GRIES]

parts = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 20), min_size=n, max_size=n),
        st.lists(st.integers(20, 90), min_size=n, max_size=n),
    )
)


def counts(word):
    return [part.split().count(word) for part in GRIES]


@pytest.mark.parametrize(
    ("word", "published"), [("b", 0.02), ("i", 0.82), ("q", 0.80), ("x", 0.78), ("a", 0.18)]
)
def test_dp_gives_the_published_figures(word, published):
    assert dp(counts(word), SIZES) == pytest.approx(published, abs=5e-3)


@pytest.mark.parametrize(("word", "published"), [("b", 0.024), ("i", 1), ("q", 0.976), ("x", 0.951)])
def test_dp_norm_gives_the_published_figures(word, published):
    assert dp_norm(counts(word), SIZES) == pytest.approx(published, abs=5e-4)


def test_dp_norm_of_equal_parts_gives_the_published_figure():
    assert dp_norm([2, 1, 0], [7, 7, 7]) == pytest.approx(0.5)


def test_juillands_d_takes_the_deviation_of_the_population():
    assert juilland_d([0, 4, 3, 2, 1], [10] * 5) == pytest.approx(0.6464, abs=5e-5)


@given(parts)
def test_a_term_that_does_not_occur_has_no_dispersion(part):
    for measure in (dp, dp_norm, juilland_d):
        assert np.isnan(measure([0] * len(part[1]), part[1]))


def test_a_part_without_tokens_is_refused():
    for measure in (dp, dp_norm, juilland_d):
        with pytest.raises(ValueError, match="a token or more"):
            measure([1, 0], [10, 0])


@few
@given(texts(sections=("x", "y", "z")))
def test_a_frame_has_each_lemma_with_the_units_that_hold_it(text):
    incidence, sentences = frames(text)
    found = dispersion(incidence, sentences, unit=["paragraph", "sentence"])
    every = [sentence.split() for part in text.values() for sentence in part]
    assert found.index.tolist() == sorted({word for words in every for word in words})
    for row in found.itertuples():
        counted = [words.count(row.Index) for words in every]
        sizes = [len(words) for words in every]
        expected = [measure(counted, sizes) for measure in (dp, dp_norm, juilland_d)]
        assert [row.dp, row.dp_norm, row.juilland_d] == pytest.approx(expected, nan_ok=True)
