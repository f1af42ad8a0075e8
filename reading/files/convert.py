"""What the text of other formats is converted to, and how the libraries of the extra `import` are called."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from reading.files.errors import ReadingErrors, single_error
from reading.formatting import pluralize

INSTALL = f"{sys.executable} -m pip install 'reading[import]'"
"""The command that installs the libraries. This package is installed already, so nothing else is fetched."""


_NO_TITLE = re.compile(
    r"(?:microsoft|openoffice|powerpoint|word document|document\s*\d*$|untitled|heading \d|slide \d|title$"
    r"|no ?title|template|print|layout \d|chapter \d+$).*"
    r"|.*(?:\.\w{2,4}|[{}\\_<>]|\.{3}|://).*",
    re.IGNORECASE,
)
"""What programs write into a file where its writer states no title, and names of files."""


_FILE_NAME = re.compile(r"\brev\d|-X{3,}$|-\s*(?:FINAL|DRAFT|COPY)$")
"""What names of files have and titles have not: *rev2*, and at their end *- FINAL* or *-XXX*."""


class Paragraph(NamedTuple):
    """A paragraph, or a heading with its level from 1. The level of a paragraph is 0.

    size: the size of most of its type in points; 0 where it is unknown
    bold: whether all of it is bold
    is_centred: whether it stands in the middle
    role: *title* or *subtitle* if its style says so, *row* if gaps divide it into columns, *item* if it
        stands in a list or a quotation of a web page
    above_table: whether a table that is left out stands right below it
    """

    text: str
    level: int = 0
    size: float = 0
    bold: bool = False
    is_centred: bool = False
    role: str = ""
    above_table: bool = False


class Converted(NamedTuple):
    """The paragraphs and headings of a document, and its title and author where the file states them.

    stripped: a line about each thing that was left out
    """

    paragraphs: list[Paragraph]
    title: str = ""
    author: str = ""
    stripped: Sequence[str] = ()


def import_library(path: Path, name: str, kind: str) -> Any:
    """A library that reads a kind of file. Raises `ReadingErrors` where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        problem = f"to read {kind}, the package needs libraries that are not installed"
        raise single_error(path, 0, problem, f"install them: {INSTALL}") from None


def guard(path: Path, kind: str, read: Callable[[], Any]) -> Any:
    """Return what `read` returns. Whatever a library raises for a broken file becomes one message."""
    try:
        return read()
    except ReadingErrors:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        hint = f"open it in another program and save it again; the library says: {reason}"
        raise single_error(path, 0, f"the file cannot be read as {kind}", hint) from None


def describe_tables(count: int, words: int, read: int) -> str:
    """A line about tables that are left out: their number and their words, beside those that are read."""
    most = f", more than the text, which has {read:,}" if words > read else ""
    return f"{pluralize(count, 'table')}: {pluralize(words, 'word')}{most}"


MAX_EMPTY = 3
"""Sections that are not read and are named."""


def describe_unread_sections(words: Mapping[str, int]) -> list[str]:
    """Lines about the sections whose text is not read, by their names and their words."""
    if len(words) <= MAX_EMPTY:
        return [f"the section {name!r}: {pluralize(size, 'word')}" for name, size in words.items()]
    listed = ", ".join(map(repr, list(words)[:MAX_EMPTY]))
    return [f"{len(words)} sections: {pluralize(sum(words.values()), 'word')} ({listed}, ...)"]


def describe_empty_sections(names: Sequence[str]) -> list[str]:
    """Lines about the sections that are left out because they have no text."""
    if len(names) <= MAX_EMPTY:
        return [f"the section {name!r}, which has no text" for name in names]
    listed = ", ".join(map(repr, dict.fromkeys(names[:MAX_EMPTY])))
    return [f"{len(names)} sections without text: {listed}, ..."]


def clean_title(title: str) -> str:
    """The title that a file states of itself. Empty where it is none but a program's or a file's name.

    >>> clean_title("On  Ships"), clean_title("Microsoft Word - ships.doc"), clean_title("Word Document")
    ('On Ships', '', '')
    """
    title = " ".join(title.split())
    is_one_word = " " not in title and not title.isalpha()
    return "" if is_one_word or _NO_TITLE.fullmatch(title) or _FILE_NAME.search(title) else title
