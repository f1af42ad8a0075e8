"""Checks a notebook: it holds no outputs, its cells are short, and its code does no harm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from reading.checks.cell_code import parse_code
from reading.checks.harmful_code import find_harmful_code
from reading.checks.known import CheckedPage
from reading.checks.registry import check
from reading.execution.cells import Cell, read_cells
from reading.execution.strip import KERNEL, METADATA, strip
from reading.files.errors import ReadingError, attempt, suggest, suggest_or_list
from reading.files.markdown import Mistake
from reading.files.read import read_json

CLEAR = "run .venv/bin/python -m reading.execution.strip notebooks/*.ipynb"

MAX_LINES = 10
"""Lines that a cell of code may have. Empty lines do not count, and a quotation is one line."""

_QUOTATION = re.compile(r'""".*?"""', re.DOTALL)

_CHART = re.compile(r"^(\w+) = \(?\s*alt\.(?:Chart|layer|[hv]?concat)\(", re.MULTILINE)

_OLD_LINES = re.compile(r"^```diff\n-(.*(?:\n-.*)*)", re.MULTILINE)

TAGS = frozenset({"answer", "open"})
"""The tags that a cell may have. Others would change what the build shows of it."""


@check("unstripped", "notebook", firm=True)
def check_stripped(known: CheckedPage) -> Iterator[ReadingError]:
    """Find outputs, raw cells, and metadata or tags that change how the build shows a notebook."""
    notebook = read_json(known.path)
    kernel = notebook["metadata"].get("kernelspec", {}).get("name", KERNEL)
    if kernel != KERNEL or notebook["metadata"].keys() - METADATA:
        yield ReadingError(known.path, 0, "it has metadata of an editor, or another kernel", CLEAR)
    for cell, raw, stripped in zip(known.cells, notebook["cells"], strip(notebook)["cells"], strict=True):
        if raw != stripped:
            yield cell.error(
                known.path, Mistake(1, "it has outputs, run numbers, metadata or an unused attachment", CLEAR)
            )
        for tag in set(raw["metadata"].get("tags", [])) - TAGS:
            hint = suggest_or_list(tag, sorted(TAGS))
            yield cell.error(known.path, Mistake(1, f"there is no tag {tag[:60]!r}", hint))
        if raw["cell_type"] == "raw":
            yield cell.error(known.path, Mistake(1, "pages show no raw cell", "make it Markdown or code"))


@check("long-cell", "notebook")
def check_length(known: CheckedPage) -> Iterator[ReadingError]:
    """Find a cell of code with more than ten lines."""
    for cell in known.cells:
        lines = _QUOTATION.sub("", cell.source).splitlines() if cell.cell_type == "code" else []
        if sum(map(bool, map(str.strip, lines))) > MAX_LINES:
            problem = f"the cell has more than {MAX_LINES} lines"
            yield cell.error(known.path, Mistake(1, problem, "make two of it: a cell is one step"))


@check("unshown-chart", "notebook")
def find_unshown(known: CheckedPage) -> Iterator[ReadingError]:
    """Find a chart that a notebook makes and does not show."""
    code = _join_code(known)
    for cell in known.cells:
        for chart in _CHART.finditer(cell.source):
            if len(re.findall(rf"\b{chart[1]}\b", code)) == 1:
                line = cell.source.count("\n", 0, chart.start()) + 1
                hint = f"write show({chart[1]}, TITLE), or remove it"
                yield cell.error(known.path, Mistake(line, f"the chart {chart[1]!r} is not shown", hint))


@check("stale-change", "notebook")
def check_changes(known: CheckedPage) -> Iterator[ReadingError]:
    """Find a change that readers are to try, a `diff`, whose old lines do not stand once in the code."""
    code = _join_code(known)
    for cell in known.cells:
        for change in _OLD_LINES.finditer(cell.source):
            old = change[1].replace("\n-", "\n")
            if code.count(f"\n{old}\n") != 1:
                stale = set(old.split("\n")).difference(code.split("\n"))
                hint = suggest(max(stale, default="-"), code.split("\n")) or "copy whole lines of one cell"
                line = cell.source.count("\n", 0, change.start(1)) + 1
                yield cell.error(known.path, Mistake(line, f"the code does not hold {old[:60]!r} once", hint))


def _join_code(known: CheckedPage) -> str:
    return "\n".join(["", *(cell.source for cell in known.cells if cell.cell_type == "code"), ""])


@check("harmful-code", "notebook", firm=True)
def check_code(known: CheckedPage) -> Iterator[ReadingError]:
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
        if cell.cell_type == "code":
            tree = parse_code(cell.source)
            for mistake in [tree] if isinstance(tree, Mistake) else find_harmful_code(tree):
                yield cell.error(path, mistake)
