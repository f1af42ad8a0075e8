"""A copy of the document and a folder go in; where files repeat eight of its words in a row comes out.

Neither mark-up nor the form of a file hides a run: MyST's marks, HTML's tags and JSON's escapes are looked
through, and words are followed across lines, past the numbers of rows, and across the cells of a notebook;
names of files are read too. Nothing is stored for it.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reading.files.errors import ReadingError
from reading.files.read import read_text
from reading.files.regular import read_start

RUN = 8
"""Words in a row that are somebody's sentence and no longer a phrase."""

SEARCHED = 50_000_000
"""Bytes of a file that are searched: more than any file that the book reads may have."""

HINT = "say it in other words; the document is under copyright"

_JOINED = "\x00"
"""Stands for what may part the letters of a word on its page, such as a tag that makes some of them bold."""

_WORD = re.compile(r"[^\W_]+(?:(?:\x00+|\x00*['\u2019\u02bc\u2010\u2011-]\x00*)[^\W_]+)*")

_MARKS = (
    # A mark of a retelling, or a citation: nothing that is read as a word.
    (re.compile(r"\{(?:s|cite[\w:]*|footcite[\w:]*)\}`[^`\n]*`"), " "),
    # Any other role: its text stays.
    (re.compile(r"\{[\w:+-]+\}(?=`)"), " "),
    (re.compile(r"\]\([^()\s]*\)|\[\^[^\]\s]*\]"), " "),
    (
        re.compile(r"</?(?:a|abbr|b|bdi|code|em|i|mark|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,2000}>"),
        _JOINED,
    ),
    (re.compile(r"<!--.{0,20000}?-->|</?[A-Za-z][^<>]{0,2000}>", re.DOTALL), " "),
)

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf\"/])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_SPLIT = re.compile(r"(\d)[ \t]*\n[ \t]*(st|nd|rd|th)\b")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2019": "'", "\u02bc": "'", _JOINED: None})


class Word(NamedTuple):
    """A word, folded, and where it starts."""

    text: str
    start: int


def words(text: str) -> list[Word]:
    """The words of a text, in lower case; a hyphen or an apostrophe inside keeps a word whole."""
    text = text.replace("\u00ad", _JOINED)
    return [
        Word(unicodedata.normalize("NFKC", found[0].translate(_HYPHENS)).casefold(), found.start())
        for found in _WORD.finditer(text)
    ]


def bare(text: str) -> str:
    """A text without its mark-up and escapes; each character keeps its place, and so its line."""
    text = _ESCAPE.sub(lambda found: _padded(chr(int(found[1], 16)) if found[1] else " ", found), text)
    text = _ENTITY.sub(lambda found: _padded(html.unescape(found[0])[:1], found), text)
    for pattern, filler in _MARKS:
        text = pattern.sub(lambda found, filler=filler: re.sub(r"[^\n]", filler, found[0]), text)  # type: ignore[misc]
    return text


def _padded(character: str, found: re.Match[str]) -> str:
    return character.ljust(len(found[0]), _JOINED)


def mistakes(root: Path, document: Path) -> Iterator[ReadingError]:
    """Each run of eight words or more that a file of the folder shares with the document."""
    text = _SPLIT.sub(r"\1\2", read_text(document))
    said = words(text)
    runs = _runs(said) | _runs(_unnumbered(said)) | _runs(words(text.replace("-", " ")))
    for path in files(root):
        if path.resolve() != document.resolve():
            name = path.relative_to(root).as_posix()
            if any(_matches(name, words(name.replace("-", " ")), runs)):
                yield ReadingError(path, 0, "the name is a run of the document's words", HINT)
            try:
                text = read_start(path, SEARCHED).decode("utf-8", errors="replace")
            except OSError:
                # A file that git lists and somebody has removed.
                continue
            yield from _copied(path, text, runs)


def _unnumbered(said: list[Word]) -> list[Word]:
    """Words without numbers, such as those of a table's rows."""
    return [word for word in said if not word.text.isdigit()]


def _runs(said: list[Word]) -> set[tuple[str, ...]]:
    texts = [word.text for word in said]
    return {tuple(texts[start : start + RUN]) for start in range(len(texts) - RUN + 1)}


def _copied(path: Path, text: str, runs: set[tuple[str, ...]]) -> Iterator[ReadingError]:
    # As it stands too: what looks like a tag may be none.
    found: dict[int, int] = {}
    for shown in (text, bare(text)):
        said = words(shown)
        for read in (_unnumbered(said), said):
            found.update(_matches(shown, read, runs))
    if path.suffix == ".ipynb" and not found:
        cells = bare(_cells(text))
        # A run from cell to cell has no one line.
        found.update((0, size) for _, size in _matches(cells, words(cells), runs))
    for line, size in sorted(found.items()):
        yield ReadingError(path, line, f"{size} words in a row are the document's", HINT)


def _cells(text: str) -> str:
    """The cells of a notebook, without what its format puts between them."""
    try:
        return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _matches(text: str, said: list[Word], runs: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The line and the length of each run of the words of a text, as long as it goes on."""
    texts = [word.text for word in said]
    start = None
    for place in range(len(texts) - RUN + 2):
        inside = place + RUN <= len(texts) and tuple(texts[place : place + RUN]) in runs
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield text.count("\n", 0, said[start].start) + 1, place - 1 - start + RUN
            start = None


def files(root: Path) -> list[Path]:
    """The files that git tracks or would; without git all, but for hidden folders and what the build made."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = []
    if not any(listed):
        found = (path for path in root.rglob("*") if not _left_out(path.relative_to(root)))
        return sorted(path for path in found if path.is_file())
    return sorted(root / name for name in listed if name and (root / name).is_file())


def _left_out(path: Path) -> bool:
    return any(part.startswith(".") or part in {"_build", "__pycache__"} for part in path.parts[:-1])
