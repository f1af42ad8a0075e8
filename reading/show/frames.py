"""Converts frames to tables for pages, with a caption and headings for readers."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from reading.formatting import format_cell
from reading.show.spec import TABLE
from reading.tables.not_yet import NOTHING, NotYet


@dataclass(frozen=True)
class Table:
    """A table on a page. `content` has the keys `caption`, `folded`, `columns` and `rows`."""

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = {"text/html": to_html(self.content)} if is_in_kernel() else {TABLE: dict(self.content)}
        return {**shown, "text/plain": str(self.content["caption"])}


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    columns: Mapping[str, str],
    links: Mapping[str, str] | None = None,
    folded: bool = False,
    missing: str = "",
) -> Table:
    """Return a table of the columns of a frame.

    `columns` has the heading of each column that is shown. `links` has, for a column whose cells are links,
    the column with their addresses, which are relative to the site's folder. Of a `folded` table, only the
    caption is shown until a reader opens it. Print shows all of it. Where there is no row, `missing` says
    what somebody has to do first: it raises `NotYet`.
    """
    if frame.empty:
        raise NotYet(missing or NOTHING)
    content = format_cells(frame, columns)
    for column, target in (links or {}).items():
        place = list(columns).index(column)
        for row, address in zip(content["rows"], frame[target], strict=True):
            row[place] = {"text": row[place], "page": address}
    return Table({"caption": caption, "folded": folded, **content})


def format_cells(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, list[Any]]:
    """Return the headings and the rows of a table in types of JSON.

    A missing value is an empty string; an infinite value is written with the infinity sign.
    """
    values = frame[list(columns)].astype(object).replace({math.inf: "\u221e", -math.inf: "\u2212\u221e"})
    rows = values.where(values.notna(), "").itertuples(index=False)
    return {"columns": list(columns.values()), "rows": [list(row) for row in rows]}


def fold_table(frame: pd.DataFrame, caption: str) -> Table:
    """Return a frame as a table that a reader opens. A column `href` has addresses for the first column.

    Raises `NotYet` where it has no rows.
    """
    columns = {str(column): str(column) for column in frame if column != "href"}
    links = {next(iter(columns)): "href"} if "href" in frame else {}
    return table(frame, caption=caption, columns=columns, links=links, folded=True)


def to_html(content: Mapping[str, Any]) -> str:
    """Return a table as HTML that needs no style sheet."""
    columns = content["columns"]
    rows = [
        [
            format_cell(cell["text"] if isinstance(cell, dict) else cell, column)
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in content["rows"]
    ]
    html: str = pd.DataFrame(rows, columns=columns, dtype=object).to_html(index=False, border=0)
    return html.replace("<thead>", f"<caption>{escape(content['caption'])}</caption>\n<thead>", 1)


def is_in_kernel() -> bool:
    """Whether a kernel of Jupyter runs the notebook. The build of the site runs it without one."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")
