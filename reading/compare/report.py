"""Writes the report of `reading compare` in Markdown that GitHub shows.

The words of a book stand in code, where GitHub finds no links, mentions or HTML.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from reading.compare.tables import Change

HOLDS = "holds"
"""The column that says whether a claim holds."""

MAX_ROWS, MAX_OPEN_ROWS = 40, 8
"""Rows of a table or items of a list, and rows of a table that need not be opened with a click."""

MAX_NAMES, MAX_TEXT = 5, 200
"""Names in a sentence, and characters of a text."""


def write_report(
    description: str,
    changes: Sequence[Change],
    unmatched: Sequence[tuple[str, str, str]],
    pages: Sequence[str],
) -> str:
    """The report of what changed since an earlier version.

    Parameters
    ----------
    description : str
        The earlier version, in Markdown.
    changes, unmatched : sequence
        What `compare_figures` and `list_unmatched` return.
    pages : sequence of str
        What `describe_pages` returns.
    """
    flipped = [change for change in changes if change.place.column == HOLDS]
    counts = {"Figures changed": len(changes), "Claims flipped": len(flipped)}
    counts |= Counter(heading for heading, _, _ in unmatched)
    summary = " ".join(f"{what}: {number:,}." for what, number in counts.items() if number)
    report = "## What this change does to published numbers\n\n"
    report += f"**{summary or 'No published figure changed.'}**\n\nCompared with {description}.\n"
    names = groupby(unmatched, key=lambda part: part[:2])
    # The figures are the longest part. They come last, since the workflow cuts a comment that is too long.
    contents = {
        "Claims that flipped": _format_changes(flipped),
        "Pages": _format_list(pages),
        "Added and removed": _format_list(
            [f"{heading}: {format_names([part[2] for part in parts])}" for (heading, _), parts in names]
        ),
    }
    for table, group in groupby(changes, key=lambda change: change.place.table):
        others = [change for change in group if change.place.column != HOLDS]
        contents[format_code(table)] = _format_changes(others)
    sections = [f"\n### {title}\n\n{content}\n" for title, content in contents.items() if content]
    return "".join([report, *sections])


def format_code(text: str) -> str:
    """Text as inline code on one line, in a cell or elsewhere."""
    # A backslash before a pipe would end the cell where the text has another backslash before it.
    shown = textwrap.shorten(text.replace("`", "'").replace("|", "¦"), MAX_TEXT, placeholder="…")
    return f"`{shown}`" if shown else ""


def format_names(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = [f"{len(names) - MAX_NAMES:,} more"] if len(names) > MAX_NAMES else []
    return ", ".join([*map(format_code, names[:MAX_NAMES]), *more])


def _format_list(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items[:MAX_ROWS]) + _count_rest(items)


def _format_changes(changes: Sequence[Change]) -> str:
    """A table of the first changes. A long one opens with a click."""
    rows = [map(format_code, (change.place.figure, change.before, change.after)) for change in changes]
    lines = ["| Figure | Before | After |", "| --- | ---: | ---: |"]
    lines += [f"| {' | '.join(row)} |" for row in rows[:MAX_ROWS]]
    table = "\n".join(lines if rows else []) + _count_rest(rows)
    if len(rows) <= MAX_OPEN_ROWS:
        return table
    return f"<details><summary>{len(rows):,} rows</summary>\n\n{table}\n\n</details>"


def _count_rest(rows: Sequence[object]) -> str:
    return f"\n\n… and {len(rows) - MAX_ROWS:,} more" if len(rows) > MAX_ROWS else ""
