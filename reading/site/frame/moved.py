"""Redirects old addresses to the pages that replaced them: the setting `moved_pages`.

The name of a page at an old address may be that of a file with a suffix, such as `figures.json/index`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ConfigError

Pages = Iterator[tuple[str, dict[str, Any], str]]


def setup(app: Sphinx) -> None:
    """Add the pages."""
    app.add_config_value("moved_pages", {}, "html", dict)
    app.connect("html-collect-pages", _collect_pages)


def _collect_pages(app: Sphinx) -> Pages:
    for old, new in app.config.moved_pages.items():
        if new not in app.env.found_docs:
            raise ConfigError(f"_config.yml: moved_pages leads {old} to {new}, which is no page of the book")
        yield (
            old,
            {"title": "This page has moved", "target": new, "name": app.env.titles[new].astext()},
            "moved.html",
        )
