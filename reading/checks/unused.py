"""Finds what no page uses: entries of the bibliography, and files beside the chapters and notebooks."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from reading.data import chapters
from reading.data.contents import SUFFIXES
from reading.execution.prose import PageFile
from reading.files.errors import ReadingError
from reading.files.read import list_files

FOLDERS = (chapters.FOLDER.as_posix(), "notebooks")
"""The folders whose files are pages or belong to pages."""


def find_uncited(
    entries: Mapping[str, tuple[Path, int]], files: Collection[PageFile]
) -> Iterator[ReadingError]:
    """Yield an error for each entry whose key is in no page, unless a bibliography lists all.

    Parameters
    ----------
    entries : mapping
        The file and the line of each entry, by key.
    files : collection of PageFile
        All pages.
    """
    bibliographies = [one for file in files for one in file.page.directives if one.name == "bibliography"]
    if not bibliographies or any(
        {"all", "filter", "notcited"} & one.options.keys() for one in bibliographies
    ):
        return
    # A key within a broken citation has a finding of its own.
    named = {
        word.strip(".,;:")
        for file in files
        for block in file.page.blocks
        for piece in block.pieces
        for word in re.findall(r"[\w:.+/-]+", piece.text)
    }
    for key in entries.keys() - named:
        yield ReadingError(
            *entries[key], f"no page cites {key!r}", "cite it: {cite:p}`key`; or remove the entry"
        )


def find_unused_files(root: Path, files: Collection[PageFile]) -> Iterator[ReadingError]:
    """Yield an error for each file in `FOLDERS` that is no page and that no page shows or links to."""
    used = {
        os.path.normpath(file.path.parent / unquote(link.target.partition("#")[0]))
        for file in files
        for link in file.page.links
    }
    used |= {
        os.path.normpath(file.path.parent / re.sub(r".*<([^<>]*)>$", r"\1", role.text).strip())
        for file in files
        for role in file.page.roles
        if role.name == "download"
    }
    for path in list_files(root, *(f"{folder}/**/*" for folder in FOLDERS)):
        if path.suffix not in SUFFIXES and str(path) not in used:
            hint = "show it, or remove it; a page ends in .md or .ipynb"
            yield ReadingError(path, 0, "no page uses the file", hint)
