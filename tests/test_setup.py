"""Set-up: what the locks, the Makefile and CI promise."""

import re
import shutil
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

import reading
from reading.files.read import read_yaml
from tests.conftest import ROOT

SITE, TOOLS = ROOT / "requirements.txt", ROOT / "tests/requirements.txt"


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
    lines = project["project"]["dependencies"] if path == SITE else project["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("path", [SITE, TOOLS], ids=["site", "tools"])
def test_lock_has_one_exact_version_and_the_hashes_of_each_package(path):
    for requirement, hashes in read_lock(path):
        (version,) = requirement.specifier
        assert version.operator == "==", requirement
        assert hashes, requirement
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", one) for one in hashes), requirement
    assert len(read_versions(path)) == len(read_lock(path))


@pytest.mark.parametrize("path", [SITE, TOOLS], ids=["site", "tools"])
def test_every_range_is_met_by_its_lock(path):
    versions = read_versions(path)
    for wanted in read_ranges(path):
        assert wanted.specifier.contains(versions[canonical(wanted.name)]), wanted


def test_both_locks_have_the_same_version_of_a_package():
    site, tools = read_versions(SITE), read_versions(TOOLS)
    assert {name: site[name] for name in site if name in tools} == {
        name: tools[name] for name in site if name in tools
    }


def test_locks_leave_out_what_the_book_does_without():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    left_out = set(project["tool"]["uv"]["exclude-dependencies"])
    assert not left_out & {*read_versions(SITE), *read_versions(TOOLS)}


def test_site_needs_no_tool_of_the_tests():
    named = {canonical(wanted.name) for wanted in read_ranges(TOOLS)} - {"beautifulsoup4"}  # furo needs it
    assert not named & set(read_versions(SITE))


@pytest.mark.parametrize("path", [SITE, TOOLS], ids=["site", "tools"])
def test_lock_says_which_command_writes_it(path):
    assert path.read_text().splitlines()[1] == "#    make lock"


SITE_LOCK = ["requirements.txt"]
OURS, NEW = "Makefile", "reading/new/skeleton/Makefile"
"""The Makefile of this book, and that of a new book, which has neither `lint` nor `lock`."""


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not needed everywhere")
@pytest.mark.parametrize(
    ("target", "files", "makefiles"),
    [
        *((target, SITE_LOCK, [OURS, NEW]) for target in ("setup", "site", "preview", "check")),
        *(
            (target, ["requirements.txt", "tests/requirements.txt"], [OURS, NEW])
            for target in ("tools", "test")
        ),
        *((target, [*SITE_LOCK, "tests/requirements.txt"], [OURS]) for target in ("lint", "lock")),
    ],
)
def test_target_installs_only_what_it_needs(tmp_path, target, files, makefiles):
    for name in ("requirements.txt", "tests/requirements.txt", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    command = ["make", "--dry-run", f"PYTHON={sys.executable}", target]
    for makefile in makefiles:
        shutil.copy(ROOT / makefile, tmp_path)
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert re.findall(r"--requirement (\S+)", done.stdout) == [".venv/pip.txt", *files], makefile
        installing = [line for line in done.stdout.splitlines() if "--requirement" in line]
        assert all("--require-hashes" in line and "--no-deps" in line for line in installing), makefile


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not needed everywhere")
def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    output = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[1] for line in output.splitlines()] == targets


def test_the_citation_names_what_the_standard_asks_for_and_this_version():
    citation = read_yaml(ROOT / "CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert str(citation["version"]) == project["version"] == reading.__version__
