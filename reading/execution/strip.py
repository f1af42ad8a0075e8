"""Removes from notebooks what Jupyter adds: outputs, run numbers, and settings of the editor.

The hook of pre-commit calls this: `python -m reading.execution.strip NOTEBOOK ...`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reading.files.errors import ReadingErrors
from reading.files.read import read_json

KERNEL = "python3"
"""The name of the kernel that every machine has."""

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": KERNEL},
    "language_info": {"name": "python"},
}
"""The metadata of every notebook of a book."""


def strip(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook without outputs, run numbers and unused pictures; of the metadata of cells, tags stay."""
    cells = []
    for cell in notebook["cells"]:
        tags = {name: value for name, value in cell["metadata"].items() if name == "tags"}
        cells.append({**cell, "metadata": tags})
        if shown := _list_attachments(cell):
            cells[-1]["attachments"] = shown
        else:
            cells[-1].pop("attachments", None)
        if cell["cell_type"] == "code":
            cells[-1].update(execution_count=None, outputs=[])
    return {**notebook, "cells": cells, "metadata": METADATA}


def _list_attachments(cell: dict[str, Any]) -> dict[str, Any]:
    """The pictures that a cell holds and shows."""
    source = "".join(cell["source"])
    attached = cell.get("attachments", {})
    return {name: picture for name, picture in attached.items() if f"attachment:{name}" in source}


def main(names: Sequence[str]) -> int:
    """Strip the files with these names. Returns 1 if one of them is no notebook."""
    status = 0
    for path in map(Path, names):
        try:
            before = read_json(path)
            after = strip(before)
        except (ReadingErrors, KeyError, TypeError):
            print(f"{path}: not a notebook (open and save it in Jupyter)", file=sys.stderr)
            status = 1
            continue
        if after != before:
            text = json.dumps(after, ensure_ascii=False, indent=1) + "\n"
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path}: outputs removed")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
