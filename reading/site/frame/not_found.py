"""A build in, the page that a server shows for an address which leads nowhere out: `404.html`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx

PAGE = "404"


def setup(app: Sphinx) -> None:
    """Add the page."""
    app.connect("html-collect-pages", _page)
    app.connect("html-page-context", _lead_from_anywhere)


def _page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    env = app.env
    names = env.toctree_includes.get(app.config.root_doc, [])
    parts = [{"name": name, "title": env.titles[name].astext()} for name in names]
    yield PAGE, {"title": "This page is not here", "parts": parts}, f"{PAGE}.html"


def _lead_from_anywhere(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """It stands in for pages of any depth, so its links begin at the server's root where that is known."""
    if page != PAGE or not app.config.html_baseurl:
        return
    root, way = urlsplit(app.config.html_baseurl).path, context["pathto"]

    def pathto(*arguments: Any, **options: Any) -> str:
        return f"{root}{way(*arguments, **options)}"

    context |= {"pathto": pathto, "favicon_url": f"{root}{context['favicon_url']}", "pageurl": None}
