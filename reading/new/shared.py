"""A page or notebook of this book goes in; it comes out without what is found in this book's document.

Of a notebook, cells with the tag `finding` go; of a page, what stands under a line `% finding`: a paragraph,
or a heading with all below it. Charts that are left get titles that claim nothing.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from reading.charts.plain_titles import TITLES

FINDING = "finding"
"""The tag of a cell, and the words of a comment, that mark what is found in one document alone."""

_HEADING = re.compile(r"(#+) ")
_CHAPTER = re.compile(r"\((\.\./)?chapters/[^)\s]+\)")

Cell = dict[str, Any]


def page_without_findings(text: str, first: str) -> str:
    """A page of Markdown; links to chapters lead to the `first` one of the other book."""
    kept: list[str] = []
    below, fenced = 0, False
    for block in re.split(r"\n\n", text.rstrip("\n")):
        opened = fenced
        fenced ^= bool(block.count("```") % 2)
        marked = block.startswith(f"% {FINDING}\n") and not opened
        body = block.removeprefix(f"% {FINDING}\n")
        heading = None if opened else _HEADING.match(body)
        if heading and below and len(heading[1]) <= below:
            below = 0
        if marked and heading:
            below = len(heading[1])
        if not (marked or below):
            kept.append(block)
    return _CHAPTER.sub(rf"(\g<1>{first})", "\n\n".join(kept)).replace("(None", "(") + "\n"


def notebook_without_findings(text: str, first: str) -> list[Cell]:
    """The cells of a notebook, findings left out, charts under their plain titles."""
    cells: list[Cell] = []
    for cell in json.loads(text)["cells"]:
        if FINDING in cell["metadata"].get("tags", []):
            continue
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            source = unclaimed(source)
        else:
            source = _CHAPTER.sub(lambda found: f"({found[1] or ''}{first})", source)
        cells.append({**cell, "source": source})
    return cells


def unclaimed(code: str) -> str:
    """Code whose charts have titles that claim nothing, and no node of their own."""
    written = code
    for call in ast.walk(ast.parse(written)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in TITLES:
            for word in call.keywords:
                if word.arg in ("claim", "node", "title"):
                    old = ast.get_source_segment(written, word) or ""
                    new = f'title="{TITLES[call.func.attr]}"' if word.arg == "title" else ""
                    code = code.replace(f"    {old},\n", f"    {new},\n" if new else "")
    return code


def notebook(cells: list[Cell], like: str) -> str:
    """The text of a notebook with these cells, all else like another's."""
    sources = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in cells]
    return json.dumps({**json.loads(like), "cells": sources}, ensure_ascii=False, indent=1) + "\n"


def shown(cells: list[Cell], show: Callable[[str], str]) -> Iterator[Cell]:
    """The cells, those with code whose output says nothing of the document replaced by a sentence.

    `show` runs code, in order; it gives the sentence, or nothing where the cell can stay.
    """
    for cell in cells:
        aside = show(cell["source"]) if cell["cell_type"] == "code" else ""
        if aside:
            yield {"cell_type": "markdown", "id": cell["id"], "metadata": {}, "source": aside}
        else:
            yield cell
