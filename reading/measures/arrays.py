"""Numbers, or arrays or columns of them, go in; the same come out as NumPy's floats, which divide by zero."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = Any
"""A number, or an array or a column of them, as NumPy's own functions take and give them."""

Floats: TypeAlias = npt.NDArray[np.float64]


def floats(*numbers: Numbers) -> tuple[Numbers, ...]:
    """Each as an array of floats; a single number as a single float."""
    return tuple(np.asarray(number, float)[()] for number in numbers)
