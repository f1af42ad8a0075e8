"""Lists the files of a book that git knows."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def list_known(root: Path) -> dict[str, bool]:
    """The files below a folder that git does not ignore, by name, and whether it tracks each.

    Empty where git is missing or the folder is not in it.
    """
    command = ["git", "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    entries = [os.fsdecode(entry) for entry in done.stdout.split(b"\0") if entry]
    return {entry[2:]: entry[0] != "?" for entry in entries}
