"""Agreement against published numbers and a plain implementation."""

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.agreement import cohen_kappa, krippendorff_alpha
from tests.conftest import few

# Krippendorff's four coders of twelve items, as NLTK's tests have them; a dot was not coded.
MATRIX = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}

ITEM = ["item"]


def coded(rows):
    """A frame of codes from a string for each coder."""
    return pd.DataFrame(
        [
            (coder, item, code)
            for coder, codes in rows.items()
            for item, code in enumerate(codes)
            if code != "."
        ],
        columns=["coder", "item", "code"],
    )


def alpha_by_pairs(codes):
    """Krippendorff's alpha from all pairs of codes, one by one."""
    items = [list(rows) for _, rows in codes.groupby("item")["code"] if len(rows) > 1]
    within = [(a != b) / (len(item) - 1) for item in items for a, b in itertools.permutations(item, 2)]
    every = [code for item in items for code in item]
    among = [a != b for a, b in itertools.permutations(every, 2)]
    if not any(among):
        return math.nan
    return 1 - (sum(within) / len(every)) / (sum(among) / len(among))


codings = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.text("ab.c", min_size=coders, max_size=coders), min_size=1, max_size=12).map(
        lambda items: coded({f"coder {n}": [item[n] for item in items] for n in range(coders)})
    )
)


def two(items):
    return coded({"A": [item[0] for item in items], "B": [item[1] for item in items]})


def test_alpha_equals_the_published_figure():
    assert krippendorff_alpha(coded(MATRIX), item=ITEM) == pytest.approx(0.743421, abs=5e-7)


def test_kappa_equals_the_published_figure():
    codes = two(["yy"] * 20 + ["yn"] * 20 + ["ny"] * 10 + ["nn"] * 50)
    assert cohen_kappa(codes, item=ITEM) == pytest.approx(0.348, abs=5e-4)


@few
@given(codings)
def test_alpha_equals_a_computation_over_all_pairs(codes):
    assert krippendorff_alpha(codes, item=ITEM) == pytest.approx(alpha_by_pairs(codes), nan_ok=True)
