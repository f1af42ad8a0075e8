"""The hash of the environment changes with the versions that the book needs."""

import os
import sys

import pytest

from reading.cache.dependencies import hash_environment


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A folder of installed packages: `reading` needs `lib_one`, which needs `lib_two`; none needs `tool`."""
    for name, required in {
        "reading-1.0": ["Lib.One>=1", 'tool; extra == "test"', "tool>=1; python_version < '3'"],
        "lib_one-1.0": ["lib-two[fast]<3 ; python_version >= '3.11'"],
        "lib_two-1.0": [],
        "tool-1.0": [],
    }.items():
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        lines = [f"Name: {name}", *(f"Requires-Dist: {one}" for one in required), "", "Requires-Dist: tool"]
        (folder / "METADATA").write_text("\n".join(lines))
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


@pytest.mark.parametrize(
    ("name", "counts"), [("reading", True), ("lib_one", True), ("lib_two", True), ("tool", False)]
)
def test_new_version_of_a_package_changes_the_environment_if_the_book_needs_it(installed, name, counts):
    before = hash_environment()
    os.rename(installed / f"{name}-1.0.dist-info", installed / f"{name}-1.1.dist-info")  # noqa: PTH104
    assert (hash_environment() != before) == counts


def test_another_version_of_python_changes_the_environment(monkeypatch):
    before = hash_environment()
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert hash_environment() != before
