"""Iterates over the rows of frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def iterate_rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a frame as named tuples, with the names of the columns as attributes.

    They are of type `Any`, because the types of the columns of a frame are not known to mypy.
    """
    return frame.itertuples(index=False)
