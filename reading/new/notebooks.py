"""Writes the notebooks of a new book, with a sentence in place of each cell that has nothing to show."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from reading.charts.spec import TABLE
from reading.checks.linters import has_ruff
from reading.checks.notebooks import find_refused_code
from reading.execution.run import collect_outputs
from reading.execution.shell import Output
from reading.files.errors import raise_any
from reading.files.read import read_text
from reading.new.shared_pages import Cell, remove_findings_from_notebook

NOTEBOOKS = ("corpus", "comparison", "words_through_time", "term_frequency", "themes", "actors", "robustness")
"""The notebooks of a new book. The one on themes shows notes, until the author writes a codebook."""

WITHOUT_REFERENCE = {"comparison": Path(__file__).with_name("no_reference.ipynb")}
"""What stands in the place of a notebook where the new book has no reference."""

ONLY_WITH_REFERENCE = frozenset(["words_through_time"])
"""The notebooks that a new book without a reference does not have."""

# Both may stand several times in a notebook, so they are too short for the check of repeated sentences.
NOTHING_TO_SHOW = "*The document has none.*"
ONE_SECTION = "*This needs two sections.*"


def write_notebooks(
    folder: Path, root: Path, first_chapter: str, *, one_section: bool, has_reference: bool
) -> None:
    """Write the notebooks of the book at `root` without its findings.

    Parameters
    ----------
    folder : Path
        The new book. Its data must exist: the notebooks are executed once to find cells with nothing to show.
    root : Path
        The book that the notebooks come from.
    first_chapter : str
        The page that links to chapters lead to.
    one_section : bool
        Whether the document has only one section.
    has_reference : bool
        Whether the book has texts to compare the document with.
    """
    originals = {}
    for name in NOTEBOOKS:
        path = Path("notebooks") / f"{name}.ipynb"
        if has_reference or name not in ONLY_WITH_REFERENCE:
            originals[path] = root / path if has_reference else WITHOUT_REFERENCE.get(name, root / path)
    raise_any(find_refused_code(originals.values()))
    notebooks = {}
    for path, original in originals.items():
        text = read_text(original)
        cells = remove_findings_from_notebook(text, first_chapter)
        notebooks[folder / path] = cells, text
        (folder / path).parent.mkdir(exist_ok=True)
        _write_notebook(folder / path, cells, text)
    # A chart raises `ValueError` if the document has nothing to draw.
    outputs = collect_outputs(folder, notebooks, allow_error_names=("ValueError",))
    for path, (cells, text) in notebooks.items():
        sentences = [_explain_empty(cell, one_section=one_section) for cell in outputs[path]]
        _write_notebook(path, replace_empty_cells(cells, sentences), text)
    # Removed cells leave imports behind that nothing uses. Only ruff would report them.
    for command in (["check", "--fix"], ["format"]) if has_ruff() else ():
        ruff = [sys.executable, "-m", "ruff", *command, "--quiet", "--no-cache", "notebooks"]
        subprocess.run(ruff, cwd=folder, check=True)


def _explain_empty(outputs: list[Output], *, one_section: bool) -> str:
    """The sentence that replaces a cell with nothing to show; empty if it shows something."""
    if not outputs:
        return ""
    last = outputs[-1]
    if last["output_type"] == "error":
        return ONE_SECTION if one_section and "two sections" in last["evalue"] else NOTHING_TO_SHOW
    rows = last.get("data", {}).get(TABLE, {}).get("rows")
    return NOTHING_TO_SHOW if rows == [] else ""


def replace_empty_cells(cells: list[Cell], sentences: Iterable[str]) -> list[Cell]:
    """The cells of a notebook, with a sentence in place of each code cell that has one.

    Parameters
    ----------
    cells : list of dict
        The cells of the notebook.
    sentences : iterable of str
        One for each code cell; empty if the cell stays.
    """
    remaining = iter(sentences)
    replaced = []
    for cell in cells:
        if cell["cell_type"] == "code" and (sentence := next(remaining)):
            replaced.append({"cell_type": "markdown", "id": cell["id"], "metadata": {}, "source": sentence})
        else:
            replaced.append(cell)
    return replaced


def _write_notebook(path: Path, cells: list[Cell], original: str) -> None:
    """Write a notebook with other cells than the original, and everything else like it."""
    lines = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in cells]
    text = json.dumps({**json.loads(original), "cells": lines}, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
