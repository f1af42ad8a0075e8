"""Tables of counts as matrices."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.incidence import SENTENCE, matrix

UNITS = pd.DataFrame([("p", 1), ("p", 2), ("q", 1)], columns=SENTENCE)

tables = st.lists(
    st.tuples(st.sampled_from([("p", 1), ("p", 2), ("q", 1)]), st.sampled_from("abc"), st.integers(1, 9)),
    max_size=20,
).map(
    lambda rows: pd.DataFrame(
        [(*unit, lemma, count) for unit, lemma, count in rows], columns=[*SENTENCE, "lemma", "count"]
    )
)


@given(tables)
def test_each_count_stands_at_its_unit_and_lemma(table):
    counts, lemmas = matrix(table, UNITS, SENTENCE)
    assert counts.shape == (len(UNITS), table["lemma"].nunique())
    assert list(lemmas) == sorted(set(table["lemma"]))
    for place, unit in enumerate(UNITS.itertuples(index=False)):
        for column, lemma in enumerate(lemmas):
            rows = table[
                (table["paragraph"] == unit.paragraph)
                & (table["sentence"] == unit.sentence)
                & (table["lemma"] == lemma)
            ]
            assert counts[place, column] == rows["count"].sum()


def test_an_occurrence_in_no_unit_is_refused():
    table = pd.DataFrame([("q", 2, "a", 1)], columns=[*SENTENCE, "lemma", "count"])
    with pytest.raises(ValueError, match="no unit has the paragraph, sentence q, 2"):
        matrix(table, UNITS, SENTENCE)
