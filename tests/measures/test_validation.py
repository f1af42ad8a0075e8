"""Validation of what a lexicon finds against what was coded, beside the measures of NLTK."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import f_measure, precision, recall

from reading.measures import validation
from tests.conftest import few

SIZE = 12
SENTENCES = pd.DataFrame({"paragraph": "harbour/quay", "sentence": range(1, SIZE + 1)})

NUMBERS = st.sets(st.integers(1, SIZE))


@few
@given(NUMBERS, NUMBERS)
def test_measures_are_those_of_nltk(found, coded):
    frames = (SENTENCES[SENTENCES["sentence"].isin(held)].assign(theme="trade") for held in (found, coded))
    row = validation.validity(*frames, sentences=SENTENCES, themes=["trade"]).iloc[0]
    assert row[["coded", "found", "hits", "misses", "false_alarms"]].tolist() == [
        len(coded),
        len(found),
        len(found & coded),
        len(coded - found),
        len(found - coded),
    ]
    expected = pd.Series(
        {
            "precision": precision(coded, found),
            "recall": recall(coded, found),
            # NLTK has no F1 where only one of the sets is empty; it is 0.
            "f1": f_measure(coded, found) if coded and found else 0 if coded or found else None,
        },
        dtype=float,
    )
    pd.testing.assert_series_equal(row[expected.index].astype(float), expected, check_names=False)
