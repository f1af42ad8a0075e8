"""Pins this package in the `requirements.txt` of a new book."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import reading
from reading.files import github
from reading.files.errors import single_error
from reading.files.tracked import ask_git

CLONE = Path(reading.__file__).parents[1]
"""The clone that the package runs from, unless it was installed as a wheel."""


def pin_package(folder: Path) -> tuple[str, str]:
    """The requirement of a new book in a folder, and a line that says what it is.

    It names the commit of the clone that this package runs from, in its repository. Where no repository is
    known, or none has the commit, a wheel of the package is written into the folder.

    Raises `ReadingErrors` where the package runs from no clone.
    """
    if not (CLONE / "pyproject.toml").is_file():
        problem = "a new book needs the clone of the program, to pin its version"
        raise single_error(CLONE, 0, problem, "run the command of a clone: CLONE/.venv/bin/reading")
    repository, commit = github.find_repository(CLONE), ask_git(CLONE, "rev-parse", "HEAD")
    if repository and commit and ask_git(CLONE, "branch", "--remotes", "--contains", commit):
        requirement = f"reading @ git+{repository.address}@{commit}"
        return requirement, f"requirements.txt pins the program: {repository.address}, commit {commit[:12]}"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--wheel-dir", folder, CLONE], capture_output=True, encoding="utf-8", check=False
    )
    wheel = next(folder.glob("*.whl"), None)
    if done.returncode or wheel is None:
        reason = (done.stderr.strip().splitlines() or ["no reason is given"])[-1]
        raise single_error(CLONE, 0, f"no wheel of the program can be made: {reason}", "run make setup")
    known = "no repository is known to have this version"
    return f"./{wheel.name}", f"{known}: requirements.txt pins {wheel.name}, in the new folder"
