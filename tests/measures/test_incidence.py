"""Tables of counts as matrices."""

import pandas as pd
import pytest

from reading.measures.incidence import SENTENCE, matrix

UNITS = pd.DataFrame([("p", 1), ("p", 2), ("q", 1)], columns=SENTENCE)


def test_an_occurrence_in_no_part_is_refused():
    table = pd.DataFrame([("q", 2, "a", 1)], columns=[*SENTENCE, "lemma", "count"])
    with pytest.raises(ValueError, match="no part has the paragraph, sentence q, 2"):
        matrix(table, UNITS, SENTENCE)
