"""What is no text of a reasonable size is refused at once: one message, exit status 1, nothing written."""

import functools
import os
import resource

import pytest

from reading.cli import main
from tests.conftest import ROOT
from tests.site import builds

MEMORY = 3_000_000_000
"""Bytes of memory that a command may ask for."""

LONGEST = 60
"""Seconds that a command may take."""


@pytest.fixture
def run(tmp_path_factory):
    """Runs a command; returns its exit status, and the lines of problems that it prints."""
    output = tmp_path_factory.mktemp("output") / "command"

    def run(*arguments, cwd=ROOT):
        command = functools.partial(run_with_little_memory, list(map(str, arguments)))
        done = builds.run(command, cwd, {}, output=output, longest=LONGEST)
        return done.status, done.err.splitlines()

    return run


def run_with_little_memory(arguments):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return main(arguments)


@pytest.fixture(params=["device", "pipe", "sparse file", "folder"])
def odd_input(request, tmp_path):
    """Something that is no text, and the problem that is reported for it."""
    path = tmp_path / "input.txt"
    if request.param == "device":
        path.symlink_to("/dev/zero")
        return path, "the file cannot be read: it is a device"
    if request.param == "pipe":
        os.mkfifo(path)
        return path, "the file cannot be read: it is a pipe"
    if request.param == "folder":
        path.mkdir()
        return path, "this is a folder"
    with path.open("wb") as file:
        file.truncate(10**12)
    return path, "the file has more than 20,000,000 bytes"


def test_no_book_is_created_from_input_that_is_not_text(run, odd_input, tmp_path):
    path, problem = odd_input
    status, (message, count) = run("new", path, tmp_path / "book")
    assert (status, count) == (1, "1 problem")
    assert message.startswith(f"{path}: {problem} (")
    assert list(tmp_path.iterdir()) == [path]


def test_no_figures_are_derived_from_input_that_is_not_text(run, odd_input, small_root):
    path, problem = odd_input
    folder = small_root / "data" / "document"
    before = {file: file.read_bytes() for file in folder.iterdir()}
    status, (message, count) = run("derive", path, cwd=small_root)
    assert (status, count) == (1, "1 problem")
    assert message.startswith(f"{path}: {problem} (")
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_check_reports_a_page_that_is_not_text(run, odd_input, small_root):
    (path, _), name = odd_input, "chapters/harbour/quay.md"
    (small_root / name).unlink()
    path.rename(small_root / name)
    status, lines = run("check", cwd=small_root)
    assert status == 1
    assert any(line.startswith(f"{name}: the ") for line in lines)
    assert not any("Traceback" in line for line in lines)
