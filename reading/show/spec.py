"""What charts and tables have in common with the site that shows them."""

from __future__ import annotations

SITE = "https://book.invalid/"
"""A placeholder for the address of the site, until the chart is drawn on a page."""

WIDE = 680
"""The width in pixels of a chart on a wide screen."""

CHART = "application/vnd.vegalite.v6+json"
"""The MIME type of a chart in the outputs of a notebook."""

TABLE = "application/vnd.reading.table+json"
"""The MIME type of a table there."""
