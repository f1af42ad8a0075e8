"""The archive of a version: what it holds, and when it is refused."""

import hashlib
import subprocess
import zipfile

import pytest

from reading.editions.archive import ARCHIVE, write_archive
from reading.editions.epub import EPUB, SITE
from reading.editions.pdf import PDF
from reading.files.errors import ReadingErrors
from reading.site.data_package import ZIP_EPOCH


def git(folder, *arguments):
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """A folder with the source of a book in a commit, and with a site and its editions."""
    folder = tmp_path / "book"
    made = {SITE / "index.html": "<p>site</p>", SITE / "data.zip": "data"}
    made |= {EPUB: "epub", PDF: "pdf"}
    source = {
        "CITATION.cff": "title: A book",
        "LICENSE": "free",
        "run.sh": "#!/bin/sh",
        ".gitignore": "_build",
    }
    for name, text in {**made, **source}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "run.sh").chmod(0o755)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "A book")
    return folder


def test_the_archive_holds_the_site_the_editions_the_data_and_the_source(repository):
    with zipfile.ZipFile(write_archive(repository)) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
        modes = {info.filename: info.external_attr >> 16 & 0o777 for info in archive.infolist()}
    sums = held.pop("SHA256SUMS")
    assert held == {
        "CITATION.cff": "title: A book",
        "LICENSE": "free",
        "book.epub": "epub",
        "book.pdf": "pdf",
        "data.zip": "data",
        "site/data.zip": "data",
        "site/index.html": "<p>site</p>",
        "source/.gitignore": "_build",
        "source/CITATION.cff": "title: A book",
        "source/LICENSE": "free",
        "source/run.sh": "#!/bin/sh",
    }
    assert modes["source/run.sh"] == 0o755
    assert modes["source/LICENSE"] == 0o644
    lines = [f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(held.items())]
    assert sums == "".join(lines)


def test_the_same_commit_gives_the_same_bytes(repository):
    first = write_archive(repository).read_bytes()
    (repository / ARCHIVE).unlink()
    assert write_archive(repository).read_bytes() == first
    with zipfile.ZipFile(repository / ARCHIVE) as archive:
        assert {info.date_time for info in archive.infolist()} == {ZIP_EPOCH}


@pytest.mark.parametrize(
    ("spoil", "problem", "hint"),
    [
        (lambda folder: (folder / EPUB).unlink(), "the file is missing", "run `make epub` first"),
        (lambda folder: (folder / SITE / "index.html").unlink(), "the site is not built", "make site"),
        (lambda folder: (folder / "LICENSE").write_text("dear"), "the change is not committed", "commit it"),
        (lambda folder: (folder / "new.md").write_text("new"), "the change is not committed", "commit it"),
        (
            lambda folder: (folder / ".git").rename(folder.parent / "elsewhere"),
            "the book is not in a git repository with a commit",
            "git init",
        ),
    ],
)
def test_an_archive_that_would_lack_something_is_refused(repository, spoil, problem, hint):
    spoil(repository)
    with pytest.raises(ReadingErrors) as raised:
        write_archive(repository)
    (error,) = raised.value.exceptions
    assert error.problem == problem
    assert hint in error.hint
    assert not (repository / ARCHIVE).exists()
