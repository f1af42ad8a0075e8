"""Reads a text from a file of plain text or Markdown. Lines keep their numbers."""

from __future__ import annotations

from pathlib import Path

from reading.documents.markup.markdown_text import read_markdown
from reading.files.kinds import MARKDOWN
from reading.files.read import read_text


def is_markdown(path: Path) -> bool:
    """Whether a file is Markdown, by its suffix."""
    return path.suffix.lower() in MARKDOWN


def read(path: Path) -> str:
    """Return the text of a file. Raises `ReadingErrors` where it is not a text file."""
    text = read_text(path)
    return read_markdown(text).text if is_markdown(path) else text
