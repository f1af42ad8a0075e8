"""GitHub: addresses that nobody has to name."""

import subprocess
from pathlib import Path

import pytest

from reading.files import github
from reading.files.github import Repository

ROOT = Path("/book")


@pytest.fixture(autouse=True)
def _outside_of_github(monkeypatch):
    for name in ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/some/book.git",
        "https://github.com/some/book",
        "git@github.com:some/book.git",
        "ssh://git@github.com:22/some/book.git",
    ],
)
def test_repository_is_found_from_the_remote_of_a_clone(tmp_path, remote):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    # A contributor's own copy comes after the one that it was made from.
    for name, address in (("origin", "https://github.com/mine/book"), ("upstream", remote)):
        subprocess.run(["git", "-C", tmp_path, "remote", "add", name, address], check=True)
    assert github.find_repository(tmp_path) == Repository("https://github.com/some/book")


@pytest.mark.parametrize("remote", ["https://example.org/some/book.git", "../book"])
def test_a_remote_of_another_kind_is_no_repository_to_link_to(tmp_path, remote):
    assert github.find_repository(tmp_path) is None
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    assert github.find_repository(tmp_path) is None


def test_github_actions_says_which_repository_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_REPOSITORY", "some/book")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.example.org")
    repository = github.find_repository(tmp_path)
    assert repository == Repository("https://git.example.org/some/book")
    assert repository.binder_url("notebooks/a.ipynb") == ""
