"""Finds runs of eight or more words of the document in the files of a folder.

Markup is removed first (MyST roles, HTML tags, JSON escapes). A run may go on across lines, numbers of table
rows and notebook cells. File names are searched too. Nothing of the document is stored.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reading.checks.known import KnownBook
from reading.checks.rules import rule
from reading.data.document_text import decode_text
from reading.files import read
from reading.files.errors import ReadingError
from reading.files.tracked import list_known
from reading.text.repair import join_broken_words

RUN = 8
"""Words in a row from which on a text counts as copied. Shorter runs may be set phrases."""

HINT = "say it in other words; the document is under copyright"

_JOINED = "\x00"
"""Replaces markup inside a word, such as a tag that makes some of its letters bold."""

_WORD = re.compile(r"[^\W_]+(?:(?:\x00+|\x00*['\u2019\u02bc\u2010\u2011-]\x00*)[^\W_]+)*")

_MARKS = (
    # The mark of a retelling, or a citation: its text is not prose.
    (re.compile(r"\{(?:s|cite[\w:]*)\}`[^`\n]*`"), " "),
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


_Run = tuple[str, ...]


def split_words(text: str) -> list[str]:
    """The words of a text, in lower case. A hyphen or an apostrophe inside a word does not split it."""
    return list(map(_fold_word, _WORD.findall(text.replace("\u00ad", _JOINED))))


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
        text = pattern.sub(partial(_blank_out, filler), text)
    return text


def _blank_out(filler: str, match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", filler, match[0])


def _pad(character: str, match: re.Match[str]) -> str:
    return character.ljust(len(match[0]), _JOINED)


@rule("copied-text", "book", firm=True)
def find_copied_text(known: KnownBook) -> Iterator[ReadingError]:
    """Find eight words of the document in a row, in any file; this needs a copy of the document.

    Raises `ReadingErrors` if the document cannot be read.
    """
    root, document = known.root, known.document
    if document is None:
        return
    text = _SPLIT.sub(r"\1\2", join_broken_words(decode_text(document)))
    words = split_words(text)
    versions = (words, _drop_numbers(words), split_words(text.replace("-", " ")))
    runs = {run for version in versions for run in _list_runs(version)}
    for path in list_files(root):
        if path.resolve() != document.resolve():
            name = path.relative_to(root).as_posix()
            if any(_find_runs(name.replace("-", " "), runs)):
                yield ReadingError(path, 0, "the file name is a run of the document's words", HINT)
            yield from _search_file(path, path.read_bytes().decode("utf-8", errors="replace"), runs)


def list_files(root: Path) -> list[Path]:
    """The files of a folder that git tracks or would track.

    Without git, all but hidden files and those that commands write.
    """
    paths = [root / name for name in list_known(root)] or read.list_files(root, "**/*")
    return sorted(path for path in paths if path.is_file() and path.stat().st_size <= read.MAX_BYTES)


def _search_file(path: Path, text: str, runs: set[_Run]) -> Iterator[ReadingError]:
    # The text with its markup is searched as well: what looks like a tag may be prose.
    versions = dict.fromkeys((text, strip_markup(text)))
    sizes = {line: size for version in versions for line, size in _find_runs(version, runs)}
    if path.suffix == ".ipynb" and not sizes:
        # A run across cells has no single line.
        sizes.update((0, size) for _, size in _find_runs(strip_markup(_join_cells(text)), runs))
    for line, size in sorted(sizes.items()):
        yield ReadingError(path, line, f"{size} words in a row are the document's", HINT)


def _join_cells(text: str) -> str:
    """The source of a notebook's cells; empty if it cannot be read."""
    try:
        return "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""


def _find_runs(text: str, runs: set[_Run]) -> Iterator[tuple[int, int]]:
    """The line and the number of words of each run. Runs that overlap are joined."""
    words = split_words(text)
    # The rows of a table have the numbers of sentences.
    for kept in (words, _drop_numbers(words)):
        # Most texts have none, and this is soon found out.
        if runs.isdisjoint(_list_runs(kept)):
            continue
        matches = _WORD.finditer(text.replace("\u00ad", _JOINED))
        starts = [match.start() for match in matches if kept is words or not match[0].isdigit()]
        start = None
        for place, run in enumerate([*_list_runs(kept), ()]):
            if run in runs and start is None:
                start = place
            elif run not in runs and start is not None:
                yield text.count("\n", 0, starts[start]) + 1, place - 1 - start + RUN
                start = None


def _drop_numbers(words: list[str]) -> list[str]:
    return [word for word in words if not word.isdigit()]


def _list_runs(words: list[str]) -> Iterator[_Run]:
    return zip(*(words[start:] for start in range(RUN)), strict=False)
