"""Quotes what a spreadsheet would run as a formula in the tables of a published folder."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from reading.data.descriptor import PACKAGE, hash_of
from reading.files.read import read_json
from reading.files.spreadsheet import STARTS, quote_formula, write_csv

_IN_TABLE = re.compile(STARTS.replace(r"\n", "") + r'(?<=[,\n"].)')
"""What may be the start of a formula after the start of a cell, but for a line break."""


def quote_formulas(folder: Path) -> None:
    """Quote the formulas in all tables of a published folder, and correct their hashes in its descriptors."""
    for path in sorted(folder.rglob("*.csv")):
        before = path.read_bytes().decode("utf-8")
        rows = list(csv.reader(io.StringIO(before, newline=""))) if _may_hold_formula(before) else []
        if any(cell is not quote_formula(cell) for row in rows for cell in row):
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
