"""Packs what an archive such as Zenodo keeps of a version: site, EPUB, PDF, data and source.

The same commit and the same files give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reading.data import citation
from reading.editions.epub import EPUB
from reading.editions.pdf import PDF
from reading.editions.site_pages import check_built
from reading.files.errors import single_error
from reading.site.build import SITE
from reading.site.data_package import ARCHIVE as DATA
from reading.site.data_package import ZIP_EPOCH

ARCHIVE = Path("_build/archive.zip")
"""The file, in the folder of a book."""

CHECKSUMS = "SHA256SUMS"
"""The hashes of all other files, as `sha256sum --check` reads them."""

TOP = (str(citation.PATH), "LICENSE")
"""Files of the source that also stand at the top, where archives look for them."""

FILE, PROGRAM = 0o100644, 0o100755
"""The modes of a file in an archive, as Unix writes them."""


class Entry(NamedTuple):
    """A file of the archive."""

    name: str
    data: bytes
    mode: int = FILE


def write_archive(root: Path) -> Path:
    """Pack a book. Returns the file.

    Raises `ReadingErrors` where the site, the EPUB or the PDF is not made, or where the source is not that of
    a commit.
    """
    entries = sorted([*_list_made(root), *_list_source(root)])
    sums = "".join(f"{hashlib.sha256(entry.data).hexdigest()}  {entry.name}\n" for entry in entries)
    path = root / ARCHIVE
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in (*entries, Entry(CHECKSUMS, sums.encode())):
            info = zipfile.ZipInfo(entry.name, ZIP_EPOCH)
            info.external_attr = entry.mode << 16
            archive.writestr(info, entry.data, zipfile.ZIP_DEFLATED)
    return path


def _list_made(root: Path) -> Iterator[Entry]:
    """The site, the EPUB and the PDF; the data of the site stand at the top, too."""
    check_built(root / SITE)
    for edition in (EPUB, PDF):
        if not (root / edition).is_file():
            raise single_error(
                root / edition, 0, "the file is missing", f"run `make {edition.suffix[1:]}` first"
            )
        yield Entry(edition.name, (root / edition).read_bytes())
    for path in (root / SITE).rglob("*"):
        if path.is_file():
            yield Entry(f"site/{path.relative_to(root / SITE).as_posix()}", path.read_bytes())
    yield Entry(DATA, (root / SITE / DATA).read_bytes())


def _list_source(root: Path) -> Iterator[Entry]:
    """The files of the last commit."""
    if changed := _run_git(root, "status", "--porcelain", "--", ".").decode():
        first = changed.splitlines()[0][3:]
        hint = "commit it, so that the archive is that of a commit"
        raise single_error(root / first, 0, "the change is not committed", hint)
    packed = _run_git(root, "archive", "--format=tar", "HEAD")
    with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
        for member in tree:
            if (file := tree.extractfile(member)) is not None:
                data = file.read()
                yield Entry(f"source/{member.name}", data, PROGRAM if member.mode & 0o100 else FILE)
                if member.name in TOP:
                    yield Entry(member.name, data)


def _run_git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise single_error(root, 0, "git is not installed", "it lists the files of the source") from None
    if done.returncode:
        hint = "the source is packed from a commit: run `git init`, `git add .` and `git commit`"
        raise single_error(root, 0, "the book is not in a git repository with a commit", hint)
    return done.stdout
