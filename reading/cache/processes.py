"""How this package starts processes: by fork where that is safe, so that they have all modules imported."""

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
def ignore_fork_warning() -> Iterator[None]:
    """Silence Python's warning about a fork of a process that has threads.

    The only threads here are those of the linear algebra library, which supports a fork.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
