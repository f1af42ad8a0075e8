"""Writes Markdown that GitHub shows: tables, lists, folded parts and text that is no markup."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Sequence

MAX_ROWS, MAX_FOLDED_ROWS = 40, 8
"""Rows of a table, and of a table that is folded."""

MAX_CELL = 200
"""Characters of a cell."""

Cells = Sequence[str]


def format_table(titles: Cells, sides: str, rows: Sequence[Cells], max_rows: int = MAX_ROWS) -> str:
    """A table without its empty columns. If it has too many rows, a line below says how many are left out.

    Parameters
    ----------
    titles : sequence of str
        The head of each column.
    sides : str
        `l` or `r` for each column: where its cells are aligned.
    rows : sequence of sequences of str
        The cells, as Markdown.
    max_rows : int, optional
        Rows to show.
    """
    rules = ["---:" if side == "r" else "---" for side in sides]
    columns = [column for column in range(len(titles)) if any(row[column] for row in rows)]
    lines = [[row[column] for column in columns] for row in (titles, rules, *rows[:max_rows])]
    more = f"\n\n… and {len(rows) - max_rows:,} more" if len(rows) > max_rows else ""
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + more


def format_list(items: Sequence[str]) -> str:
    """A bullet list of at most `MAX_ROWS` items, and how many more there are."""
    more = [f"… and {len(items) - MAX_ROWS:,} more"] if len(items) > MAX_ROWS else []
    return "\n".join(f"- {item}" for item in (*items[:MAX_ROWS], *more))


def fold(summary: str, content: str) -> str:
    """Content that opens with a click on its summary, which is HTML."""
    return f"<details><summary>{summary}</summary>\n\n{content}\n\n</details>"


def format_block(lines: Sequence[str]) -> str:
    """Lines in a block of code. They must not hold backticks: see `shorten`."""
    return "\n".join(["```text", *lines, "```"])


def format_code(text: str) -> str:
    """Text as inline code, in a cell or elsewhere."""
    # A backslash before a pipe would end the cell where the text has another backslash before it.
    return f"`{shorten(text).replace('|', '¦')}`"


def escape(text: str) -> str:
    """Text without markup, line breaks, or references to users and issues of GitHub."""
    escaped = re.sub(r"([\\`*_{}\[\]<>|~&#$])", r"\\\1", textwrap.shorten(text, MAX_CELL, placeholder="…"))
    return _end_references(escaped)


def escape_html(text: str) -> str:
    """The same in HTML."""
    return html.escape(_end_references(shorten(text)))


def _end_references(text: str) -> str:
    """Text with an invisible space after each sign that begins a reference on GitHub."""
    return re.sub("[@#]", "\\g<0>\u200b", text)


def shorten(text: str) -> str:
    """Text on one line without backticks, for use within code."""
    return textwrap.shorten(text.replace("`", "'"), MAX_CELL, placeholder="…")
