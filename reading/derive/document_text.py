"""Reads a copy of a document: plain text, or Markdown, in which the marked lines are the headings."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from reading.files.errors import single_error
from reading.files.read import read_text
from reading.files.yaml import parse_yaml
from reading.formatting import pluralize
from reading.text.sentences import Block, Breaks, normalize, split_blocks

MARKDOWN = (".md", ".markdown")
"""The suffixes of Markdown."""

_LEFT_OUT = {
    "fence": "code block",
    "code_block": "code block",
    "table_open": "table",
    "footnote_reference_open": "footnote",
    "html_block": "block of HTML",
}
"""What is no running text, by the type of its first token."""


NO_SPACE, FOREIGN = "a heading without a space", "markup of pandoc's own Markdown"

_SLIPS = {
    NO_SPACE: re.compile(r"#{1,6}[^#\s]"),
    FOREIGN: re.compile(r":::|\+[-=]{3}|-{3,} +-{3,}|.*(?<!\\)\{(?:[.#][A-Za-z]|[\w-]+=)"),
}
"""What a line begins with, or has, that was meant as markup and is none."""

_NO_TABLE = "[TABLE]"
"""What pandoc writes for a table that plain Markdown cannot hold."""

_NOTE_NUMBER = re.compile(r"\^\([^\w\s]*\d+[^\w\s]*\)")
"""What pandoc makes of the raised number of a note on a web page."""


class MarkdownBlock(NamedTuple):
    """A heading with its level from 1, or a paragraph, of level 0, and the line in which it starts."""

    line: int
    text: str
    level: int


class MarkdownText(NamedTuple):
    """A text in Markdown.

    parts: its headings and paragraphs; each heading has text below it, but perhaps the first
    fields: what the front matter states, by name
    left_out: a line about each kind of thing that is no running text
    slips: what was meant as markup and is none, `NO_SPACE` or `FOREIGN`, each with its line
    """

    parts: list[MarkdownBlock]
    fields: dict[str, str]
    left_out: list[str]
    slips: list[tuple[int, str]]


def is_markdown(path: Path) -> bool:
    """Whether a file is Markdown, by its suffix."""
    return path.suffix.lower() in MARKDOWN


def decode_text(path: Path) -> str:
    """Return the text of a document. Raises `ReadingErrors` where it is none."""
    return "".join(map(_repair, read_text(path)))


@cache
def _repair(character: str) -> str:
    """A character without what is a matter of type, or what nobody can read; letters of a ligature."""
    if character.isspace():
        return character if character in "\n\t" else " "
    if unicodedata.category(character).startswith("C"):
        return ""
    # Full compatibility would also turn 5² into 52.
    return unicodedata.normalize("NFKC", character) if "\ufb00" <= character <= "\ufb06" else character


def read_blocks(path: Path, headings: Iterable[str], breaks: Breaks) -> list[Block]:
    """Read a copy as headings and paragraphs. Raises `ReadingErrors`.

    In plain text, the given headings are headings, and `breaks` says how paragraphs end.
    """
    if is_markdown(path):
        return [Block(part.line, part.text, part.level > 0) for part in read_markdown(path).parts]
    return split_blocks(decode_text(path), headings=headings, breaks=breaks)


def read_markdown(path: Path) -> MarkdownText:
    """Read a text in Markdown. Raises `ReadingErrors` where the file is no text or states no YAML."""
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(myst_role_plugin)
    text = decode_text(path)
    tokens = parser.use(footnote_plugin, inline=False, move_to_end=False).parse(text)
    left_out = Counter[str]()
    parts = [part for part in _list_parts(tokens, left_out) if any(map(str.isalnum, part.text))]
    parts, empty = _drop_empty(parts)
    notes = [pluralize(count, name) for name, count in left_out.items() if count]
    notes += [f"the heading in line {line}, which has no text below it" for line in empty]
    stated = next((token.content for token in tokens if token.type == "front_matter"), None)
    if stated is None and re.match(r"---\n\w+:", text):
        raise single_error(path, 1, "the front matter is not closed", "end it with a line ---")
    return MarkdownText(parts, _read_fields(path, stated or ""), notes, list(_find_slips(text, tokens)))


def _find_slips(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The lines of a text, and of its horizontal rules, that have a slip, with what it is."""
    lines = text.split("\n")
    for token in tokens:
        if token.map and token.type in ("inline", "hr"):
            # A horizontal rule has no content.
            for number, line in enumerate((token.content or lines[token.map[0]]).split("\n"), 1):
                slips = (slip for slip, pattern in _SLIPS.items() if pattern.match(line.strip()))
                yield from ((token.map[0] + number, slip) for slip in slips)


def _list_parts(tokens: Sequence[Token], left_out: Counter[str]) -> Iterator[MarkdownBlock]:
    """The headings and paragraphs among the tokens of a text. What is left out is counted."""
    skipped_level = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if skipped_level is not None:
            skipped_level = None if token.level == skipped_level else skipped_level
            continue
        line = token.map[0] + 1 if token.map else 0
        if token.type in _LEFT_OUT:
            left_out[_LEFT_OUT[token.type]] += 1
            skipped_level = token.level if token.nesting == 1 else None
        elif token.content == _NO_TABLE:
            left_out["table"] += 1
        elif token.type == "inline":
            children = token.children or []
            left_out["picture"] += sum(child.type == "image" for child in children)
            level = int(before.tag[1]) if before and before.type == "heading_open" else 0
            text = _NOTE_NUMBER.sub("", "".join(map(_show, children)))
            yield MarkdownBlock(line, normalize(text), level)


def _show(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type in ("text", "text_special", "code_inline", "myst_role") else ""


def _drop_empty(parts: Sequence[MarkdownBlock]) -> tuple[list[MarkdownBlock], list[int]]:
    """The parts without headings that have no text below them, and the lines of these headings.

    The first part may be the title, which needs none.
    """
    kept, empty = list[MarkdownBlock](), list[int]()
    for place, part in reversed(list(enumerate(parts))):
        has_text = bool(kept) and not 0 < kept[-1].level <= part.level
        if place and part.level and not has_text:
            empty.append(part.line)
        else:
            kept.append(part)
    return kept[::-1], empty[::-1]


def _read_fields(path: Path, front_matter: str) -> dict[str, str]:
    """What front matter states in texts, lists of texts and dates. Raises `ReadingErrors` for no YAML."""
    # The line --- stands before it.
    tree = parse_yaml(path, f"\n{front_matter}") if front_matter.strip() else None
    fields = tree.items() if isinstance(tree, dict) else ()
    return {str(name).lower(): text for name, value in fields if (text := _format_field(value))}


def _format_field(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_format_field, value)))
    if isinstance(value, dict):
        return _format_field(value.get("name", ""))
    return normalize(str(value)) if isinstance(value, str | int | datetime.date) else ""
