"""Random orders of labels, by their properties."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reading.measures.resampling import permute_labels


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 20), st.integers(0, 9))
def test_each_order_has_all_labels(labels, permutations, seed):
    orders = permute_labels(np.array(labels), permutations=permutations, seed=seed)
    assert orders.shape == (permutations, len(labels))
    assert all(Counter(order) == Counter(labels) for order in orders.tolist())


def test_all_orders_are_equally_likely():
    seen = Counter(map(tuple, permute_labels(np.array([0, 1, 2])).tolist()))
    assert len(seen) == 6
    assert min(seen.values()) > 10_000 / 6 * 0.9
