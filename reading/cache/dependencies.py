"""Computes SHA-256 hashes of files and of what is installed.

By them a build knows whether something has changed that a result depends on.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

_REQUIRED = re.compile(r"^Requires-Dist: ([\w.-]+)(?!.*\bextra ==)", re.MULTILINE)
"""A package that another one requires, in its metadata. Those of an extra are left out."""


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
    """Return the hash of the versions of Python, of this package and of all packages that it requires.

    What else is installed, such as the tools of the tests, does not count.
    """
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    paths = [path for folder in folders for path in folder.glob("*.dist-info")]
    installed = {_lower_case_name(path.name.partition("-")[0]): path for path in reversed(paths)}
    found, left = set[str](), ["reading"]
    while left:
        path = installed.get(left.pop())
        if path and path.name not in found:
            found.add(path.name)
            headers = (path / "METADATA").read_text(encoding="utf-8").partition("\n\n")[0]
            left += map(_lower_case_name, _REQUIRED.findall(headers))
    return hash_texts(sys.version, *sorted(found))


def _lower_case_name(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()
