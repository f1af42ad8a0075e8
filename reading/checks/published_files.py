"""Says which files the site may publish: files of the book, of kinds that no browser runs, known to git."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import imagesize

from reading.data import document, reference
from reading.data.contents import CONTENTS
from reading.derive.copies import is_copy
from reading.files.errors import attempt
from reading.files.read import read_bytes
from reading.files.tracked import list_known

DATA = (*document.FILES, *reference.FILES)
"""The files of data that the build copies to the site: those that the book reads, and no others."""

SIGNATURES = {
    **{".gif": b"GIF8", ".jpeg": b"\xff\xd8\xff", ".jpg": b"\xff\xd8\xff"},
    **{".png": b"\x89PNG\r\n", ".webp": b"RIFF"},
}
"""The first bytes of pictures that the site may publish, by their suffixes."""

MAX_PICTURE = 2_000_000
"""Bytes of such a file. A page with its chart has a twentieth of that."""

MAX_SIDE = 4_000
"""Pixels of a side of a picture. A browser unpacks all of them: 24,000 by 24,000 fit into 2 MB."""

TEXTS = (".bib", ".csv", ".ipynb", ".json", ".md", ".txt", ".yml")
"""The suffixes of other files that it may publish. A browser shows them as text, or saves them."""

LINKED = "is reached through a symbolic link", "copy the file to its place"
"""What is wrong with such a file, and what to do instead."""


@dataclass(frozen=True)
class PublishedFiles:
    """The files of a book that its site may publish."""

    root: Path

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Whether git tracks each file that it does not ignore, by name; empty if the book is not in git."""
        known = list_known(self.root)
        return known if known.get(CONTENTS) else {}

    @cached_property
    def _outline(self) -> document.Outline | None:
        """The outline of the document, by which a copy is known. None if it has mistakes, found elsewhere."""
        path = self.root / document.FOLDER / document.OUTLINE
        return attempt([], lambda: document.read_outline(path)[1], None)

    def is_linked(self, path: Path) -> bool:
        """Whether a file of the book is a symbolic link, or in a folder that is one."""
        name = path.relative_to(self.root).as_posix()
        return os.path.realpath(path) != str(Path(os.path.realpath(self.root), name))

    def find_problem(self, path: Path, *, tracked: bool = True) -> tuple[str, str] | None:
        """Why the site may not publish an existing file, and what to do instead; None if it may.

        With `tracked`, git must track the file. It must not ignore it in any case.
        """
        name = path.relative_to(self.root).as_posix()
        if self.is_linked(path):
            return LINKED
        if any(part.startswith((".", "_build")) for part in name.split("/")):
            return "is hidden or generated", "publish a file that people write"
        if not path.is_file():
            return "is no plain file", "copy the file to its place"
        suffix = path.suffix.lower()
        if suffix in SIGNATURES:
            if path.stat().st_size > MAX_PICTURE:
                return f"has more than {MAX_PICTURE:,} bytes", "save it smaller"
            if not read_bytes(path).startswith(SIGNATURES[suffix]):
                return f"does not begin as a {suffix} file does", "save it in this format, or rename it"
            width, height = imagesize.get(path)
            if min(width, height) < 1:
                return "cannot be read as a picture", "save it again"
            if max(width, height) > MAX_SIDE:
                return f"has {width:,} by {height:,} pixels", f"save it with at most {MAX_SIDE:,} on a side"
        elif suffix not in TEXTS:
            return "is of a kind that is not published", "write it as Markdown, or save it as PNG or CSV"
        if suffix in TEXTS and self._outline and is_copy(path, self._outline):
            return "is the text of the document", "keep it outside the book; DOCUMENT may name it"
        if self._known and name not in self._known:
            return "is ignored by git", "publish a file that git tracks"
        if tracked and not self._known.get(name, True):
            return "is not tracked by git", f"run: git add {name}"
        return None

    def list_tracked(self) -> list[Path]:
        """The files that git tracks."""
        return [self.root / name for name, is_tracked in self._known.items() if is_tracked]
