"""Reads the published tables of a version of the book, and compares those of two versions."""

from __future__ import annotations

import csv
import json
import math
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from reading.data.descriptor import PACKAGE
from reading.files.errors import single_error
from reading.tables.table import TRUTH, WORD, Column

CLAIMS = "claims"
"""The table of claims."""

TOLERANCE = 1e-9
"""Relative difference up to which two numbers are equal: sums differ by the order of their terms."""


class TableCell(NamedTuple):
    """Where a figure stands in the published tables. The keys of a row are joined by dots."""

    table: str
    row: str
    column: str

    @property
    def figure(self) -> str:
        """Its name in prose, or the name of a claim."""
        parts = (self.row,) if self.table == CLAIMS else (self.table, self.row, self.column.replace("_", "-"))
        return ".".join(filter(None, parts))


class Value(NamedTuple):
    """A value as it is published, empty where it is not defined, and as a number: NaN where it is none."""

    text: str
    number: float
    unit: str

    def __str__(self) -> str:
        """The value as the book writes it."""
        return Column(self.unit, "").format(self.number) if math.isfinite(self.number) else self.text


Values = Mapping[TableCell, Value]


class Change(NamedTuple):
    """A figure that changed, and both values as the book writes them.

    size: the difference as a share of the larger value; 1 where a value is no number
    """

    place: TableCell
    size: float
    before: str
    after: str


def read_tables(path: Path) -> dict[TableCell, Value]:
    """The figures of the published tables in a folder, in a ZIP archive, or beside a descriptor.

    The archive of a site has other tables, too. Only the columns of published tables have units.

    Raises `ReadingErrors` where there is no descriptor, or where a file does not fit it.
    """
    figures = {}
    try:
        folder = zipfile.Path(path) if path.suffix == ".zip" else path.parent if path.is_file() else path
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        for table in (one for one in package["resources"] if "unit" in one["schema"]["fields"][0]):
            keys = table["schema"].get("primaryKey", [])
            units = {field["name"]: field["unit"] for field in table["schema"]["fields"]}
            with (folder / table["path"]).open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    key = ".".join(row[name] for name in keys)
                    for column in units.keys() - keys:
                        number = math.nan if units[column] in (WORD, TRUTH) else float(row[column] or "nan")
                        value = Value(row[column] or "", number, units[column])
                        figures[TableCell(table["name"], key, column)] = value
    except (OSError, ValueError, LookupError, TypeError, csv.Error, zipfile.BadZipFile) as error:
        hint = f"expected {PACKAGE} and the files that it names"
        raise single_error(path, 0, f"its tables cannot be read: {error}", hint) from None
    return figures


def compare_figures(earlier: Values, later: Values) -> list[Change]:
    """The figures that changed, by table, the largest changes first."""
    changes = []
    for place in earlier.keys() & later.keys():
        before, after = earlier[place], later[place]
        numbers = before.number, after.number
        if before.text == after.text or math.isclose(*numbers, rel_tol=TOLERANCE, abs_tol=1e-12):
            continue
        difference, texts = abs(before.number - after.number), [str(before), str(after)]
        size = 1.0 if math.isnan(difference) else difference / max(map(abs, numbers))
        for digits in range(3, 18):
            if texts[0] == texts[1]:
                texts = [f"{number:.{digits}g}" for number in numbers]
        changes.append(Change(place, size, *texts))
    return sorted(changes, key=lambda change: (change.place.table, -change.size, change.place))


def list_unmatched(earlier: Values, later: Values) -> list[tuple[str, str, str]]:
    """What only one version has: "Rows added" or the like, the table, and the name of the row or column."""
    before, after = _list_parts(earlier), _list_parts(later)
    return [
        (f"{part} {what}", table, name)
        for what, parts in (("added", after - before), ("removed", before - after))
        for part, table, name in sorted(parts)
        if part == "Tables" or ("Tables", table, table) in before & after
    ]


def _list_parts(figures: Values) -> set[tuple[str, str, str]]:
    rows = {("Rows", place.table, f"{place.table}.{place.row}") for place in figures}
    columns = {("Columns", place.table, f"{place.table}.{place.column}") for place in figures}
    return rows | columns | {("Tables", place.table, place.table) for place in figures}
