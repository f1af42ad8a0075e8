"""Finds what no page uses: entries of the bibliography, and files beside the chapters and notebooks."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from reading.checks.references import list_links
from reading.checks.rules import rule
from reading.data import chapters
from reading.data.contents import SUFFIXES
from reading.execution.prose import PageFile
from reading.files.errors import ReadingError
from reading.files.read import list_files

FOLDERS = (chapters.FOLDER.as_posix(), "notebooks")
"""The folders whose files are pages or belong to pages."""


@rule("uncited-entry")
def find_uncited(
    entries: Mapping[str, tuple[Path, int]], files: Collection[PageFile]
) -> Iterator[ReadingError]:
    """Yield an error for each entry that no page cites, unless a bibliography lists all.

    Parameters
    ----------
    entries : mapping
        The file and the line of each entry, by key.
    files : collection of PageFile
        All pages.
    """
    options = [
        set(one.options) for file in files for one in file.page.directives if one.name == "bibliography"
    ]
    if not options or any({"all", "filter", "notcited"} & names for names in options):
        return
    cited = {
        key.strip()
        for file in files
        for role in file.page.roles
        if role.name.startswith("cite")
        for key in role.text.split(",")
    }
    for key in entries.keys() - cited:
        yield ReadingError(
            *entries[key], f"no page cites {key!r}", "cite it: {cite:p}`key`; or remove the entry"
        )


@rule("unused-file")
def find_unused_files(root: Path, files: Collection[PageFile]) -> Iterator[ReadingError]:
    """Yield an error for each file in `FOLDERS` that is no page and that no page shows or links to."""
    used = {
        os.path.normpath(file.path.parent / unquote(link.target.partition("#")[0]))
        for file in files
        for link in list_links(file.page)
    }
    for path in list_files(root, *(f"{folder}/**/*" for folder in FOLDERS)):
        if path.suffix not in SUFFIXES and str(path) not in used:
            hint = "show it, or remove it; a page ends in .md or .ipynb"
            yield ReadingError(path, 0, "no page uses the file", hint)
