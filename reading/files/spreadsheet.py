"""Writes CSV that people open in a spreadsheet, so that it runs no cell as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""The first character of a formula, in narrow or wide letters, after the advice of OWASP on CSV injection."""


def write_csv(rows: Iterable[Sequence[object]]) -> str:
    """The text of a table. A cell that begins like a formula, and is no number, gets an apostrophe."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(list(map(quote_formula, row)) for row in rows)
    return file.getvalue()


def quote_formula(cell: object) -> object:
    """A cell with an apostrophe before what a spreadsheet would run. A number stays as it is."""
    if not isinstance(cell, str):
        return cell
    # Python would not put a carriage return in quotation marks, so that it would begin a row.
    text = cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
