"""Lists the files of a book that git knows, and refuses those that nobody reviews."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from reading.files.errors import ReadingError, raise_any

MADE = ("_build", ".venv")
"""The folders whose files only commands write. They read them without a check, and some are code."""


def refuse_made(root: Path) -> None:
    """Raise `ReadingErrors` if git tracks something in one of the `MADE` folders of a book."""
    # Some systems do not tell upper from lower case.
    found = {name: list_known(root, f":(icase){name}") for name in MADE}
    problem, hint = "git tracks files that only commands write", "run: git rm -r --cached {}"
    raise_any(
        [
            ReadingError(root / name, 0, problem, hint.format(name))
            for name in MADE
            if any(found[name].values())
        ]
    )


def list_known(root: Path, *patterns: str) -> dict[str, bool]:
    """The files below a folder that git does not ignore, by name, and whether it tracks each.

    patterns: which files, in the form of git; by default all

    Empty where git is missing or the folder is not in it.
    """
    command = ["git", "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", "--", *patterns]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    entries = [os.fsdecode(entry) for entry in done.stdout.split(b"\0") if entry]
    return {entry[2:]: entry[0] != "?" for entry in entries}
