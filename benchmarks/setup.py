"""Measures what `make site` takes on a fresh machine: time, size and number of packages.

Run it from the book's folder:  python benchmarks/setup.py --beside COMMIT

The last commit, and COMMIT if it is given, take turns, `--runs` times. Each run has a new clone in a
temporary folder and an empty home folder, so that pip has no cache. There are two steps:

- set-up: `make setup`, with the download of the packages
- build: `make site` after that

The size is that of `.venv` after the build, with the bytecode that the build has written. It counts whole
blocks of the disk, and a MB is 2^20 bytes, as in `du -sm`. The size and the number of packages are those of
the last run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

MAX_SIZE = 600
"""The largest allowed size of `.venv`, in MB."""

MAX_RATIO = 0.5
"""The limit of the time of this commit divided by that of the other."""

STEPS = {"set-up": "setup", "build": "site"}
"""The target of each step."""

CACHES = ("PIP_CACHE_DIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")

UNWANTED = (*CACHES, "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "SITE_URL")
"""Variables that a fresh machine does not have."""


class SetUp(NamedTuple):
    """What a run took: the seconds of each step, the MB of `.venv`, and the number of packages in it."""

    seconds: dict[str, float]
    size: float
    packages: int


def set_up(commit: str, python: str) -> SetUp:
    """Clone a commit into a temporary folder, and set it up and build it there."""
    with tempfile.TemporaryDirectory() as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        git = ["git", "-c", "advice.detachedHead=false"]
        subprocess.run([*git, "clone", "--quiet", "--no-checkout", ROOT, clone], check=True)
        subprocess.run([*git, "checkout", "--quiet", commit], cwd=clone, check=True)
        environment = {name: value for name, value in os.environ.items() if name not in UNWANTED}
        environment["HOME"] = str(home)
        seconds = {
            step: time_command(["make", f"PYTHON={python}", target], clone, environment)
            for step, target in STEPS.items()
        }
        return SetUp(seconds, measure_size(clone / ".venv"), count_packages(clone / ".venv"))


def find_commit(name: str) -> str:
    """The hash of a commit."""
    command = ["git", "rev-parse", "--verify", f"{name}^{{commit}}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr.strip()}")
    return done.stdout.strip()


def time_command(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    """The seconds of a command, which must succeed."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return seconds


def measure_size(folder: Path) -> float:
    """The MB that the files and folders in a folder take on the disk, without what links point to."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) / 2**20


def count_packages(venv: Path) -> int:
    """The number of packages in an environment, with pip and the book's own."""
    return len({path.name for path in venv.rglob("*.dist-info")})


def main() -> int:
    """Print the medians, and the ratios to the other commit. Return 1 if one is above its limit, else 0."""
    parser = argparse.ArgumentParser(description="Measure `make site` on a fresh machine.")
    parser.add_argument("--beside", metavar="COMMIT", help="a commit to compare the last one with")
    parser.add_argument("--runs", type=int, default=3, help="runs of each commit")
    parser.add_argument("--python", default=shutil.which("python3"), help="the Python of the environments")
    arguments = parser.parse_args()
    ours, *others = map(find_commit, ["HEAD", *([arguments.beside] if arguments.beside else [])])
    runs: dict[str, list[SetUp]] = {commit: [] for commit in (ours, *others)}
    for _run in range(arguments.runs):
        for commit in runs:
            runs[commit].append(set_up(commit, arguments.python))
    print("commit     set-up   build    both    MB  packages")
    totals = {}
    for commit, taken in runs.items():
        medians = [statistics.median(run.seconds[step] for run in taken) for step in STEPS]
        totals[commit] = statistics.median(sum(run.seconds.values()) for run in taken)
        times = " ".join(f"{seconds:>7.1f}" for seconds in (*medians, totals[commit]))
        size, packages = taken[-1].size, taken[-1].packages
        print(f"{commit[:8]:<8}  {times} {size:>5.0f} {packages:>9}")
    is_above = runs[ours][-1].size > MAX_SIZE
    print(f"size: {runs[ours][-1].size:.0f} MB (limit {MAX_SIZE})")
    for other in others:
        ratio = totals[ours] / totals[other]
        is_above |= ratio > MAX_RATIO
        print(f"time: {ratio:.2f} of the other commit's (limit {MAX_RATIO})")
    return int(is_above)


if __name__ == "__main__":
    sys.exit(main())
