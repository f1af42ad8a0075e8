"""Adds to a chart or a table in a notebook what programs other than the site can show of it.

That is Vega-Lite without CSS variables for a chart, and HTML for a table. JupyterLab and VS Code show these.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reading.data.book import find_book
from reading.show.frames import is_in_kernel, to_html
from reading.show.palette import palette, resolve_colours
from reading.show.resize import resize
from reading.show.spec import CHART, SITE, TABLE, WIDE

VEGA_LITE = "application/vnd.vegalite.v5+json"
"""The MIME type of charts that JupyterLab and VS Code show."""

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

SHEET = "_static/book.css"

BUILT = "../_build/html/"
"""The folder of the built site, from a notebook."""

Bundle = dict[str, Any]
"""The forms of an output of a cell, by MIME type."""


def add_portable(bundle: Bundle) -> Bundle:
    """A bundle with one more form of a chart or a table, which holds CSS variables for colours."""
    if CHART in bundle:
        spec = {**resize(bundle[CHART], WIDE, narrow=False), "title": bundle[CHART]["title"]}
        return {VEGA_LITE: {**spec, "$schema": SCHEMA, "background": "var(--page)"}, **bundle}
    if TABLE in bundle:
        return {"text/html": to_html(bundle[TABLE]), **bundle}
    return bundle


def add_in_kernel(bundle: Bundle) -> Bundle:
    """A bundle with one more form, in the colours of the book's style sheet, if a kernel of Jupyter shows it.

    The build of the site runs notebooks without kernels, and needs no other form.
    """
    if not is_in_kernel():
        return bundle
    sheet = find_book(Path.cwd()) / SHEET
    text = json.dumps(add_portable(bundle), ensure_ascii=False).replace(SITE, BUILT)
    resolved: Bundle = json.loads(resolve_colours(text, palette(sheet.read_text(encoding="utf-8"))))
    return resolved
