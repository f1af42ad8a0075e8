"""Finds what a reviewer cannot see in a diff: characters without a shape, and files whose diff is hidden.

Such a character can hide words, or turn a line around, so that it reads otherwise than a machine reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from reading.checks.known import CheckedBook
from reading.checks.published_files import SIGNATURES
from reading.checks.registry import check
from reading.files.errors import ReadingError
from reading.files.tracked import list_reviewed

_UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
"""Soft hyphens, spaces without width, marks of direction and tags. Other signs that join letters stay."""

_HIDES = re.compile(r"\s(-diff|binary|linguist-generated(?:=true)?)(?=\s|$)")
"""An attribute of git with which a pull request does not show what changed in a file."""

_BINARY = (".gz", *SIGNATURES)
"""The suffixes of files that no diff can show."""


@check("characters", "book", firm=True)
def find_unseen(known: CheckedBook) -> Iterator[ReadingError]:
    """Find characters without a shape in a text file or its name, and attributes that hide a diff."""
    for path in list_reviewed(known.root):
        if _UNSEEN.search(path.name):
            yield ReadingError(path, 0, f"the name of the file has {_list_names(path.name)}", "rename it")
        content = path.read_bytes()
        if b"\0" not in content:
            # An editor may write a mark of the encoding at the start.
            yield from _find_characters(path, content.decode("utf-8-sig", errors="replace"))
        if path.name == ".gitattributes":
            yield from _find_hidden(path, content.decode("utf-8", errors="replace"))


def _find_characters(path: Path, text: str) -> Iterator[ReadingError]:
    for number, line in enumerate(text.split("\n"), 1) if _UNSEEN.search(text) else ():
        if _UNSEEN.search(line):
            problem = f"the line has what nobody can see: {_list_names(line)}"
            yield ReadingError(path, number, problem, "write the line anew, by hand")


def _list_names(text: str) -> str:
    found = dict.fromkeys(_UNSEEN.findall(text))
    return ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip() for sign in found)


def _find_hidden(path: Path, text: str) -> Iterator[ReadingError]:
    for number, line in enumerate(text.split("\n"), 1):
        match = _HIDES.search(line)
        if match and not line.startswith("#") and not line.split()[0].endswith(_BINARY):
            problem = f"{match[1]!r} hides what a pull request changes in these files"
            yield ReadingError(path, number, problem, f"remove it; only {', '.join(_BINARY)} may have it")
