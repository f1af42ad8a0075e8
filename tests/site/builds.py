"""Builds of books in processes that start with everything imported, as those of the preview do."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import process
from pathlib import Path
from typing import NamedTuple

CONTEXT = multiprocessing.get_context("forkserver")
"""Each process is a fork of a server that has imported a build's modules, and has neither read nor drawn."""

CONTEXT.set_forkserver_preload(["tests.site.imported"])

LONGEST = 300
"""Seconds after which a build has gone wrong."""

KNOWN = {
    "SITE_URL": "https://example.org/a&b",
    "GITHUB_REPOSITORY": "some/book",
    "EDITIONS": "epub,pdf",
}
"""The environment of all builds: address, repository and editions are known, as where a book is published.

`make site` builds this book without them.
"""

COLOURS = re.compile(r"\x1b\[[\d;]*m")


class Done(NamedTuple):
    """How a process ended, and what it wrote."""

    status: int
    out: str
    err: str


def build(folder: Path) -> Done:
    """Run `reading build` in the folder of a book."""
    return run(command_build, folder, KNOWN)


def command_build() -> int:
    """The command `reading build`."""
    from reading.cli import main

    return main(["build"])


def run(
    function: Callable[[], int],
    folder: Path,
    environment: Mapping[str, str],
    *,
    output: Path | None = None,
    longest: float = LONGEST,
) -> Done:
    """Run a function in a process of its own, in a folder, and return what it returns as its status.

    Its output goes to two files beside the folder, or beside `output`.
    """
    place = output or folder
    out, err = (place.with_name(f"{place.name}.{name}") for name in ("out", "err"))
    running = CONTEXT.Process(target=_run, args=(function, folder, environment, out, err))
    running.start()
    running.join(longest)
    if running.exitcode is None:
        os.killpg(running.pid, signal.SIGKILL)
        raise TimeoutError(f"still running after {longest} s: {out.read_text()}{err.read_text()}")
    written = (COLOURS.sub("", path.read_text(encoding="utf-8")) for path in (out, err))
    return Done(running.exitcode, *written)


def _run(
    function: Callable[[], int], folder: Path, environment: Mapping[str, str], out: Path, err: Path
) -> None:
    os.setsid()  # what it starts ends with it
    for path, number in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(folder)
    os.environ.update(environment)
    status = function()
    # An interpreter ends pools of processes before it waits for processes; a forked one only waits for them.
    process._python_exit()
    sys.exit(status)


def change(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def site_of(folder: Path) -> dict[str, bytes]:
    """The bytes of each file of the site of a book, by name."""
    site = folder / "_build" / "html"
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The names of the files that differ between two sites, or that one of them lacks."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def without_build(book: Path, folder: Path) -> Path:
    """A copy of a book's folder without what tools and builds write."""
    kept = shutil.ignore_patterns(".venv", "_build", ".git", "__pycache__", ".*_cache", ".hypothesis")
    return shutil.copytree(book, folder, ignore=kept)
