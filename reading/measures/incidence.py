"""A tidy table of counts goes in; the same counts come out as a matrix, a row a unit and a column a lemma."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats

SENTENCE = ["paragraph", "sentence"]
"""The columns that name a sentence; a paragraph's id names its section, too."""


def matrix(incidence: pd.DataFrame, units: pd.DataFrame, unit: Sequence[str]) -> tuple[Floats, pd.Index]:
    """The counts of a frame [..., *unit, lemma, count] by unit and lemma, and the lemmas by name.

    `units` is a frame [*unit, ...] of all units, those without a lemma too: its rows are the matrix's. Raises
    `ValueError` where an occurrence stands in none of them.
    """
    columns = list(unit)
    every, found = (pd.MultiIndex.from_frame(frame[columns]) for frame in (units, incidence))
    places = every.get_indexer(found)
    if (places < 0).any():
        missing = ", ".join(map(str, found[places < 0][0]))
        raise ValueError(f"no unit has the {', '.join(columns)} {missing}")
    lemmas, names = pd.factorize(incidence["lemma"], sort=True)
    counts = np.zeros((len(units), len(names)))
    np.add.at(counts, (places, lemmas), incidence["count"].to_numpy(float))
    return counts, pd.Index(names, name="lemma")
