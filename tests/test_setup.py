"""Set-up: what the locks, the Makefile and CI promise."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import reading
from reading.files.read import read_yaml
from tests.conftest import ROOT

SITE, TOOLS = ROOT / "requirements.txt", ROOT / "tests/requirements.txt"
EDITIONS = ROOT / "requirements-editions.txt"
LOCKS = pytest.mark.parametrize("path", [SITE, TOOLS, EDITIONS], ids=["site", "tools", "editions"])


def read_lock(path):
    """The packages of a lock, each with the hashes of its files."""
    text = path.read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return [(Requirement(line.partition(" --hash")[0]), re.findall(r"--hash=(\S+)", line)) for line in lines]


def read_versions(path):
    return {canonical(one.name): next(iter(one.specifier)).version for one, _ in read_lock(path)}


def read_ranges(path):
    """The ranges of `pyproject.toml` that a lock has to meet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    lines = {
        SITE: project["project"]["dependencies"],
        TOOLS: groups["dev"],
        EDITIONS: groups["editions"],
    }[path]
    return [Requirement(line) for line in lines]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@LOCKS
def test_every_range_is_met_by_its_lock(path):
    versions = read_versions(path)
    for wanted in read_ranges(path):
        assert wanted.specifier.contains(versions[canonical(wanted.name)]), wanted


@pytest.mark.parametrize(("one", "other"), [(SITE, TOOLS), (SITE, EDITIONS), (TOOLS, EDITIONS)])
def test_locks_have_the_same_version_of_a_package(one, other):
    first, second = read_versions(one), read_versions(other)
    shared = first.keys() & second.keys()
    assert {name: first[name] for name in shared} == {name: second[name] for name in shared}


def test_the_lock_of_the_site_names_all_that_its_packages_require():
    versions = read_versions(SITE)
    for name in versions.keys() & {canonical(one.name) for one in distributions()}:
        wanted = [Requirement(line) for line in requires(name) or []]
        needed = [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
        assert {canonical(one) for one in needed} <= versions.keys(), name


SITE_LOCK = ["requirements.txt"]
LOCK_NAMES = [path.relative_to(ROOT).as_posix() for path in (SITE, TOOLS, EDITIONS)]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not needed everywhere")
@pytest.mark.parametrize(
    ("target", "files"),
    [
        *((target, SITE_LOCK) for target in ("setup", "site", "epub", "preview", "check")),
        ("pdf", [*SITE_LOCK, "requirements-editions.txt"]),
        *((target, ["requirements.txt", "tests/requirements.txt"]) for target in ("tools", "test")),
        *((target, [*SITE_LOCK, "tests/requirements.txt"]) for target in ("lint", "lock")),
    ],
)
def test_target_installs_only_what_it_needs(tmp_path, target, files):
    for name in (*LOCK_NAMES, "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    command = ["make", "--dry-run", f"PYTHON={sys.executable}", target]
    shutil.copy(ROOT / "Makefile", tmp_path)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert re.findall(r"--requirement ([\w./-]+)", done.stdout) == [".venv/pip.txt", *files]
    installing = [line for line in done.stdout.splitlines() if "--requirement" in line]
    assert all("--require-hashes" in line and "--no-deps" in line for line in installing)


def test_the_citation_names_what_the_standard_asks_for_and_this_version():
    citation = read_yaml(ROOT / "CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(citation["version"]) == project["version"] == reading.__version__
    preferred = citation["preferred-citation"]
    assert preferred["type"] == "book"
    same = ("title", "authors", "version")
    assert [preferred[name] for name in same] == [citation[name] for name in same]
    assert str(preferred["year"]) == citation["date-released"][:4]


FAKE = """#!/bin/sh
# Stands for Python: it creates an environment with itself, where pip does nothing.
case "$*" in
*"version_info[:2]"*) echo 3.11 ;;
"-I -m venv .venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
"-I -m pip "*) test ! -e offline ;;
esac
"""


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not needed everywhere")
def test_old_environment_stays_where_the_new_one_cannot_be_set_up(tmp_path):
    folder = tmp_path
    for name in (*LOCK_NAMES, "pyproject.toml", "python3"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(FAKE if name == "python3" else name)
    (folder / "python3").chmod(0o755)
    shutil.copy(ROOT / "Makefile", folder)
    # What the make of these tests was called with does not count.
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "PYTHON")}
    environment["PATH"] = f"{folder}:{environment['PATH']}"

    def make():
        return subprocess.run(
            ["make", "setup"], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    assert make().returncode == 0
    (folder / ".venv/old").touch()
    (folder / "pyproject.toml").write_text("new")
    (folder / "offline").touch()
    failed = make()
    assert failed.returncode != 0
    assert "The new environment cannot be set up; .venv is as it was before." in failed.stderr
    assert (folder / ".venv/old").exists()
    # A set-up that was killed with its shell leaves the old environment beside the unfinished one.
    (folder / ".venv").rename(folder / ".venv.old")
    (folder / ".venv").mkdir()
    (folder / "offline").unlink()
    assert make().returncode == 0
    assert not (folder / ".venv/old").exists()
    assert not (folder / ".venv.old").exists()


def test_only_the_package_of_a_clone_is_on_the_path():
    code = "import os, sys; print(*(os.path.realpath(path) for path in sys.path), sep='\\n')"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert not [path for path in done.stdout.splitlines() if Path(path, "pyproject.toml").exists()]
