"""The hash of the environment changes with the versions that are installed."""

import sys

import pytest

from reading.cache.dependencies import hash_environment


@pytest.mark.parametrize(("renamed", "counts"), [("reading", True), ("lib_one", True), ("tool", False)])
def test_another_version_of_what_the_package_requires_changes_the_environment(
    tmp_path, monkeypatch, renamed, counts
):
    for name, required in (
        ("reading", "lib.one>=1"),
        ("lib_one", 'tool ; extra == "test"'),
        ("tool", "reading"),
    ):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {name}\nRequires-Dist: {required}\n\nWords.\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    before = hash_environment()
    (tmp_path / f"{renamed}-1.0.dist-info").rename(tmp_path / f"{renamed}-1.1.dist-info")
    assert (hash_environment() != before) == counts


def test_another_version_of_python_changes_the_environment(monkeypatch):
    before = hash_environment()
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert hash_environment() != before
