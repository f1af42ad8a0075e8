"""Says where a notebook runs, and tells who changes one what is wrong."""

from __future__ import annotations

import os
import sys
import traceback


def is_building() -> bool:
    """Whether the book is built: a build sets READING_BUILD for its kernels."""
    return "READING_BUILD" in os.environ


def is_in_kernel() -> bool:
    """Whether somebody runs the notebook in Jupyter. A build has kernels, too."""
    ipython = sys.modules.get("IPython")
    return not is_building() and ipython is not None and hasattr(ipython.get_ipython(), "kernel")


class ReaderError(ValueError):
    """What whoever changes a notebook is told: in Jupyter, the line of the cell and the message alone."""

    # IPython writes more to standard error where this fails. A build reads the line from a whole traceback.
    if not is_building():

        def _render_traceback_(self) -> list[str]:
            frames = traceback.extract_tb(self.__traceback__)
            own = [frame for frame in frames if "ipykernel" in frame.filename][-1:]
            lines = [f"line {frame.lineno}: {frame.line}" for frame in own]
            return [*lines, f"{type(self).__name__}: {self}"]
