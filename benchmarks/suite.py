"""Runs the tests and prints the processor seconds that each folder of tests takes.

As a plugin of pytest (`-p benchmarks.suite`) it records what each test takes: user and system time of the
process that runs it, and of all that this process has started, browsers and builds included. A fixture that
many tests share counts for the test that comes first.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

RECORD = "READING_SUITE_RECORD"
"""The variable of the environment that names the folder for the records of all processes."""

TARGET = 300.0
"""Processor seconds that the suite may take."""

MAKE_TEST = ["--numprocesses", "logical", "--dist", "loadfile", "--no-loadscope-reorder"]
MAKE_TEST += ["-m", "not extended and not editions"]
"""The options of `make test`; what is given on the command line comes after them."""

TICKS = os.sysconf("SC_CLK_TCK")


# The plugin -------------------------------------------------------------------------------------------------


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    """Record what a test takes, with the fixtures that are made for it."""
    # Linux may leave processes out of a list that changes while it is read: the larger of two sums is right.
    before = max(used(), used())
    outcome = yield
    # The time of a process that outlives its parent is lost when it ends, as where a browser is closed.
    _record(item.location[0], max(0.0, used() - before))
    return outcome


def _record(name: str, seconds: float) -> None:
    if folder := os.environ.get(RECORD):
        with (Path(folder) / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as file:
            print(json.dumps([name, seconds]), file=file)


def used() -> float:
    """The processor seconds of this process and of all below it, ended or not.

    Where the system does not list processes below this one, those that have not ended are left out.
    """
    return sum(_used_by(pid) for pid in _below(os.getpid()))


def _below(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _below(child)


def _used_by(pid: int) -> float:
    """User and system time of a process and of its children that have ended."""
    if pid == os.getpid():
        return sum(os.times()[:4])
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


# The command ------------------------------------------------------------------------------------------------


def main() -> int:
    """Run the tests and print what they take; status 1 where they fail or take more than the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", action="store_true", help="print each file instead of each folder")
    parser.add_argument("pytest", nargs="*", help="arguments of pytest, after --")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-p", "benchmarks.suite", *MAKE_TEST, *options.pytest]
        start = time.monotonic()
        status = subprocess.run(command, env=os.environ | {RECORD: folder}, check=False).returncode
        wall = time.monotonic() - start
        tests = _seconds(Path(folder), files=options.files)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = max(usage.ru_utime + usage.ru_stime, sum(tests.values()))
    tests["(start, collection and end)"] = total - sum(tests.values())
    for name, seconds in sorted(tests.items(), key=lambda item: -item[1]):
        print(f"{seconds:8.1f}  {name}")
    print(f"{total:8.1f}  processor seconds in all, {wall:.0f} s by the clock, target {TARGET:.0f}")
    return int(status != 0 or total > TARGET)


def _seconds(folder: Path, *, files: bool) -> dict[str, float]:
    seconds: dict[str, float] = defaultdict(float)
    for path in folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, took = json.loads(line)
            seconds[name if files else Path(name).parent.as_posix()] += took
    return seconds


if __name__ == "__main__":
    sys.exit(main())
