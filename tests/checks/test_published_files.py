"""The site publishes no file that is hidden, ignored by git, outside the book, or able to run a script."""

import subprocess

import pytest

from reading import cli
from reading.checks.contents import check_files
from reading.checks.known import CheckedBook
from reading.checks.published_files import PublishedFiles
from reading.checks.references import check_links
from tests.checks.conftest import known_page

WAYS = ["![A picture]({})", "[it]({})", "```{{figure}} {}\n:alt: A picture\n```"]
"""The ways in which a page names a file."""


SIDE = (24_000).to_bytes(4)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\2"
JPEG = b"\xff\xd8\xff\xc0\0\x11\x08\0\1\0\1\3"

FILES = {
    **dict.fromkeys(
        ("_toc.yml", "known.txt", "new.txt", "ignored.txt", ".env", "_build/x.txt"),
        b"a",
    ),
    **dict.fromkeys(
        ("page.html", "a.SVG", "a.xsd", "a.rng", "a.js", "a.pdf", "false.png", "LICENSE"), b"<script/>"
    ),
    **{
        "a.png": PNG,
        "wide.png": PNG[:16] + SIDE + SIDE + PNG[24:],
        "cut.png": PNG[:8],
        "a.JPG": JPEG,
        "large.jpeg": JPEG + bytes(2_000_000),
    },
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A book in git, with files of all kinds, beside a file that is not of the book."""
    folder = tmp_path_factory.mktemp("published") / "book"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / ".gitignore").write_text("ignored.txt\n/_build/\n")
    folder.with_name("secret.txt").write_text("a\n")
    (folder / "linked.txt").symlink_to("../secret.txt")
    (folder / "folder").symlink_to("..")
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    subprocess.run(["git", "rm", "--quiet", "--cached", "new.txt"], cwd=folder, check=True)
    return folder


def find_problems(root, text):
    known = known_page(text, root)
    return [mistake.problem for mistake in (*known.page.mistakes, *check_links(known))]


@pytest.mark.parametrize("way", WAYS)
def test_a_page_may_name_only_files_of_the_book_that_git_tracks(root, way):
    for name in ("known.txt", "a.png", "a.JPG"):
        assert find_problems(root, way.format(name)) == []
    kind = "is of a kind that is not published"
    reasons = {
        ".env": "is hidden",
        "_build/x.txt": "is hidden or generated",
        "new.txt": "is not tracked by git",
        "ignored.txt": "is ignored by git",
        "linked.txt": "through a symbolic link",
        "folder/secret.txt": "through a symbolic link",
        **dict.fromkeys(["page.html", "a.SVG", "a.xsd", "a.rng", "a.js", "a.pdf", "LICENSE"], kind),
        "false.png": "does not begin as a .png file does",
        "large.jpeg": "has more than 2,000,000 bytes",
        "wide.png": "has 24,000 by 24,000 pixels",
        "cut.png": "cannot be read as a picture",
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


def test_folders_that_are_copied_and_links_anywhere_are_checked(root):
    for folder in ("code", "data/document"):
        (root / folder).mkdir(parents=True)
    (root / "code/cite.html").symlink_to("../../secret.txt")
    (root / "code/up").symlink_to("../..")
    subprocess.run(["git", "add", "code"], cwd=root, check=True)
    # Of data, only what the book reads is published.
    for name in ("data/document/bigrams.csv", "data/document/new.csv"):
        (root / name).write_text("a\n")
    link = "the file is reached through a symbolic link"
    found = {
        error.path.relative_to(root).as_posix(): error.problem for error in check_files(CheckedBook(root))
    }
    assert found == {
        "linked.txt": link,
        "folder": link,
        "code/cite.html": link,
        "code/up": link,
        "data/document/bigrams.csv": "the file is not tracked by git",
    }


def test_no_command_starts_where_git_tracks_what_only_commands_write(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    subprocess.run(["git", "add", "--force", "_build/x.txt"], check=True)
    assert cli.main(["check"]) == 1
    message = "_build: git tracks files that only commands write (run: git rm -r --cached _build)"
    assert capsys.readouterr().err == f"{message}\n1 problem\n"
