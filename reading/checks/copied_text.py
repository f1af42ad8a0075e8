"""Finds runs of eight or more words of the document in the files of a folder.

Markup is removed first (MyST roles, HTML tags, JSON escapes). A run may go on across lines and numbers of
table rows. File names are searched too. Nothing of the document is stored.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from reading.checks.known import CheckedBook
from reading.checks.registry import check
from reading.derive.document_text import decode_text
from reading.files.errors import ReadingError
from reading.files.tracked import list_reviewed

RUN = 8
"""Words in a row from which on a text counts as copied. Shorter runs may be set phrases."""

HINT = "say it in other words; the book does not reprint the document"

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")

_WITHIN = re.compile(r"\u00ad|</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,2000}>")
"""What may stand within a word, such as a tag that makes some of its letters bold."""

_ROLES = re.compile(
    # The mark of a retelling, or a citation: its text is not prose. That of any other role is.
    r"\{(?:s|cite[\w:]*)\}`[^`\n]*`|\{[\w:+-]+\}(?=`)|\]\([^()\s]*\)|\[\^[^\]\s]*\]"
    r"|<!--.{0,20000}?-->|</?[A-Za-z][^<>]{0,2000}>",
    re.DOTALL,
)

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtbf\"/])")
_SPLIT = re.compile(r"(\d)[ \t]*\n[ \t]*(st|nd|rd|th)\b")
_SIGNS = str.maketrans("\u2010\u2011\u2019\u02bc", "--''")

_Run = tuple[str, ...]


def split_words(text: str) -> list[tuple[str, int]]:
    """The words of a text in lower case, each with its line. A hyphen or an apostrophe splits no word."""
    plain = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    return [(word, line) for line, each in enumerate(plain.split("\n"), 1) for word in _WORD.findall(each)]


def strip_markup(text: str) -> str:
    """A text without markup and escapes. What is left of it keeps its line."""
    text = text.replace("%20", " ")  # in addresses
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else " ", text)
    text = _WITHIN.sub(lambda match: "\n" * match[0].count("\n"), html.unescape(text))
    return _ROLES.sub(lambda match: "\n" * match[0].count("\n") or " ", text)


@check("copied-text", "book", firm=True)
def find_copied_text(known: CheckedBook) -> Iterator[ReadingError]:
    """Find eight words of the document in a row, in any file; this needs a copy of the document.

    Raises `ReadingErrors` if the document cannot be read.
    """
    root, document = known.root, known.document
    if document is None:
        return
    text = _SPLIT.sub(r"\1\2", decode_text(document))
    whole, parts = split_words(text), split_words(text.replace("-", " "))
    runs = {run for words in (whole, _drop_numbers(whole), parts) for run in _list_runs(words)}
    for path in list_reviewed(root):
        if path.resolve() != document.resolve():
            name = path.relative_to(root).as_posix()
            if any(_find_runs(name.replace("-", " "), runs)):
                yield ReadingError(path, 0, "the file name is a run of the document's words", HINT)
            yield from _search_file(path, path.read_bytes().decode("utf-8", errors="replace"), runs)


def _search_file(path: Path, text: str, runs: set[_Run]) -> Iterator[ReadingError]:
    # The text with its markup is searched as well: what looks like a tag may be prose.
    versions = dict.fromkeys((text, strip_markup(text)))
    sizes = {line: size for version in versions for line, size in _find_runs(version, runs)}
    for line, size in sorted(sizes.items()):
        yield ReadingError(path, line, f"{size} words in a row are the document's", HINT)


def _find_runs(text: str, runs: set[_Run]) -> Iterator[tuple[int, int]]:
    """The line and the number of words of each run. Runs that overlap are joined."""
    words = split_words(text)
    # The rows of a table have the numbers of sentences.
    for kept in (words, _drop_numbers(words)):
        starts = [start for start, run in enumerate(_list_runs(kept)) if run in runs]
        # The starts of runs that overlap follow one another.
        for _, joined in groupby(enumerate(starts), key=lambda pair: pair[1] - pair[0]):
            places = [start for _, start in joined]
            yield kept[places[0]][1], len(places) - 1 + RUN


def _drop_numbers(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [pair for pair in words if not pair[0].isdigit()]


def _list_runs(words: list[tuple[str, int]]) -> Iterator[_Run]:
    names = [word for word, _ in words]
    return zip(*(names[start:] for start in range(RUN)), strict=False)
