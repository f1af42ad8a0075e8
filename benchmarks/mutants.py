"""Applies deliberate faults one by one, runs tests on each, and prints which faults no test finds.

    python -m benchmarks.mutants [ID ...] [--output FILE] [--check]

The faults are in `mutants.yml`. Each fault is applied to a copy of the last commit, where its likely tests
run until one fails. Results are written after each fault. A run skips the faults that already have a result.

As a plugin of pytest (`-p benchmarks.mutants`) this module sorts the tests, builds the site when a test needs
it, and records the tests that fail.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parents[1]

FAULTS = Path(__file__).with_suffix(".yml")

OUTPUT = Path("_build/mutants.json")

RECORD = "READING_MUTANTS_RECORD"
"""The variable of the environment that names the file for the tests that fail."""

TIMEOUT = 1800.0
"""Seconds that tests may take. A fault that makes them take longer is found."""

BUILD = (sys.executable, "-c", "import sys; from reading.cli import main; sys.exit(main(['build']))")
"""The command that builds the site, with the package of the folder that it runs in."""

BUILD_FAILED = 9
"""The exit status of pytest where the site cannot be built."""

REASONS = {BUILD_FAILED: "the build", -signal.SIGKILL: "the time limit"}
"""What finds a fault besides a test, by the exit status of pytest."""

DAILY = "not extended and not editions"
"""The tests that run. Some weekly ones need the site, which is built only for those that ask for it."""

CACHES = ("drawings", "executed", "figures")
"""Caches of the build, in `_build`. The copy has them, so that a build computes only what a fault changes."""


class Fault(NamedTuple):
    """A fault: in `file`, `old` is replaced with `new`. `tests` are those that are likely to find it."""

    id: str
    what: str
    file: str
    old: str
    new: str
    tests: list[str]

    def check(self) -> Iterator[str]:
        """Yield the reasons why the fault cannot be applied."""
        path = ROOT / self.file
        count = path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0
        if count != 1 or self.old == self.new:
            yield f"{self.id}: the old text occurs {count} times in {self.file}"
        yield from (f"{self.id}: there is no {test}" for test in self.tests if not (ROOT / test).exists())


def main() -> int:
    """Try the faults. The status is 1 if one is not found, and 2 if one cannot be applied."""
    parser = argparse.ArgumentParser(description="Apply deliberate faults, and run the tests on each.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="the faults to try (default: all)")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the file of results (JSON)")
    parser.add_argument("--check", action="store_true", help="only check that each fault can be applied")
    options = parser.parse_args()
    faults = {entry["id"]: Fault(**entry) for entry in yaml.safe_load(FAULTS.read_text(encoding="utf-8"))}
    mistakes = [mistake for fault in faults.values() for mistake in fault.check()]
    mistakes += [f"there is no fault {id_}" for id_ in options.ids if id_ not in faults]
    if mistakes or options.check:
        print("\n".join(mistakes) or f"{len(faults)} faults can be applied")
        return 2 if mistakes else 0
    chosen = [faults[id_] for id_ in options.ids or faults]
    results = json.loads(options.output.read_text()) if options.output.exists() else {}
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Copy(Path(folder))
        for fault in chosen:
            if fault.id not in results:
                start = time.monotonic()
                by = copy.find(fault)
                results[fault.id] = {"by": by, "seconds": round(time.monotonic() - start)}
                print(f"{fault.id}: {by or 'not found'} ({results[fault.id]['seconds']} s)", flush=True)
                options.output.write_text(json.dumps(results, indent=1, ensure_ascii=False))
        tests = sorted({results[fault.id]["by"] for fault in chosen})
        tests = [test for test in tests if "::" in test]
        failing = copy.test(tests) if tests else []
    survivors = [fault for fault in chosen if not results[fault.id]["by"]]
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} faults are found")
    for fault in survivors:
        print(f"not found: {fault.id}: {fault.what}")
    for test in failing:
        print(f"fails without a fault, so it proves nothing: {test}")
    return int(bool(survivors or failing))


class Copy:
    """A copy of the last commit, in which faults are applied and tests run."""

    def __init__(self, folder: Path) -> None:
        self._root, self._record = folder / "book", folder / "failed"
        subprocess.run(["git", "clone", "--quiet", "--shared", ROOT, self._root], check=True)
        self._reset()

    def find(self, fault: Fault) -> str:
        """Return the first test that fails with a fault, or what else finds it; empty if nothing does."""
        path = self._root / fault.file
        text = path.read_text(encoding="utf-8")
        assert fault.old in text, (
            f"{fault.id} can be applied to what is not committed, but not to the last commit"
        )
        path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
        # Python compares time in seconds and size, which can be the same.
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*"):
            compiled.unlink()
        try:
            found = self.test(["--exitfirst", *fault.tests])
        finally:
            self._reset()
        return found[0] if found else ""

    def test(self, arguments: Iterable[str]) -> list[str]:
        """Run tests, and return those that fail, or the reason why they end without one."""
        self._record.write_text("")
        options = ("-p", "no:cacheprovider", "-p", "benchmarks.mutants", "-m", DAILY)
        status = self._run(sys.executable, "-m", "pytest", "--quiet", *options, *arguments)
        failed = [json.loads(line) for line in self._record.read_text().splitlines()]
        if failed or status in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return failed
        return [REASONS.get(status, "the collection of tests")]

    def _reset(self) -> None:
        """Undo a fault, and all that builds and tests have written."""
        for command in (["checkout", "--quiet", "--force", "."], ["clean", "--quiet", "--force", "-d"]):
            subprocess.run(["git", "-C", self._root, *command], check=True)
        # The linters are there, too.
        (self._root / ".venv").unlink(missing_ok=True)
        (self._root / ".venv").symlink_to(ROOT / ".venv")
        shutil.rmtree(self._root / "_build", ignore_errors=True)
        for name in CACHES:
            if (ROOT / "_build" / name).exists():
                # A build beside this run holds locks for a moment.
                locks = shutil.ignore_patterns("*.lock")
                shutil.copytree(ROOT / "_build" / name, self._root / "_build" / name, ignore=locks)

    def _run(self, *command: str) -> int:
        environment = {**os.environ, "CI": "true", "PYTHONPATH": str(self._root), RECORD: str(self._record)}
        with subprocess.Popen(
            command,
            cwd=self._root,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                return -signal.SIGKILL
            finally:
                # A fault can leave processes behind.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)


# The plugin -------------------------------------------------------------------------------------------------


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run quick tests first."""
    items.sort(key=_cost)


def _cost(item: pytest.Item) -> int:
    """0 for a test that needs no site, 1 for one that reads the built site, 2 for one that builds a site."""
    fixtures = getattr(item, "fixturenames", ())
    if item.get_closest_marker("slow") or "built_small_book" in fixtures:
        return 2
    return int("site" in fixtures)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> None:
    """Build the site before the first test that reads it. Without a site, no test can run."""
    if fixturedef.argname != "site" or Path("_build/html/index.html").exists():
        return
    if subprocess.run(BUILD, stdin=subprocess.DEVNULL, check=False).returncode:
        pytest.exit("the site cannot be built", BUILD_FAILED)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Record a test that fails. Processes of xdist report to the one that has no number."""
    if report.failed and (record := os.environ.get(RECORD)) and "PYTEST_XDIST_WORKER" not in os.environ:
        with Path(record).open("a", encoding="utf-8") as file:
            print(json.dumps(report.nodeid), file=file)


if __name__ == "__main__":
    sys.exit(main())
