"""Offers the book as EPUB and PDF for download, where the site is published with them."""

from __future__ import annotations

import os
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

EDITIONS = "EDITIONS"
"""The environment variable with the formats that the site offers, such as `epub,pdf`. Without it, none."""

FILES = {"epub": "book.epub", "pdf": "book.pdf"}
"""The file of each format, at the top of the site. `reading epub` and `reading pdf` put it there."""


def setup(app: Sphinx) -> None:
    """Give each page the links to the formats."""
    app.connect("config-inited", lambda _app, _config: list_offered())
    app.connect("html-page-context", _add_links)


def list_offered() -> list[str]:
    """The formats that the environment names. Raises `ExtensionError` where it names another one."""
    named = [name for name in os.environ.get(EDITIONS, "").replace(",", " ").split() if name]
    for name in named:
        if name not in FILES:
            raise ExtensionError(f"{EDITIONS} names {name!r}: expected {' or '.join(FILES)}")
    return named


def _add_links(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    context["editions"] = [{"name": name.upper(), "file": FILES[name]} for name in list_offered()]
