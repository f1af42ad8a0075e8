"""Set-up: what the lock, the Makefile and CI promise."""

import re
import shutil
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement

import reading
from reading.files.read import read_yaml
from tests.conftest import ROOT


def locked():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.lstrip().startswith("#")]


def ranges():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        Requirement(line) for line in project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    ]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_names_one_exact_version_of_everything():
    for requirement in locked():
        (version,) = requirement.specifier
        assert version.operator == "==", requirement


def test_every_range_is_met_by_the_lock():
    versions = {canonical(one.name): next(iter(one.specifier)).version for one in locked()}
    for wanted in ranges():
        assert wanted.specifier.contains(versions[canonical(wanted.name)]), wanted


def test_header_of_the_lock_has_the_command_of_the_makefile():
    command = re.search(r"uv (pip compile .*?)\s*--output-file", (ROOT / "Makefile").read_text())[1]
    header = (ROOT / "requirements.txt").read_text().splitlines()[1]
    assert command.replace(" --upgrade", "") in header


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
