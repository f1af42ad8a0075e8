"""Checks that the site publishes only files of the book: none that git ignores or a browser could run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reading.checks.rules import rule
from reading.data import document, reference
from reading.data.contents import CONTENTS
from reading.files.errors import ReadingError
from reading.files.tracked import list_known

FOLDERS = ("_static", document.FOLDER.as_posix(), reference.FOLDER.as_posix())
"""The folders that the build copies to the site as they are."""

ACTIVE = frozenset(
    {
        *(".htm", ".html", ".mht", ".mhtml", ".shtml", ".xht", ".xhtml"),
        *(".svg", ".svgz", ".xml", ".xsl", ".xslt"),
    }
)
"""The suffixes of files that are not published: a browser would run their scripts as those of the site."""

FAVICON = "_static/favicon.svg"
"""The drawing that is published all the same: the icon of the site. Reviewers look for scripts in it."""

GENERATED = "_build"


@dataclass(frozen=True)
class PublishedFiles:
    """The files of a book that its site may publish."""

    root: Path

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Whether git tracks each file that it does not ignore, by name; empty if the book is not in git."""
        known = list_known(self.root)
        return known if known.get(CONTENTS) else {}

    def find_problem(self, path: Path, *, tracked: bool = True) -> tuple[str, str] | None:
        """Why the site may not publish an existing file, and what to do instead; None if it may.

        With `tracked`, git must track the file. It must not ignore it in any case.
        """
        name = path.relative_to(self.root).as_posix()
        if any(part.startswith(".") or part == GENERATED for part in name.split("/")):
            return "is hidden or generated", "publish a file that people write"
        if os.path.realpath(path) != str(Path(os.path.realpath(self.root), name)):
            return "is reached through a symbolic link", "copy the file to its place"
        if not path.is_file():
            return "is no plain file", "copy the file to its place"
        if self._known and name not in self._known:
            return "is ignored by git", "publish a file that git tracks"
        if tracked and not self._known.get(name, True):
            return "is not tracked by git", f"run: git add {name}"
        if path.suffix.lower() in ACTIVE and name != FAVICON:
            return "could run scripts, and is not published", "write it as Markdown, or save it as PNG or PDF"
        return None

    def list_like(self, path: Path) -> list[Path]:
        """The files of the book with the suffix of another, as far as git tells."""
        names = (Path(name) for name in self._known if name.endswith(path.suffix))
        return sorted(self.root / name for name in names if (self.root / name).is_file())

    @rule("unpublished-file")
    def check_folders(self) -> Iterator[ReadingError]:
        """Yield an error for each file that must not be in one of `FOLDERS`."""
        for folder in FOLDERS:
            for path in sorted((self.root / folder).rglob("*")):
                hidden = any(part.startswith(".") for part in path.relative_to(self.root).parts)
                if hidden or (path.is_dir() and not path.is_symlink()):
                    continue
                if problem := self.find_problem(path, tracked=False):
                    yield ReadingError(path, 0, f"the file {problem[0]}", problem[1])

    @rule("unpublished-file")
    def check_pages(self, paths: Iterable[Path]) -> Iterator[ReadingError]:
        """Yield an error for each page that is no file of the book."""
        for path in paths:
            if path.is_file() and (problem := self.find_problem(path, tracked=False)):
                yield ReadingError(path, 0, f"the page {problem[0]}", problem[1])
