"""Reads the text of a document from a file of plain text or Markdown. Lines keep their numbers.

From Markdown the markup is removed, and with it everything that is not prose: code, tables, images, HTML and
front matter.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from reading.files.errors import ReadingErrors
from reading.files.kinds import MARKDOWN
from reading.files.read import read_text
from reading.files.yaml import parse_yaml
from reading.formatting import pluralize

_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_MARKDOWN_FIRST = re.compile(r"\s*#{1,6}[ \t]+\S")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


def is_markdown(path: Path) -> bool:
    """Whether a file is Markdown, by its suffix."""
    return path.suffix.lower() in MARKDOWN


def read(path: Path) -> str:
    """Return the text of a file. Raises `ReadingErrors` where it is not a text file."""
    text = read_text(path)
    return strip_markdown(text) if is_markdown(path) else text


def has_markdown_headings(text: str) -> bool:
    r"""Whether the headings of a text are Markdown's: its first line is one, or several lines are.

    >>> has_markdown_headings("# Ports\n\nShips load."), has_markdown_headings("Ship #1 loads.\n# 2 waits.")
    (True, False)
    """
    return bool(_MARKDOWN_FIRST.match(text)) or len(_HEADING.findall(text)) > 1


def read_front_matter(path: Path, markdown: str) -> tuple[dict[str, Any], int]:
    """Return what the front matter of Markdown states, and the number of its lines; 0 where there is none.

    Raises no error: front matter that is no YAML states nothing.
    """
    matter = _FRONT_MATTER.match(markdown)
    if not matter:
        return {}, 0
    try:
        fields = parse_yaml(path, matter["fields"])
    except ReadingErrors:
        fields = None
    return fields if isinstance(fields, dict) else {}, matter[0].rstrip("\n").count("\n") + 1


def strip_markdown(markdown: str) -> str:
    r"""Return the text of Markdown. Each heading and paragraph is on one line, that in which it starts.

    >>> strip_markdown("# Ports\n\nShips *load*\n[grain](x.html).\n")
    'Ports\n\nShips load grain.\n\n'
    """
    lines = [""] * (markdown.count("\n") + 1)
    for token, _ in _parse_blocks(markdown):
        assert token.map is not None
        lines[token.map[0]] = _join_text(token)
    return "\n".join(lines)


def list_headings(markdown: str) -> list[tuple[str, int]]:
    """Return the headings of Markdown, in order, with their levels from 1."""
    return [(_join_text(token), level) for token, level in _parse_blocks(markdown) if level]


def describe_rest(markdown: str) -> list[str]:
    r"""Return a line about each kind of thing that the text of Markdown leaves out.

    >>> describe_rest("Ships.\n\n```\nx\n```\n\n| a |\n|---|\n| b |\n\n![c](d.png)\n")
    ['1 code block', '1 table', '1 picture']
    """
    tokens = _parse(markdown)
    types = Counter(child.type for token in tokens for child in (token, *(token.children or ())))
    found = (
        (types["fence"] + types["code_block"], "code block"),
        (types["table_open"], "table"),
        (types["image"], "picture"),
        (types["html_block"], "HTML block"),
    )
    return [pluralize(count, noun) for count, noun in found if count]


def _parse(markdown: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").use(front_matter_plugin).parse(markdown)


def _parse_blocks(markdown: str) -> list[tuple[Token, int]]:
    """Return the headings and paragraphs of Markdown with their levels, which is 0 for a paragraph."""
    blocks: list[tuple[Token, int]] = []
    previous: Token | None = None
    for token in _parse(markdown):
        if token.type == "inline" and previous is not None and previous.tag[0] in "hp" and token.map:
            level = int(previous.tag[1]) if previous.type == "heading_open" else 0
            if _join_text(token).strip() and (level or not _is_contents_entry(token)):
                blocks.append((token, level))
        previous = token
    # Headings at the end have no paragraph.
    while blocks and blocks[-1][1]:
        blocks.pop()
    return blocks


def _is_contents_entry(token: Token) -> bool:
    """Whether a paragraph is only links to headings of its own page, with marks between them."""
    depth, links = 0, 0
    for child in token.children or ():
        if child.type == "link_open":
            depth, links = depth + 1, links + 1
            if not str(child.attrGet("href") or "").startswith("#"):
                return False
        elif child.type == "link_close":
            depth -= 1
        elif not depth and any(map(str.isalnum, child.content)):
            return False
    return links > 0


def _join_text(token: Token) -> str:
    """Return the text of a heading or a paragraph, on one line."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)
