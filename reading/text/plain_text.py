"""A copy of a document, in plain text or Markdown, goes in; its text comes out, each line where it was.

Of Markdown the marks go, and what is no prose: code, tables, pictures, HTML and front matter.
"""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from reading.files.read import read_text

MARKDOWN = (".md", ".markdown", ".mdown")
"""How the names of files end that hold Markdown."""


def is_markdown(path: Path) -> bool:
    """Whether a file holds Markdown, by its name."""
    return path.suffix.lower() in MARKDOWN


def read(path: Path) -> str:
    """The text of a copy. Raises `ReadingErrors` where the file is none."""
    text = read_text(path)
    return unmarked(text) if is_markdown(path) else text


def unmarked(markdown: str) -> str:
    r"""The text of Markdown: each heading and paragraph on one line, where it opens, a blank line after it.

    >>> unmarked("# Ports\n\nShips *load*\n[grain](x.html).\n")
    'Ports\n\nShips load grain.\n\n'
    """
    lines = [""] * (markdown.count("\n") + 1)
    for token, _ in _told(markdown):
        assert token.map is not None
        lines[token.map[0]] = _words(token)
    return "\n".join(lines)


def marked(path: Path) -> list[tuple[str, int]]:
    """The headings of a file of Markdown, in order, with their levels from 1."""
    return [(_words(token), level) for token, level in _told(read_text(path)) if level]


def _told(markdown: str) -> list[tuple[Token, int]]:
    """The headings and paragraphs of Markdown, with their levels: 0 is a paragraph's."""
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    found: list[tuple[Token, int]] = []
    before: Token | None = None
    for token in parser.parse(markdown):
        if token.type == "inline" and before is not None and before.tag[0] in "hp" and token.map:
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            if _words(token).strip():
                found.append((token, level))
        before = token
    # A heading with nothing under it, at the end, is of nothing.
    while found and found[-1][1]:
        found.pop()
    return found


def _words(token: Token) -> str:
    """The text of a heading or a paragraph, on one line."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)
