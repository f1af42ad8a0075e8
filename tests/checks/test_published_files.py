"""The site publishes no file that is hidden, ignored by git, outside the book, or able to run a script."""

import os
import subprocess

import pytest

from reading.checks.published_files import PublishedFiles
from reading.checks.references import Targets, check_references
from reading.files.markdown import parse_page

WAYS = [
    "![A picture]({})",
    "[it]({})",
    "```{{figure}} {}\n:alt: A picture\n```",
]
"""The ways in which a page names a file."""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A book in git, with files of all kinds, beside a file that is not of the book."""
    folder = tmp_path_factory.mktemp("published") / "book"
    pages = ("_toc.yml", "page.html", "a.SVG", "_build/x.txt")
    for name in (*pages, "known.txt", "new.txt", "ignored.txt", ".env"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("a\n")
    (folder / ".gitignore").write_text("ignored.txt\n/_build/\n")
    folder.with_name("secret.txt").write_text("a\n")
    (folder / "linked.txt").symlink_to("../secret.txt")
    (folder / "folder").symlink_to("..")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    subprocess.run(["git", "rm", "--quiet", "--cached", "new.txt"], cwd=folder, check=True)
    return folder


def find_problems(root, text):
    page = parse_page(text)
    targets = Targets(root, frozenset(), frozenset())
    return [finding.problem for finding in (*page.findings, *check_references(page, root, targets))]


@pytest.mark.parametrize("way", WAYS)
def test_a_page_may_name_only_files_of_the_book_that_git_tracks(root, way):
    assert find_problems(root, way.format("known.txt")) == []
    reasons = {
        ".env": "is hidden",
        "_build/x.txt": "is hidden or generated",
        "new.txt": "is not tracked by git",
        "ignored.txt": "is ignored by git",
        "linked.txt": "through a symbolic link",
        "folder/secret.txt": "through a symbolic link",
        "page.html": "could run scripts",
        "a.SVG": "could run scripts",
        "../secret.txt": "there is no file",
        "/etc/passwd": "there is no file",
        "file:///etc/passwd": "file:///etc/passwd",
    }
    for name, reason in reasons.items():
        problems = find_problems(root, way.format(name))
        assert problems, name
        assert all(reason in problem for problem in problems), name


def test_a_book_that_is_not_in_git_may_publish_all_its_files(root, tmp_path):
    for book in (tmp_path, root / "_build"):
        (book / "new.txt").write_text("a\n")
        assert PublishedFiles(book).find_problem(book / "new.txt") is None


def test_folders_that_are_copied_whole_may_hold_new_files_but_no_link_and_nothing_ignored(root):
    folder = root / "_static"
    folder.mkdir()
    for name in ("new.css", "ignored.txt", ".hidden", "favicon.svg", "other.svg"):
        (folder / name).write_text("a\n")
    (folder / "up").symlink_to("../..")
    os.mkfifo(folder / "pipe")
    found = {error.path.name: error.problem for error in PublishedFiles(root).check_folders()}
    assert found == {
        "ignored.txt": "the file is ignored by git",
        "up": "the file is reached through a symbolic link",
        "pipe": "the file is no plain file",
        "other.svg": "the file could run scripts, and is not published",
    }
