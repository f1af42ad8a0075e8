"""How sure the share of words is that a speaker uses most: a small example by hand."""

import numpy as np
import pytest

from reading.measures import heaviest_users

PRESENCES = np.array([[[1.0, 0], [0, 1]], [[0, 1.0], [0, 1]]])
"""Two years, two lemmas, two speakers: the first uses the first lemma most in the first year only."""


def estimate(user):
    counts = np.array([[2.0, 0], [0, 2], [4, 0]])
    strata = ["a", "a", "b"]
    return heaviest_users.share_intervals(
        counts, counts.sum(axis=1), strata, PRESENCES, np.ones((2, 2)), user=user, most=1
    )


def test_sentences_are_drawn_within_their_sections():
    alone, _ = estimate(1)
    # The second speaker uses the second lemma most, and ties over the first in all years.
    assert alone.tolist() == [0, 0.5]


def test_years_decide_who_uses_a_lemma_most():
    alone, both = estimate(0)
    assert alone.tolist() == [0, 0]
    assert both[1] == pytest.approx(1)
