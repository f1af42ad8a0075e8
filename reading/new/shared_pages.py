"""Removes what this book says about its own document from the pages and notebooks that new books share.

In a notebook, cells with the tag `finding` are removed. On a page, a line `% finding` marks a paragraph, or a
heading with everything below it. The charts that stay get their plain titles.
"""

from __future__ import annotations

import ast
import json
import re
from typing import Any

from reading.charts.plain_titles import TITLES

FINDING = "finding"
"""The tag of a cell, or the text of a comment, that marks a finding about one document."""

_HEADING = re.compile(r"(#+) ")
_CHAPTER = re.compile(r"\((?P<up>\.\./)?chapters/[^)\s]+\)")

Cell = dict[str, Any]


def remove_findings_from_page(text: str, first_chapter: str) -> str:
    """The text of a page without findings. Links to chapters lead to the first chapter of the new book."""
    kept: list[str] = []
    removed_level, in_fence = 0, False
    for block in text.rstrip("\n").split("\n\n"):
        is_code = in_fence
        in_fence ^= bool(block.count("```") % 2)
        is_finding = block.startswith(f"% {FINDING}\n") and not is_code
        heading = None if is_code else _HEADING.match(block.removeprefix(f"% {FINDING}\n"))
        if heading and len(heading[1]) <= removed_level:
            removed_level = 0
        if is_finding and heading:
            removed_level = len(heading[1])
        if not (is_finding or removed_level):
            kept.append(block)
    return _link_to("\n\n".join(kept), first_chapter) + "\n"


def remove_findings_from_notebook(text: str, first_chapter: str) -> list[Cell]:
    """The cells of a notebook without findings, each with its source as one string."""
    cells: list[Cell] = []
    for cell in json.loads(text)["cells"]:
        if FINDING not in cell["metadata"].get("tags", []):
            source = "".join(cell["source"])
            is_code = cell["cell_type"] == "code"
            source = use_plain_titles(source) if is_code else _link_to(source, first_chapter)
            cells.append({**cell, "source": source})
    return cells


def use_plain_titles(code: str) -> str:
    """Code whose charts have their plain titles, without claims or names of their own."""
    original = code
    for call in ast.walk(ast.parse(original)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in TITLES:
            for word in call.keywords:
                if word.arg in ("claim", "node", "title"):
                    old = ast.get_source_segment(original, word) or ""
                    new = f'    title="{TITLES[call.func.attr]}",\n' if word.arg == "title" else ""
                    code = code.replace(f"    {old},\n", new)
    return code


def _link_to(text: str, first_chapter: str) -> str:
    return _CHAPTER.sub(lambda match: f"({match['up'] or ''}{first_chapter})", text)
