"""Converts a tidy frame of counts to a matrix with a row for each unit and a column for each lemma."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats

SENTENCE = ["paragraph", "sentence"]
"""The columns that identify a sentence. The id of a paragraph includes that of its section."""


def matrix(incidence: pd.DataFrame, units: pd.DataFrame, unit: Sequence[str]) -> tuple[Floats, pd.Index]:
    """Return the counts of a frame [..., *unit, lemma, count] as a matrix, and the lemmas of its columns.

    `units` is a frame [*unit, ...] of all units, also of those without any lemma; the matrix has its rows.
    The lemmas are sorted. Raises `ValueError` where an occurrence is in none of the units.
    """
    columns = list(unit)
    known, occurring = (pd.MultiIndex.from_frame(frame[columns]) for frame in (units, incidence))
    rows = known.get_indexer(occurring)
    if (rows < 0).any():
        missing = ", ".join(map(str, occurring[rows < 0][0]))
        raise ValueError(f"no unit has the {', '.join(columns)} {missing}")
    lemmas, names = pd.factorize(incidence["lemma"], sort=True)
    counts = np.zeros((len(units), len(names)))
    np.add.at(counts, (rows, lemmas), incidence["count"].to_numpy(float))
    return counts, pd.Index(names, name="lemma")
