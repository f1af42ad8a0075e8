"""Checks a notebook: it holds no outputs, its cells are short, and its code does no harm."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from reading.checks.cell_code import parse_code
from reading.checks.harmful_code import find_harmful_code
from reading.checks.known import KnownPage
from reading.checks.rules import rule
from reading.execution.cells import Cell, read_cells
from reading.execution.strip import KERNEL, METADATA
from reading.files.errors import ReadingError, attempt, suggest_or_list
from reading.files.markdown import Mistake
from reading.files.read import parse_json, read_text

CLEAR = "run .venv/bin/python -m reading.execution.strip notebooks/*.ipynb"

MAX_LINES = 12
"""Lines that a cell of code may have."""

TAGS = frozenset({"answer", "open"})
"""The tags that a cell may have. Others would change what the build shows of it."""


@rule("metadata", "notebook", firm=True)
def check_metadata(known: KnownPage) -> Iterator[ReadingError]:
    """Find metadata of a notebook that change how the build parses and shows it.

    Only the kernel of builds and its language, and the tags of its cells, are allowed.
    """
    path = known.path
    text = read_text(path)
    notebook = parse_json(path, text)
    kernel = notebook["metadata"].get("kernelspec", {}).get("name", KERNEL)
    if kernel != KERNEL:
        yield _locate(path, text, "kernelspec", f"its kernel is {kernel[:60]!r}, not {KERNEL!r}", CLEAR)
    for name, count in Counter(cell.get("id") for cell in notebook["cells"]).items():
        if name and count > 1:
            yield _locate(path, text, name, f"{count} cells have the id {name!r}", "change a letter in one")
    parts = [(f"cell {n}: ", cell, {"tags"}) for n, cell in enumerate(notebook["cells"], 1)]
    # Colab writes the metadata of a notebook before its cells, Jupyter below.
    is_first = list(notebook).index("metadata") < list(notebook).index("cells")
    parts.insert(0 if is_first else len(parts), ("", notebook, set(METADATA)))
    starts = [match.start() for match in re.finditer('"metadata":', text)]
    for (where, part, right), start in zip(parts, [*starts, *[0] * len(parts)], strict=False):
        for name in part["metadata"].keys() - right:
            yield _locate(path, text, name, f"{where}the metadata has {name[:60]!r}", CLEAR, start)
        for tag in set(part["metadata"].get("tags", [])) - TAGS:
            problem = f"{where}there is no tag {tag[:60]!r}"
            yield _locate(path, text, tag, problem, suggest_or_list(tag, sorted(TAGS)))
        if "attachments" in part:
            yield _locate(path, text, "attachments", f"{where}it has attachments", "add the images as files")


def _locate(path: Path, text: str, name: str, problem: str, hint: str, start: int = 0) -> ReadingError:
    """The error for a key or a tag of a notebook, at the first line with it from a place on."""
    line = text.count("\n", 0, max(text.find(json.dumps(name), start), 0)) + 1
    return ReadingError(path, line, problem, hint)


@rule("output", "notebook", firm=True)
def check_outputs(known: KnownPage) -> Iterator[ReadingError]:
    """Find a cell with outputs or run numbers."""
    for cell in known.cells:
        if cell.ran:
            yield cell.error(known.path, Mistake(1, "it has outputs or run numbers", CLEAR))


@rule("long-cell", "notebook")
def check_length(known: KnownPage) -> Iterator[ReadingError]:
    """Find a cell of code with more than twelve lines."""
    for cell in known.cells:
        if cell.kind == "code" and len(cell.lines) > MAX_LINES:
            problem = f"the cell has more than {MAX_LINES} lines"
            yield cell.error(known.path, Mistake(1, problem, "make two of it: a cell is one step"))


@rule("harmful-code", "notebook", firm=True)
def check_code(known: KnownPage) -> Iterator[ReadingError]:
    """Find code that cannot be read, or that reads or writes files or reaches the network."""
    yield from _check_cells(known.path, known.cells)


def find_refused_code(paths: Iterable[Path]) -> list[ReadingError]:
    """The mistakes for which the code of notebooks must not be run: it may do harm.

    `check_code` reports them, too. This needs nothing of the book but the notebooks.
    """
    errors: list[ReadingError] = []
    for path in paths:
        errors += _check_cells(path, attempt(errors, partial(read_cells, path), []))
    return errors


def _check_cells(path: Path, cells: Iterable[Cell]) -> Iterator[ReadingError]:
    for cell in cells:
        if cell.kind == "code":
            tree = parse_code(cell.source)
            for mistake in [tree] if isinstance(tree, Mistake) else find_harmful_code(tree):
                yield cell.error(path, mistake)
