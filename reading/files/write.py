"""Writes the files of a folder, all or none, or replaces a whole folder."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from reading.cache.processes import hold_signals
from reading.files.errors import single_error


def write_files(folder: Path, contents: Mapping[str, str | None]) -> None:
    """Write the text of each file into a folder, or remove the file where the text is None: all or none.

    A name is a path relative to the folder. Each file is complete before any takes its place, in order. Where
    one cannot be moved there, those before it get back what they held. Folders are made where they do not
    exist.

    Raises `ReadingErrors` where a file cannot be written or removed.
    """
    name = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as temporary:
            new, old = Path(temporary) / "new", Path(temporary) / "old"
            for name, text in contents.items():
                for parent in (new, old, folder):
                    (parent / name).parent.mkdir(parents=True, exist_ok=True)
                if text is not None:
                    (new / name).write_text(text, encoding="utf-8", newline="\n")
                if (folder / name).exists():
                    shutil.copy2(folder / name, old / name)
            try:
                for name, text in contents.items():
                    if text is None:
                        (folder / name).unlink(missing_ok=True)
                    else:
                        (new / name).replace(folder / name)
            except BaseException:
                for moved, text in contents.items():
                    if (old / moved).exists():
                        (old / moved).replace(folder / moved)
                    elif text is not None and not (new / moved).exists():
                        (folder / moved).unlink()
                raise
    except OSError as error:
        problem = f"the file cannot be written: {error.strerror}"
        raise single_error(folder / name, 0, problem, "is there room?") from None


@contextlib.contextmanager
def temporary_folder(place: Path, name: str) -> Iterator[Path]:
    """An empty folder of a given name. Unless it was moved away, it is removed in the end."""
    parent: Path | None = None
    try:
        # An interruption in between would leave the folder behind.
        with hold_signals():
            parent = Path(tempfile.mkdtemp(dir=place, prefix=f".{name}-"))
        draft = parent / name
        draft.mkdir()
        yield draft
    finally:
        with hold_signals():
            if parent:
                shutil.rmtree(parent, ignore_errors=True)


def replace_folder(new: Path, old: Path) -> None:
    """Move a folder to the place of another one, which is removed.

    Linux exchanges the two in one step, so that a whole folder is in its place at any time. Elsewhere the
    place is empty for a moment.
    """
    if old.exists() and not _exchange(new, old):
        shutil.rmtree(old)
    if not old.exists():
        new.rename(old)
    shutil.rmtree(new, ignore_errors=True)


_HERE, _EXCHANGE = -100, 2
"""The constants `AT_FDCWD` and `RENAME_EXCHANGE` of Linux."""


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system. Returns whether the system can do this."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
