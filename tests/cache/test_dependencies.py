"""The hash of the environment changes with the versions that are installed."""

import sys

import pytest

from reading.cache.dependencies import hash_environment


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A folder with an installed package."""
    (tmp_path / "lib_one-1.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def test_another_version_of_a_package_changes_the_environment(installed):
    before = hash_environment()
    (installed / "lib_one-1.0.dist-info").rename(installed / "lib_one-1.1.dist-info")
    assert hash_environment() != before


def test_another_version_of_python_changes_the_environment(monkeypatch):
    before = hash_environment()
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert hash_environment() != before
