"""Reads the cells of a notebook, each with its lines in the file."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from reading.files.errors import ReadingError, single_error
from reading.files.markdown import Mistake
from reading.files.read import parse_json, read_text


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook.

    number: its place in the notebook, from 1
    cell_type: `code`, `markdown` or `raw`
    lines: for each line of the source, the line of the file
    ran: whether the file holds outputs or an execution count for the cell
    """

    number: int
    cell_type: str
    source: str
    lines: tuple[int, ...]
    ran: bool

    def error(self, path: Path, mistake: Mistake) -> ReadingError:
        """Return the error for a mistake, whose line is one of the source, with the line in the file."""
        line = self.lines[min(mistake.line, len(self.lines)) - 1] if self.lines and mistake.line else 0
        return ReadingError(path, line, f"cell {self.number}: {mistake.problem}", *mistake[2:])


def read_cells(path: Path) -> list[Cell]:
    """Return the cells of a notebook. Raises `ReadingErrors` where the file breaks the format's schema."""
    text = read_text(path)
    notebook = parse_json(path, text, hint="was it merged by hand?")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nbformat.validate(notebook, version=4)
    except Exception as error:  # nbformat raises half a dozen types
        reason = str(getattr(error, "message", error)).split("\n")[0][:120]
        problem = f"not a notebook of format 4: {reason}"
        raise single_error(path, 0, problem, "open and save it in Jupyter") from None
    return list(_parse_cells(text, notebook["cells"]))


def _parse_cells(text: str, raw: list[dict[str, Any]]) -> Iterator[Cell]:
    """Yield the cells. Lines are found by a search for each part of a source, after the part before."""
    position, line = 0, 1
    for number, cell in enumerate(raw, 1):
        parts = [cell["source"]] if isinstance(cell["source"], str) else cell["source"]
        lines: list[int] = []
        for part in filter(None, parts):
            # A file may hold letters beyond ASCII as they are, or escaped.
            found = [text.find(json.dumps(part, ensure_ascii=escape), position) for escape in (False, True)]
            if start := min((each for each in found if each >= 0), default=0):
                line += text.count("\n", position, start)
                position = start
            lines += [line] * (part.count("\n") + (not part.endswith("\n")))
        ran = bool(cell.get("outputs")) or cell.get("execution_count") is not None
        yield Cell(number, cell["cell_type"], "".join(parts), tuple(lines), ran)
