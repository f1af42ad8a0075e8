"""Shuffled paragraphs where all arrangements are too many."""

import numpy as np
import pytest

from reading.measures import clusters
from reading.measures.clusters import count_arrangements, shuffle_paragraphs


def arrays(paragraphs, section=1):
    """The sentences of each paragraph, 1 where one holds the term, as the measures take them."""
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
