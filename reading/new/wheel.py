"""Builds the wheel of the package `reading` that a new book contains."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import reading

FOLDER = "vendor"
"""The folder of a book that holds its wheel."""

EARLIEST = "315532800"
"""The time stamp of every file in the wheel, the first that an archive can hold: wheels are reproducible."""


def build_wheel(root: Path, folder: Path) -> None:
    """Write the wheel to a folder: built from the source, or copied if the book at `root` holds a wheel."""
    if wheels := sorted((root / FOLDER).glob("*.whl")):
        shutil.copy2(wheels[-1], folder)
        return
    # Imported here because nothing else builds a package.
    from flit_core.wheel import make_wheel_in

    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = EARLIEST
    try:
        make_wheel_in(Path(reading.__file__).parents[1] / "pyproject.toml", folder)
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before
