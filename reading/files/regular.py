"""Opens regular files for reading, and refuses pipes and devices, which may never end."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

# With this flag, opening a pipe does not wait for its writer.
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)

_KINDS = {
    stat.S_IFIFO: "it is a pipe",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
    stat.S_IFSOCK: "it is a socket",
}


def open_regular(path: Path) -> BufferedReader:
    """Open a file for reading, without waiting. Raises `OSError` where it is no regular file."""
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NONBLOCK))  # noqa: SIM115
    kind = stat.S_IFMT(os.fstat(file.fileno()).st_mode)
    if kind != stat.S_IFREG:
        file.close()
        raise OSError(0, _KINDS.get(kind, "it is no regular file"), str(path))
    return file


def read_start(path: Path, most: int) -> bytes:
    """Read the first bytes of a regular file, at most `most`. Raises `OSError` as `open_regular` does."""
    with open_regular(path) as file:
        return file.read(most)
