"""Finds the pages that show figures that changed."""

from __future__ import annotations

import re
from collections.abc import Set
from pathlib import Path

from reading.compare.report import format_code, format_names
from reading.data.contents import find_page_file, read_contents

FIGURE = re.compile(r"\{fig\}`\s*([^`\s]+)")
CLAIM = re.compile(r"""\bclaim(?::\s*|=\\?["'])([\w.-]+)""")
"""A figure in prose and the claim of a title, in a chapter or in a notebook, which is JSON."""


def describe_pages(root: Path, changed: Set[str]) -> list[str]:
    """The pages of a book that name changed figures, an item of Markdown for each.

    What charts and generated pages show is not looked at.

    changed: the names of the figures that changed
    """
    items = []
    for entry in read_contents(root):
        path = find_page_file(root, entry.name)
        text = path.read_text("utf-8", errors="replace") if path else ""
        if shown := sorted(changed & {*FIGURE.findall(text), *CLAIM.findall(text)}):
            items.append(f"{format_code(entry.name)}: shows {format_names(shown)}")
    return items
