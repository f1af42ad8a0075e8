"""Writes the tables that readers save as CSV, so that a spreadsheet runs no cell as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reading.data.descriptor import PACKAGE, hash_of
from reading.files.read import read_json

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_STARTS = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
"""The first character of a formula, in narrow or wide letters, after the advice of OWASP on CSV injection."""


_FORMULA = re.compile(_STARTS)
_IN_TABLE = re.compile(_STARTS.replace(r"\n", "") + r'(?<=[,\n"].)')
"""What may be the start of a formula after the start of a cell, but for a line break."""


def write_csv(rows: Iterable[Sequence[object]]) -> str:
    """The text of a table. A cell that begins like a formula, and is no number, gets an apostrophe."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(list(map(_quote_formula, row)) for row in rows)
    return file.getvalue()


def quote_formulas(folder: Path) -> None:
    """Quote the formulas in all tables of a published folder, and correct their hashes in its descriptors."""
    for path in sorted(folder.rglob("*.csv")):
        before = path.read_bytes().decode("utf-8")
        rows = list(csv.reader(io.StringIO(before, newline=""))) if _may_hold_formula(before) else []
        if any(cell is not _quote_formula(cell) for row in rows for cell in row):
            text = write_csv(rows)
            path.write_text(text, encoding="utf-8", newline="\n")
            _correct_descriptor(path.with_name(PACKAGE), path.name, text)


def _may_hold_formula(table: str) -> bool:
    """Whether a cell may begin like a formula. It is faster than reading the cells."""
    lines = f"\n{table}"
    return ',"\n' in lines or '\n"\n' in lines or _IN_TABLE.search(lines) is not None


def _correct_descriptor(path: Path, table: str, text: str) -> None:
    package: dict[str, Any] = read_json(path)
    for resource in package["resources"]:
        if resource["path"] == table:
            resource.update(bytes=len(text.encode()), hash=hash_of(text))
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _quote_formula(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    # Python would not put a carriage return in quotation marks, so that it would begin a row.
    text = cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
