"""Frequencies against published numbers and by their properties."""

import pandas as pd

from reading.measures import frequency

# scikit-learn's own example of TF-IDF: six documents, three terms.
EXAMPLE = [[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]]


def test_tf_idf_agrees_with_the_published_example():
    rows = [(d, t, n) for d, row in enumerate(EXAMPLE) for t, n in zip("abc", row, strict=True) if n]
    weighted = frequency.tf_idf(pd.DataFrame(rows, columns=["paragraph", "lemma", "count"]), by="paragraph")
    first = weighted[weighted["paragraph"] == 0].set_index("lemma")["weight"]
    assert first.round(2).to_dict() == {"a": 0.85, "c": 0.52}
