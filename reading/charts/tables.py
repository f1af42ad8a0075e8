"""Converts frames to tables for pages, with a caption and headings for readers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reading.charts.not_yet import NOTHING, NotYet
from reading.charts.portable import add_in_kernel
from reading.charts.spec import TABLE


@dataclass(frozen=True)
class Table:
    """A table on a page. `content` has the keys `caption`, `folded`, `columns` and `rows`."""

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return add_in_kernel({TABLE: dict(self.content), "text/plain": str(self.content["caption"])})


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
