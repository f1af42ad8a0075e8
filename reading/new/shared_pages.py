"""Removes what this book says about its own document from the pages and notebooks that new books share.

In a notebook, cells with the tag `finding` are removed, and charts have their descriptions as titles. On a
page, a line `% finding` marks a paragraph, or a heading with everything below it.
"""

from __future__ import annotations

import ast
import json
import re

FINDING = "finding"
"""The tag of a cell, or the text of a comment, that marks a finding about one document."""

_HEADING = re.compile(r"(#+) ")
_CHAPTER = re.compile(r"\((?P<up>\.\./)?chapters/[^)\s]+\)")


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


def remove_findings_from_notebook(text: str, first_chapter: str) -> str:
    """The text of a notebook without findings, and with plain titles."""
    notebook = json.loads(text)
    cells = [cell for cell in notebook["cells"] if FINDING not in cell["metadata"].get("tags", [])]
    for cell in cells:
        source = "".join(cell["source"])
        is_code = cell["cell_type"] == "code"
        source = use_plain_titles(source) if is_code else _link_to(source, first_chapter)
        cell["source"] = source.splitlines(keepends=True)
    return json.dumps({**notebook, "cells": cells}, ensure_ascii=False, indent=1) + "\n"


def use_plain_titles(code: str) -> str:
    """The code of a cell whose chart has its description as its title, and no claim."""
    plain = code
    for call in ast.walk(ast.parse(code)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "show":
            words = [word for word in call.keywords if word.arg in ("claim", "says")]
            removed = [ast.get_source_segment(code, word) or "" for word in words]
            for says in (text.removeprefix("says=") for text in removed if text.startswith("says=")):
                plain = plain.replace(ast.get_source_segment(code, call.args[1]) or "", says, 1)
            for text in removed:
                plain = re.sub(rf",\s*{re.escape(text)}(?=\s*[,)])", "", plain)
    return plain


def _link_to(text: str, first_chapter: str) -> str:
    return _CHAPTER.sub(lambda match: f"({match['up'] or ''}{first_chapter})", text)
