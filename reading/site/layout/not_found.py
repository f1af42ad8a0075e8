"""Builds `404.html`, the page that a server shows for an address without a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx

PAGE = "404"


def setup(app: Sphinx) -> None:
    """Add the page."""
    app.connect("html-collect-pages", _collect_page)
    app.connect("html-page-context", _make_links_absolute)


def _collect_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    env = app.env
    names = env.toctree_includes.get(app.config.root_doc, [])
    parts = [{"name": name, "title": env.titles[name].astext()} for name in names]
    yield PAGE, {"title": "This page is not here", "parts": parts}, f"{PAGE}.html"


def _make_links_absolute(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Make the links of the page absolute.

    The server shows the page at addresses of any depth, from which relative links would lead nowhere. Where
    the address of the site is not known, it is taken to stand at the top of its host.
    """
    if page != PAGE:
        return
    root, relative_path = urlsplit(app.config.html_baseurl).path or "/", context["pathto"]

    def pathto(*arguments: Any, **options: Any) -> str:
        return f"{root}{relative_path(*arguments, **options)}"

    context |= {"pathto": pathto, "favicon_url": f"{root}{context['favicon_url']}", "pageurl": None}
