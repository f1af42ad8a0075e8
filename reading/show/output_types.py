"""What charts and tables have in common with the site that shows them."""

from __future__ import annotations

from typing import Any

from reading.show.environment import ReaderError

Spec = dict[str, Any]
"""The specification of a chart in Vega-Lite."""

SITE = "https://book.invalid/"
"""A placeholder for the address of the site, until the chart is drawn on a page."""

WIDE = 680
"""The width in pixels of a chart on a wide screen."""

CHART = "application/vnd.vegalite.v6+json"
"""The MIME type of a chart in the outputs of a notebook."""

TABLE = "application/vnd.reading.table+json"
"""The MIME type of a table there."""


class NoRowsError(ReaderError):
    """A chart or a table without rows: a mistake of a page, but an answer to whoever changes a notebook."""


def path_to_root(docname: str) -> str:
    """The relative path from a page to the folder of the landing page."""
    return "../" * docname.count("/")
