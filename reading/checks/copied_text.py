"""Finds runs of eight or more words of the document in the files of a folder.

Markup is removed first (MyST roles, HTML tags, JSON escapes). A run may go on across lines, numbers of table
rows and notebook cells. File names are searched too. Nothing of the document is stored.
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

from reading.data.document_text import read_lines
from reading.files.errors import ReadingError
from reading.files.regular import read_start

RUN = 8
"""Words in a row from which on a text counts as copied. Shorter runs may be set phrases."""

MAX_BYTES = 50_000_000
"""Bytes of a file that are searched: more than any file that the book reads may have."""

HINT = "say it in other words; the document is under copyright"

_JOINED = "\x00"
"""Replaces markup inside a word, such as a tag that makes some of its letters bold."""

_WORD = re.compile(r"[^\W_]+(?:(?:\x00+|\x00*['\u2019\u02bc\u2010\u2011-]\x00*)[^\W_]+)*")

_MARKS = (
    # The mark of a retelling, or a citation: its text is not prose.
    (re.compile(r"\{(?:s|cite[\w:]*|footcite[\w:]*)\}`[^`\n]*`"), " "),
    # The name of any other role: its text is prose.
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
    """A word in lower case, and the position of its first character."""

    text: str
    start: int


def split_words(text: str) -> list[Word]:
    """The words of a text, in lower case. A hyphen or an apostrophe inside a word does not split it."""
    text = text.replace("\u00ad", _JOINED)
    return [Word(_fold_word(match[0]), match.start()) for match in _WORD.finditer(text)]


def _fold_word(word: str) -> str:
    if word.isascii() and _JOINED not in word:
        # Most words are like this, and nothing else changes in them.
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(_HYPHENS)).casefold()


def strip_markup(text: str) -> str:
    """A text with its markup and escapes blanked out, so that each character keeps its position and line."""
    text = _ESCAPE.sub(lambda match: _pad(chr(int(match[1], 16)) if match[1] else " ", match), text)
    text = _ENTITY.sub(lambda match: _pad(html.unescape(match[0])[:1], match), text)
    for pattern, filler in _MARKS:
        text = pattern.sub(lambda match, filler=filler: re.sub(r"[^\n]", filler, match[0]), text)  # type: ignore[misc]
    return text


def _pad(character: str, match: re.Match[str]) -> str:
    return character.ljust(len(match[0]), _JOINED)


def find_copied_text(root: Path, document: Path) -> Iterator[ReadingError]:
    """Yield an error for each run of eight words or more that a file of a folder shares with the document.

    Raises `ReadingErrors` if the document cannot be read.
    """
    text = _SPLIT.sub(r"\1\2", "\n".join(line.text for line in read_lines(document)))
    words = split_words(text)
    runs = (
        _list_runs(words) | _list_runs(_drop_numbers(words)) | _list_runs(split_words(text.replace("-", " ")))
    )
    for path in list_tracked_files(root):
        if path.resolve() != document.resolve():
            name = path.relative_to(root).as_posix()
            if any(_find_runs(name, split_words(name.replace("-", " ")), runs)):
                yield ReadingError(path, 0, "the file name is a run of the document's words", HINT)
            try:
                text = read_start(path, MAX_BYTES).decode("utf-8", errors="replace")
            except OSError:
                # Git lists a file that has been removed since.
                continue
            yield from _search_file(path, text, runs)


def _drop_numbers(words: list[Word]) -> list[Word]:
    """Words without numbers, such as the sentence numbers in the rows of a table."""
    return [word for word in words if not word.text.isdigit()]


def _list_runs(words: list[Word]) -> set[tuple[str, ...]]:
    texts = [word.text for word in words]
    return {tuple(texts[start : start + RUN]) for start in range(len(texts) - RUN + 1)}


def _search_file(path: Path, text: str, runs: set[tuple[str, ...]]) -> Iterator[ReadingError]:
    sizes: dict[int, int] = {}
    # The text with its markup is searched as well: what looks like a tag may be prose.
    for version in dict.fromkeys((text, strip_markup(text))):
        if not _has_run(version, runs):
            continue
        words = split_words(version)
        for candidates in (_drop_numbers(words), words):
            sizes.update(_find_runs(version, candidates, runs))
    if path.suffix == ".ipynb" and not sizes:
        cells = strip_markup(_join_cells(text))
        # A run across cells has no single line.
        sizes.update((0, size) for _, size in _find_runs(cells, split_words(cells), runs))
    for line, size in sorted(sizes.items()):
        yield ReadingError(path, line, f"{size} words in a row are the document's", HINT)


def _has_run(text: str, runs: set[tuple[str, ...]]) -> bool:
    """Whether a text has a run, with or without its numbers. Most have none, and this is soon found out."""
    texts = [_fold_word(word) for word in _WORD.findall(text.replace("\u00ad", _JOINED))]
    without_numbers = [word for word in texts if not word.isdigit()]
    return not all(
        runs.isdisjoint(zip(*(words[start:] for start in range(RUN)), strict=False))
        for words in (texts, without_numbers)
    )


def _join_cells(text: str) -> str:
    """The source of a notebook's cells; empty if it cannot be read."""
    try:
        return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _find_runs(text: str, words: list[Word], runs: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The line and the number of words of each run. Runs that overlap are joined."""
    texts = [word.text for word in words]
    start = None
    for place in range(len(texts) - RUN + 2):
        inside = place + RUN <= len(texts) and tuple(texts[place : place + RUN]) in runs
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield text.count("\n", 0, words[start].start) + 1, place - 1 - start + RUN
            start = None


def list_tracked_files(root: Path) -> list[Path]:
    """The files of a folder that git tracks or would track.

    Without git, all files except those in hidden folders and those that the build writes.
    """
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = []
    if not any(names):
        paths = (path for path in root.rglob("*") if not _is_ignored(path.relative_to(root)))
        return sorted(path for path in paths if path.is_file())
    return sorted(root / name for name in names if name and (root / name).is_file())


def _is_ignored(path: Path) -> bool:
    return any(part.startswith(".") or part in {"_build", "__pycache__"} for part in path.parts[:-1])
