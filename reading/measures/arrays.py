"""Converts numbers, arrays and columns to NumPy's floats, which can be divided by zero."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = Any
"""A number, an array or a column: what NumPy's own functions take and return."""

Floats: TypeAlias = npt.NDArray[np.float64]

Integers: TypeAlias = npt.NDArray[np.int_]

TOLERANCE = 1e-9
"""The relative difference up to which two probabilities are equal: sums in another order differ a little."""


def floats(*numbers: Numbers) -> tuple[Numbers, ...]:
    """Return each argument as an array of floats, a single number as a single float."""
    return tuple(np.asarray(number, float)[()] for number in numbers)
