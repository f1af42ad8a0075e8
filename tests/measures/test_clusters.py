"""Shuffled paragraphs against a count of all arrangements, and likeness against an analysis of variance."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import f_oneway

from reading.measures import clusters
from reading.measures.clusters import count_arrangements, intraclass_correlation, shuffle_paragraphs

# The sentences of each paragraph: 1 where a sentence holds the term.
documents = st.lists(st.lists(st.integers(0, 1), min_size=1, max_size=4), min_size=2, max_size=7)


def arrays(paragraphs, section=1):
    holds = np.array([[held] for paragraph in paragraphs for held in paragraph], float)
    numbers = np.repeat(np.arange(len(paragraphs)), [len(paragraph) for paragraph in paragraphs])
    return holds, numbers, numbers < section


def test_of_many_arrangements_some_are_drawn_and_the_observed_one_is_counted(monkeypatch):
    text = arrays([[1, 1, 0], [1], [0, 1], [0], [1, 0]] + [[0, 0], [0], [0, 0, 0]] * 3, 6)
    exact = shuffle_paragraphs(*text)[0]
    assert count_arrangements(14, 6) == 3003
    monkeypatch.setattr(clusters, "MAX_ARRANGEMENTS", 3000)
    monkeypatch.setattr(clusters, "BATCH", 1000)
    assert count_arrangements(14, 6) == 3001
    drawn = shuffle_paragraphs(*text)[0]
    assert round(drawn * 3001, 6).is_integer()
    assert drawn == pytest.approx(exact, abs=0.03)
    assert drawn != exact


@given(documents)
def test_likeness_within_paragraphs_follows_from_an_analysis_of_variance(paragraphs):
    holds, numbers, _ = arrays(paragraphs)
    groups = [np.array(paragraph, float) for paragraph in paragraphs]
    assume(any(group.std() for group in groups))
    sizes = np.array([len(group) for group in groups])
    f = f_oneway(*groups).statistic
    size = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(sizes) - 1)
    assert intraclass_correlation(holds, numbers) == pytest.approx([(f - 1) / (f - 1 + size)])


@pytest.mark.parametrize("paragraphs", [[[1, 0, 1]], [[1], [0]], [[1, 1], [1]]])
def test_likeness_is_unknown_where_nothing_can_differ(paragraphs):
    assert np.isnan(intraclass_correlation(*arrays(paragraphs)[:2])).all()
