"""Converts a tidy frame of counts to a matrix with a row for each part and a column for each lemma."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.measures.arrays import Floats

SENTENCE = ["paragraph", "sentence"]
"""The columns that identify a sentence. The id of a paragraph includes that of its section."""


def matrix(incidence: pd.DataFrame, parts: pd.DataFrame, by: Sequence[str]) -> tuple[Floats, pd.Index]:
    """Return the counts of lemmas in parts as a matrix, and the lemmas of its columns.

    Takes a frame with the columns of `by`, lemma and count, and in `parts` a frame of all parts, also of
    those without any lemma; the matrix has its rows.
    The lemmas are sorted. Raises `ValueError` where an occurrence is in none of the parts.
    """
    rows, lemmas, names = _locate(incidence, parts, by)
    counts = np.zeros((len(parts), len(names)))
    np.add.at(counts, (rows, lemmas), incidence["count"].to_numpy(float))
    return counts, names


def sparse_holds(incidence: pd.DataFrame, parts: pd.DataFrame, by: Sequence[str]) -> tuple[Any, pd.Index]:
    """Return which parts hold which lemmas, 1 or 0, as a sparse array of the shape of `matrix`."""
    # SciPy takes long to import.
    from scipy.sparse import csr_array

    rows, lemmas, names = _locate(incidence, parts, by)
    counts = csr_array((incidence["count"].to_numpy(float), (rows, lemmas)), (len(parts), len(names)))
    return (counts > 0).astype(int), names


def _locate(
    incidence: pd.DataFrame, parts: pd.DataFrame, by: Sequence[str]
) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_], pd.Index]:
    """Return the row and the column of each occurrence, and the lemmas of the columns."""
    known, occurring = (pd.MultiIndex.from_frame(frame[list(by)]) for frame in (parts, incidence))
    rows = known.get_indexer(occurring)
    if (rows < 0).any():
        missing = ", ".join(map(str, occurring[rows < 0][0]))
        raise ValueError(f"no part has the {', '.join(by)} {missing}")
    lemmas, names = pd.factorize(incidence["lemma"], sort=True)
    return rows, lemmas, pd.Index(names, name="lemma")
