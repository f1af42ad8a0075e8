"""A frame in, a table for a page out: with a caption, and columns named as a reader would."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

TABLE = "application/vnd.reading.table+json"
"""The mimetype under which a notebook hands a table to the site."""


@dataclass(frozen=True)
class Table:
    """A table as a page shows it; `content` holds caption, columns and rows."""

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {TABLE: dict(self.content), "text/plain": str(self.content["caption"])}


def table(
    frame: pd.DataFrame, *, caption: str, columns: Mapping[str, str], links: Mapping[str, str] | None = None
) -> Table:
    """Show the named columns of a frame under the headings given for them.

    `links` gives to a column the one that says where its cells lead: addresses below the site's folder.
    """
    content = cells(frame, columns)
    for column, target in (links or {}).items():
        place = list(columns).index(column)
        for row, address in zip(content["rows"], frame[target], strict=True):
            row[place] = {"text": row[place], "page": address}
    return Table({"caption": caption, **content})


def cells(frame: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, list[Any]]:
    """The headings and the rows of a table, as JSON can hold them: empty where a number is none.

    What has no end is written so.
    """
    shown = frame[list(columns)].astype(object).replace({math.inf: "\u221e", -math.inf: "\u2212\u221e"})
    rows = shown.where(shown.notna(), "").itertuples(index=False)
    return {"columns": list(columns.values()), "rows": [list(row) for row in rows]}
