"""Reads the cells of a notebook, each with the lines of the file that it stands in."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from reading.files.errors import ReadingError, raise_any
from reading.files.markdown import Finding
from reading.files.read import read_json, read_text


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: `lines` holds, for each line of its source, the line of the file."""

    number: int
    kind: str
    source: str
    lines: tuple[int, ...]
    ran: bool

    def error(self, path: Path, finding: Finding) -> ReadingError:
        """A finding in the cell's own lines, as one of the file's."""
        line = self.lines[min(finding.line, len(self.lines)) - 1] if self.lines and finding.line else 0
        return ReadingError(path, line, f"cell {self.number}: {finding.problem}", finding.hint)


def cells(path: Path) -> list[Cell]:
    """The cells of a notebook that is valid by the format's own schema."""
    notebook = read_json(path, hint="was it merged by hand?")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nbformat.validate(notebook, version=4)
    except (
        nbformat.ValidationError,
        KeyError,
        TypeError,
        AttributeError,
        ValueError,
        RecursionError,
    ) as error:
        told = str(getattr(error, "message", error)).split("\n")[0][:120]
        raise_any(
            [ReadingError(path, 0, f"not a notebook of format 4: {told}", "open and save it in Jupyter")]
        )
    return list(_cells(read_text(path), notebook["cells"]))


def _cells(text: str, raw: list[dict[str, Any]]) -> Iterator[Cell]:
    """Cells and their lines, found by looking for each piece of source behind the one before."""
    place, line = 0, 1
    for number, cell in enumerate(raw, 1):
        parts = [cell["source"]] if isinstance(cell["source"], str) else cell["source"]
        lines: list[int] = []
        for part in filter(None, parts):
            found = [text.find(json.dumps(part, ensure_ascii=plain), place) for plain in (False, True)]
            if at := min((where for where in found if where >= 0), default=0):
                line += text.count("\n", place, at)
                place = at
            lines += [line] * (part.count("\n") + (not part.endswith("\n")))
        ran = bool(cell.get("outputs")) or cell.get("execution_count") is not None
        yield Cell(number, cell["cell_type"], "".join(parts), tuple(lines), ran)
