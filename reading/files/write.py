"""Writes the files of a folder, all or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reading.files.errors import single_error


def write_files(folder: Path, contents: Mapping[str, str]) -> None:
    """Write the text of each file, by its name, into a folder: all or none.

    Each file is complete before any takes its place, in order. Where one cannot be moved there, those before
    it get back what they held. The folder is made where it does not exist.

    Raises `ReadingErrors` where a file cannot be written.
    """
    name = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as temporary:
            new, old = Path(temporary) / "new", Path(temporary) / "old"
            new.mkdir()
            old.mkdir()
            for name, text in contents.items():
                (new / name).write_text(text, encoding="utf-8", newline="\n")
                if (folder / name).exists():
                    shutil.copy2(folder / name, old / name)
            try:
                for name in contents:
                    (new / name).replace(folder / name)
            except BaseException:
                for moved in contents:
                    if (old / moved).exists():
                        (old / moved).replace(folder / moved)
                    elif not (new / moved).exists():
                        (folder / moved).unlink()
                raise
    except OSError as error:
        problem = f"the file cannot be written: {error.strerror}"
        raise single_error(folder / name, 0, problem, "is there room?") from None
