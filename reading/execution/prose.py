"""Reads the prose of a file as one page: a page of Markdown, or the cells of text of a notebook.

Cells are parsed together, as the build does: what one of them defines, another may use.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reading.execution.cells import Cell, read_cells
from reading.files.errors import ReadingError, raise_any
from reading.files.markdown import Mistake, Page, parse_page
from reading.files.read import read_markdown
from reading.files.structure import find_excess


@dataclass(frozen=True)
class PageFile:
    """A file, its page, and the cells of a notebook.

    places: for each line of a notebook's page, its cell and the line there
    """

    path: Path
    page: Page
    cells: tuple[Cell, ...] = ()
    places: tuple[tuple[Cell, int], ...] = ()

    def locate(self, mistake: Mistake) -> ReadingError:
        """Return the error for a mistake, with the line of the file."""
        if not mistake.line or not self.places:
            return ReadingError(self.path, *mistake)
        cell, line = self.places[min(mistake.line, len(self.places)) - 1]
        return cell.error(self.path, mistake._replace(line=line))


def read_page(path: Path) -> PageFile:
    """Read and parse the prose of a file. Raises `ReadingErrors` if it cannot be read."""
    if path.suffix != ".ipynb":
        return PageFile(path, parse_page(read_markdown(path)))
    cells = tuple(read_cells(path))
    prose = [cell for cell in cells if cell.cell_type != "code"]
    raise_any([cell.error(path, Mistake(*excess)) for cell in prose if (excess := find_excess(cell.source))])
    # A line without text stands between two cells.
    lines = [
        (text, cell, number)
        for cell in prose
        for number, text in enumerate([*cell.source.split("\n"), ""], 1)
    ]
    page = parse_page("\n".join(text for text, _, _ in lines))
    return PageFile(path, page, cells, tuple((cell, number) for _, cell, number in lines))
