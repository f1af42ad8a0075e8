"""Processes beside this one: where the system forks safely, they start with what this one has imported."""

from __future__ import annotations

import multiprocessing
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "linux":
    CONTEXT = multiprocessing.get_context("fork")
else:
    CONTEXT = multiprocessing.get_context("spawn")


@contextmanager
def starting() -> Iterator[None]:
    """Start processes in here: Python warns of a fork beside threads.

    Those here are of linear algebra alone, and they allow for it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
