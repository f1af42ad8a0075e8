"""Validation: the interval of F1 of what was found against what was coded."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reading.measures import validation
from tests.conftest import few

SIZE = 12
SENTENCES = pd.DataFrame({"paragraph": "harbour/quay", "sentence": range(1, SIZE + 1)})

NUMBERS = st.sets(st.integers(1, SIZE))


def validity(*numbers):
    """The measures of sentences that are found and of those that are coded."""
    found, coded = (SENTENCES[SENTENCES["sentence"].isin(held)].assign(theme="trade") for held in numbers)
    return validation.validity(found, coded, sentences=SENTENCES, themes=["trade"]).iloc[0]


@few
@given(NUMBERS, NUMBERS)
def test_interval_of_f1_has_the_ends_of_that_of_the_share_of_hits(found, coded):
    """By SciPy, and by F1 of texts that have just as many hits as an end says."""
    row, either = validity(found, coded), len(found | coded)
    if not either:
        assert row[["f1", "f1_low", "f1_high"]].isna().all()
        return
    hits = len(found & coded)
    for end, share in zip(("f1_low", "f1_high"), binomtest(hits, either).proportion_ci(0.95), strict=True):
        # Half of the errors are misses: precision and recall are the same, and so is F1.
        assert row[end] == pytest.approx(share / (share + (1 - share) / 2), abs=1e-9)
    assert row["f1_low"] - 1e-9 <= row["f1"] <= row["f1_high"] + 1e-9
