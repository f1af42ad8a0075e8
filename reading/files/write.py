"""Writes the files of a folder, replaces a whole folder, or adds files to an archive."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from reading.files.errors import single_error

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of all files in an archive, the earliest that ZIP allows."""


def write_files(folder: Path, contents: Mapping[str, str]) -> None:
    """Write the text of each file into a folder. Each is complete before any takes its place.

    A name is a path relative to the folder. Folders are made where they do not exist.

    Raises `ReadingErrors` where a file cannot be written.
    """
    name = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as temporary:
            new = Path(temporary)
            for name, text in contents.items():
                for parent in (new, folder):
                    (parent / name).parent.mkdir(parents=True, exist_ok=True)
                (new / name).write_text(text, encoding="utf-8", newline="\n")
            for name in contents:
                (new / name).replace(folder / name)
    except OSError as error:
        problem = f"the file cannot be written: {error.strerror}"
        raise single_error(folder / name, 0, problem, "is there room?") from None


@contextlib.contextmanager
def temporary_folder(place: Path, name: str) -> Iterator[Path]:
    """An empty folder of a given name. Unless it was moved away, it is removed in the end."""
    with tempfile.TemporaryDirectory(dir=place, prefix=f".{name}-", ignore_cleanup_errors=True) as parent:
        draft = Path(parent, name)
        draft.mkdir()
        yield draft


def replace_folder(new: Path, old: Path) -> None:
    """Move a folder to the place of another one, which is removed. The place is empty between two renames."""
    backup = old.with_name(f".{old.name}-old")
    # A process that was killed may have left it.
    shutil.rmtree(backup, ignore_errors=True)
    if old.exists():
        old.rename(backup)
    new.rename(old)
    shutil.rmtree(backup, ignore_errors=True)


def add_to_zip(archive: zipfile.ZipFile, name: str, content: str | bytes, *, stored: bool = False) -> None:
    """Add a file to an archive, always with the same date: equal files give equal bytes.

    stored: whether it is not compressed
    """
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    archive.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), content, method)
