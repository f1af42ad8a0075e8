"""Builds a page at each address that a page has left, which leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

MOVED = "reading_moved"
"""The setting with the new page of each old one."""


def setup(app: Sphinx) -> None:
    """Add the setting and the pages."""
    app.add_config_value(MOVED, {}, "env")
    app.connect("html-collect-pages", _collect_pages)


def _collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    known = [(old, new) for old, new in app.config[MOVED].items() if new in app.env.titles]
    for old, new in known:
        yield old, {"title": app.env.titles[new].astext(), "target": new}, "moved.html"
