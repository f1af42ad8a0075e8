"""Computes SHA-256 hashes of files and of what is installed.

By them a build knows whether something has changed that a result depends on.
"""

from __future__ import annotations

import functools
import hashlib
import re
import sys
from pathlib import Path

from packaging.markers import Marker

PACKAGE = "reading"
"""The package that requires all others of the book."""

_REQUIRED = re.compile(r"^Requires-Dist: ([\w.-]+)[^;\n]*;?(?!.*\bextra\b)(.*)$", re.MULTILINE)
"""A package that another one requires without its extras, and the marker that says when."""


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
    """Return the hash of the version of Python and of the versions of the packages that the book needs.

    Other packages, such as the tools of the tests, do not count: results stay valid when they are installed.
    """
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    needed = _select_needed(frozenset(path for folder in folders for path in folder.glob("*.dist-info")))
    return hash_texts(sys.version, *sorted(path.name for path in needed))


@functools.cache
def _select_needed(dist_infos: frozenset[Path]) -> list[Path]:
    """Select from all installed packages those that the book needs."""
    installed: dict[str, list[Path]] = {}
    for path in dist_infos:
        installed.setdefault(_normalize(path.name.partition("-")[0]), []).append(path)
    needed, unvisited = set[str](), [PACKAGE]
    while unvisited:
        name = unvisited.pop()
        if name not in needed:
            needed.add(name)
            unvisited += [other for path in installed.get(name, []) for other in _list_required(path)]
    return [path for name in needed for path in installed.get(name, [])]


def _list_required(dist_info: Path) -> list[str]:
    """Return the names of the packages that an installed package requires here, without its extras."""
    metadata = dist_info / "METADATA"
    header = metadata.read_text("utf-8").partition("\n\n")[0] if metadata.is_file() else ""
    found = _REQUIRED.findall(header)
    return [_normalize(name) for name, marker in found if not marker or Marker(marker).evaluate()]


def _normalize(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
