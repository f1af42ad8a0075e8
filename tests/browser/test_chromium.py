"""Where the browser of the tests comes from."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine with the given programs on PATH, and none of its own."""

    def with_programs(*names, root=False):
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in names else None)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)
        return tmp_path / "playwright-chromium"

    return with_programs


def test_a_chromium_on_path_is_preferred(machine):
    own = machine("chromium")
    own.touch()
    assert chromium.executable(own) == Path("/bin/chromium")


def test_playwrights_own_chromium_comes_second(machine):
    own = machine()
    own.touch()
    assert chromium.executable(own) == own


def test_root_installs_the_chromium_of_debian(machine, monkeypatch):
    own = machine("apt-get", root=True)
    steps = []

    def run(command, **_):
        steps.append(command[1])
        if command[1] == "install":
            machine("apt-get", "chromium", root=True)

    monkeypatch.setattr(subprocess, "run", run)
    assert chromium.executable(own) == Path("/bin/chromium")
    assert steps == ["update", "install"]


@pytest.mark.parametrize("programs", [(), ("apt-get",)])
def test_without_a_chromium_one_line_says_what_to_install(machine, programs):
    with pytest.raises(RuntimeError, match="apt-get install chromium") as raised:
        chromium.executable(machine(*programs))
    assert "\n" not in str(raised.value)
