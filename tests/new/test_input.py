"""What is no text of a reasonable size is refused at once: one message, exit status 1, nothing written."""

import os
import resource
import subprocess
import sys

import pytest

from tests.conftest import ROOT

MEMORY = 3_000_000_000
"""Bytes of memory that a command may ask for."""

RUN = "import sys; from reading.cli import main; sys.exit(main())"


def run(*arguments, cwd=ROOT):
    """The exit status of a command, and what it prints as a problem."""

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=limit,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.fixture(params=["device", "pipe", "sparse file", "folder"])
def odd_input(request, tmp_path):
    """Something that is no text, and the problem that is told of it."""
    path = tmp_path / "input.txt"
    if request.param == "device":
        path.symlink_to("/dev/zero")
        return path, "the file cannot be read: it is a device"
    if request.param == "pipe":
        os.mkfifo(path)
        return path, "the file cannot be read: it is a pipe"
    if request.param == "folder":
        path.mkdir()
        return path, "the file cannot be read: Is a directory"
    with path.open("wb") as file:
        file.truncate(10**12)
    return path, "the file has more than 20,000,000 bytes"


def test_no_book_is_created_from_input_that_is_not_text(odd_input, tmp_path):
    path, problem = odd_input
    status, (told, count) = run("new", path, tmp_path / "book")
    assert (status, count) == (1, "1 problem")
    assert told.startswith(f"{path}: {problem} (")
    assert list(tmp_path.iterdir()) == [path]


def test_no_figures_are_derived_from_input_that_is_not_text(odd_input, small_root):
    path, problem = odd_input
    folder = small_root / "data" / "document"
    before = {file: file.read_bytes() for file in folder.iterdir()}
    status, (told, count) = run("derive", path, cwd=small_root)
    assert (status, count) == (1, "1 problem")
    assert told.startswith(f"{path}: {problem} (")
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_check_reports_a_page_that_is_not_text(odd_input, small_root):
    (path, _), name = odd_input, "chapters/harbour/quay.md"
    (small_root / name).unlink()
    path.rename(small_root / name)
    status, told = run("check", cwd=small_root)
    assert status == 1
    assert any(line.startswith(f"{name}: the ") for line in told)
    assert not any("Traceback" in line for line in told)
