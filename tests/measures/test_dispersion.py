"""Dispersion against published numbers."""

import pytest

from reading.measures.dispersion import dp, dp_norm, juilland_d

# Gries's toy corpus: five parts of nine or ten words.
GRIES = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]
SIZES = [len(part.split()) for part in GRIES]


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


def test_a_part_without_tokens_is_refused():
    for measure in (dp, dp_norm, juilland_d):
        with pytest.raises(ValueError, match="a token or more"):
            measure([1, 0], [10, 0])
