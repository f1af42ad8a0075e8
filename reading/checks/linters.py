"""Runs codespell and ruff on the files of a book.

Both run as in `make lint`, but write nothing, whatever the settings of the book say. Ruff runs only where it
is installed, because building the site does not need it.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from reading.execution.cells import read_cells
from reading.files.errors import ReadingError, ReadingErrors, attempt, single_error
from reading.files.markdown import Finding
from reading.files.read import read_text

SETTINGS = "pyproject.toml"

SPELLING = ("skip", "ignore-words-list")
"""The settings of codespell that a book may have. Others could make it write."""

LAYOUT = "the code is not formatted"

_MISSPELT = re.compile(r"'(.+)' is misspelt")


def run_linters(root: Path) -> list[ReadingError]:
    """Everything that codespell finds, and ruff where it is installed.

    Raises `ReadingErrors` if one of them does not run.
    """
    spelling = [error for _, error in find_misspelt(root)]
    return [*spelling, *_check_code(root), *_check_layout(root)] if has_ruff() else spelling


def has_ruff() -> bool:
    """Whether ruff is installed."""
    return importlib.util.find_spec("ruff") is not None


def drop_repeated(
    known: Collection[ReadingError], findings: Iterable[ReadingError]
) -> Iterator[ReadingError]:
    """The findings of linters, without those that repeat a known error.

    A misspelt word is left out if a known error of the same file names it. Every other finding is left out if
    its file has a known error: code is tidied after it is corrected.
    """
    for finding in findings:
        problems = [error.problem for error in known if error.path == finding.path]
        misspelt = _MISSPELT.match(finding.problem)
        if not (any(misspelt[1] in problem for problem in problems) if misspelt else problems):
            yield finding


def find_misspelt(root: Path) -> list[tuple[str, ReadingError]]:
    """The words of a book's files that codespell takes for misspelt, each with the error for its place.

    Raises `ReadingErrors` if codespell does not run.
    """
    try:
        given = tomllib.loads(read_text(root / SETTINGS))["tool"]["codespell"]
        # Patterns of files begin at the root, whose own name does not count.
        options = [f"--{name}={given[name].replace('./', '*/./')}" for name in SPELLING]
    except (tomllib.TOMLDecodeError, LookupError, TypeError, AttributeError) as reason:
        hint = f"[tool.codespell] has {' and '.join(SPELLING)}"
        raise single_error(root / SETTINGS, 0, f"the settings cannot be read: {reason}", hint) from None
    # Codespell would read more settings where it is started.
    with tempfile.TemporaryDirectory() as empty:
        output = _run(Path(empty), "codespell_lib", *options, f"{root}/.", good=(0, 65))
    found = []
    for match in re.finditer(r"^(.+?):(\d+): (.+) ==> (.+)$", output, re.MULTILINE):
        name, line, wrong, right = match.groups()
        if name.endswith(".ipynb") and not _is_source(Path(name), int(line)):
            continue
        hint = f"write {' or '.join(re.findall(r'[^, ]+', right))}, or allow it in {SETTINGS}"
        error = ReadingError(Path(name), int(line), f"{wrong!r} is misspelt", hint, "spelling")
        found.append((wrong, error))
    return found


def _is_source(path: Path, line: int) -> bool:
    """Whether a line of a notebook is one of its cells, and none of their outputs."""
    cells = attempt([], lambda: read_cells(path), [])
    return any(line in cell.lines for cell in cells)


def _check_code(root: Path) -> Iterator[ReadingError]:
    unread = set()
    for entry in _run_ruff(root, "check", "--no-fix", "--no-fix-only"):
        path, code, cell = Path(entry["filename"]), entry["code"], entry["cell"]
        line = entry["location"]["row"]
        if code != "invalid-syntax":
            fix = "check --fix ." if entry["fix"] else f"rule {code} to see why, and correct it by hand"
            problem, hint = f"{entry['message']} ({code})", f"run .venv/bin/ruff {fix}"
            yield _locate(path, cell, Finding(line, problem, hint))
        elif (cell or path.suffix != ".ipynb") and (path, cell) not in unread:
            # Only the first: the others follow from it. The check itself reports files that are no notebooks.
            unread.add((path, cell))
            problem = f"not valid Python: {entry['message']}"
            yield _locate(path, cell, Finding(line, problem, "correct it by hand"))


def _check_layout(root: Path) -> Iterator[ReadingError]:
    for entry in _run_ruff(root, "format", "--check"):
        if entry["code"] == "unformatted":
            finding = Finding(entry["location"]["row"], LAYOUT, "run .venv/bin/ruff format .")
            yield _locate(Path(entry["filename"]), entry["cell"], finding)


def _run_ruff(root: Path, *command: str) -> list[dict[str, Any]]:
    options = ("--no-cache", "--output-format", "json")
    output = _run(root, "ruff", *command, *options, ".", good=(0, 1, 2))
    entries: list[dict[str, Any]] = json.loads(output or "[]")
    return entries


def _locate(path: Path, cell: int | None, finding: Finding) -> ReadingError:
    """The error for a finding in a file, or in a cell of a notebook (counted from 1)."""
    if cell is None:
        return ReadingError(path, *finding)
    try:
        return read_cells(path)[cell - 1].error(path, finding)
    except ReadingErrors:
        return ReadingError(path, 0, finding.problem, finding.hint)


def _run(folder: Path, tool: str, *arguments: str, good: tuple[int, ...]) -> str:
    """What a tool prints. Raises `ReadingErrors` if its exit status is not one of the `good` ones."""
    # With -P, a module in the folder is not taken for the tool.
    command = [sys.executable, "-P", "-m", tool, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode not in good or "No module named" in done.stderr:
        problem = f"{tool} does not run: {(done.stderr.strip().splitlines() or ['no reason is given'])[-1]}"
        raise single_error(Path(sys.executable), 0, problem, "run make setup to install it")
    return done.stdout
