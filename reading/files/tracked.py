"""Asks git about a book: which files it knows, and whether it tracks some that nobody reviews."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from reading.files.errors import ReadingError, raise_any
from reading.files.read import MAX_BYTES, list_files

MADE = ("_build", ".venv")
"""The folders whose files only commands write. They read them without a check, and some are code."""


def refuse_made(root: Path) -> None:
    """Raise `ReadingErrors` if git tracks something in one of the `MADE` folders of a book."""
    # Some systems do not tell upper from lower case.
    known = list_known(root, *(f":(icase){name}" for name in MADE))
    found = {name.partition("/")[0] for name, is_tracked in known.items() if is_tracked}
    problem, hint = "git tracks files that only commands write", "run: git rm -r --cached"
    raise_any([ReadingError(root / name, 0, problem, f"{hint} {name}") for name in found])


def ask_git(root: Path, *question: str) -> str:
    """What git answers. Empty where there is no git, or it knows no answer."""
    command = ["git", "-C", str(root), *question]
    try:
        answer = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return os.fsdecode(answer).strip()


def list_known(root: Path, *patterns: str) -> dict[str, bool]:
    """The files below a folder that git does not ignore, by name, and whether it tracks each.

    patterns: which files, in the form of git; by default all

    Empty where git is missing or the folder is not in it.
    """
    listed = ("--cached", "--others", "--exclude-standard")
    entries = ask_git(root, "ls-files", "-z", "-t", *listed, "--", *patterns).split("\0")
    return {entry[2:]: entry[0] != "?" for entry in entries if entry}


def list_reviewed(root: Path) -> list[Path]:
    """The files of a folder that git tracks or would track.

    Without git, all but hidden files and those that commands write.
    """
    paths = [root / name for name in list_known(root)] or list_files(root, "**/*")
    return sorted(path for path in paths if path.is_file() and path.stat().st_size <= MAX_BYTES)
