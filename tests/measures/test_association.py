"""Association by its properties. A notebook computes logDice of all pairs with NLTK."""

import pytest

from reading.measures.association import log_dice


def test_log_dice_rises_by_one_where_the_shared_sentences_double():
    assert log_dice(4, 9, 7) - log_dice(2, 9, 7) == pytest.approx(1)
    assert log_dice(9, 9, 9) == 14
