"""Computes SHA-256 hashes of files and of what is installed.

By them a build knows whether something has changed that a result depends on.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def hash_path(path: Path) -> str:
    """Return the hash of a file's bytes; empty where there is no file."""
    try:
        # A pipe or a device would never end.
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def hash_texts(*texts: str) -> str:
    """Return the hash of texts; their order counts."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def hash_environment() -> str:
    """Return the hash of the version of Python and of the versions of all installed packages."""
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    installed = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return hash_texts(sys.version, *sorted(installed))
