"""Converts frames to tables for pages, with a caption and headings for readers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from reading.formatting import format_cell
from reading.show.environment import is_in_kernel
from reading.show.output_types import TABLE, NoRowsError


@dataclass(frozen=True)
class ShownTable:
    """A table on a page. `content` has the keys `caption`, `folded`, `columns` and `rows`."""

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = {"text/html": to_html(self.content)} if is_in_kernel() else {TABLE: dict(self.content)}
        return {**shown, "text/plain": str(self.content["caption"])}


def format_cells(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return the headings and the rows of a table in types of JSON.

    A missing value is an empty string; an infinite value is written with the infinity sign.
    """
    values = frame[list(columns)].astype(object).replace({math.inf: "\u221e", -math.inf: "\u2212\u221e"})
    rows = values.where(values.notna(), "").itertuples(index=False)
    return {"columns": list(columns.values()), "rows": [list(row) for row in rows]}


def details_table(frame: pd.DataFrame, caption: str) -> ShownTable:
    """Return a frame as a table that a reader opens: until then, only its caption is shown. Print shows all.

    Its columns are the headings. A column `href` has the addresses, relative to the site's folder, to which
    the cells of the first column lead. Raises `NoRowsError` where there are no rows.
    """
    if frame.empty:
        raise NoRowsError(f"the table {caption!r} has no rows")
    content = format_cells(frame, {column: column for column in map(str, frame) if column != "href"})
    for row, address in zip(content["rows"], frame.get("href", ()), strict=False):
        row[0] = {"text": row[0], "page": address}
    return ShownTable({"caption": caption, "folded": True, **content})


def to_html(content: Mapping[str, Any]) -> str:
    """Return a table as HTML that needs no style sheet."""
    columns = content["columns"]
    rows = [
        [format_cell(cell["text"] if isinstance(cell, dict) else cell) for cell in row]
        for row in content["rows"]
    ]
    html: str = pd.DataFrame(rows, columns=columns, dtype=object).to_html(index=False, border=0)
    return html.replace("<thead>", f"<caption>{escape(content['caption'])}</caption>\n<thead>", 1)
