"""The folder of a book goes in; what the tools for spelling and for code find in its files comes out.

Each tool is run as `make lint` runs it, with the settings of `pyproject.toml`.
"""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from reading.execution.cells import read_cells
from reading.files.errors import ReadingError, ReadingErrors
from reading.files.markdown import Finding

LAYOUT = "the code is not laid out as ruff does it"

_SPELT = re.compile(r"'(.+)' is misspelt")


def mistakes(root: Path) -> list[ReadingError]:
    """All that codespell and ruff find. A tool that cannot run is a mistake, too."""
    return [*_spelling(root), *_code(root), *_layout(root)]


def beside(told: Collection[ReadingError], found: Iterable[ReadingError]) -> Iterator[ReadingError]:
    """What tools found besides what is told.

    A word is told once, by what knows the right one; the code of a notebook that is refused is mended first.
    """
    for error in found:
        there = [one.problem for one in told if one.path == error.path]
        spelt = _SPELT.match(error.problem)
        if not (any(spelt[1] in problem for problem in there) if spelt else there):
            yield error


def _spelling(root: Path) -> Iterator[ReadingError]:
    told = _run(root, "codespell_lib", good=(0, 65))
    for found in re.finditer(r"^(.+?):(\d+): (.+) ==> (.+)$", told, re.MULTILINE):
        name, line, wrong, right = found.groups()
        hint = f"write {' or '.join(re.findall(r'[^, ]+', right))}, or excuse it in pyproject.toml"
        yield ReadingError(root / name, int(line), f"{wrong!r} is misspelt", hint)


def _code(root: Path) -> Iterator[ReadingError]:
    unread = set()
    for found in _ruff(root, "check"):
        path, code, cell = Path(found["filename"]), found["code"], found["cell"]
        line = found["location"]["row"]
        if code != "invalid-syntax":
            mend = "check --fix ." if found["fix"] else f"rule {code} to see why, and mend it by hand"
            problem, hint = f"{found['message']} ({code})", f"run .venv/bin/ruff {mend}"
            yield _placed(path, cell, Finding(line, problem, hint))
        elif (cell or path.suffix != ".ipynb") and (path, cell) not in unread:
            # What follows from the first is told no more; of what is no notebook at all the check has told.
            unread.add((path, cell))
            yield _placed(
                path, cell, Finding(line, f"not valid Python: {found['message']}", "mend it by hand")
            )


def _layout(root: Path) -> Iterator[ReadingError]:
    for found in _ruff(root, "format", "--check"):
        if found["code"] == "unformatted":
            finding = Finding(found["location"]["row"], LAYOUT, "run .venv/bin/ruff format .")
            yield _placed(Path(found["filename"]), found["cell"], finding)


def _ruff(root: Path, *command: str) -> list[dict[str, Any]]:
    # Ruff waits for whoever writes to a pipe.
    left_out = ("--config", f"extend-exclude={json.dumps(pipes)}") if (pipes := list(_pipes(root))) else ()
    told = _run(root, "ruff", *command, *left_out, "--output-format", "json", ".", good=(0, 1, 2))
    entries: list[dict[str, Any]] = json.loads(told or "[]")
    return entries


def _pipes(root: Path) -> Iterator[str]:
    """The pipes in a folder, those in hidden folders left out."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "_build"]
        for name in names:
            path = Path(folder, name)
            if stat.S_ISFIFO(path.lstat().st_mode):
                yield path.relative_to(root).as_posix()


def _placed(path: Path, cell: int | None, finding: Finding) -> ReadingError:
    """What is found in a line of a file, or in a line of a notebook's cell."""
    if cell is None:
        return ReadingError(path, *finding)
    try:
        return read_cells(path)[cell - 1].error(path, finding)
    except ReadingErrors:
        return ReadingError(path, 0, finding.problem, finding.hint)


def _run(root: Path, tool: str, *arguments: str, good: tuple[int, ...]) -> str:
    """What a tool prints. Raises `ReadingErrors` where it does not run."""
    command = [sys.executable, "-m", tool, *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in good or "No module named" in done.stderr:
        problem = f"{tool} does not run: {(done.stderr.strip().splitlines() or ['it says nothing'])[-1]}"
        raise ReadingErrors(
            "a mistake", [ReadingError(root, 0, problem, "make setup installs what it needs")]
        )
    return done.stdout
