"""The sidebar: rendered once for a build, and then for each page only told where it is.

The theme renders and parses all of its entries for every page, which is quadratic in the book's pages.
"""

from __future__ import annotations

import copy
from typing import Any

import lxml.html
from furo.navigation import get_navigation_tree
from lxml.html import HtmlElement
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

_KEPT = "_reading_sidebar"


def setup(app: Sphinx) -> None:
    """Come before and after the theme, which finds nothing to render."""
    app.connect("html-page-context", _before, priority=400)
    app.connect("html-page-context", _after, priority=600)


def _before(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    if not hasattr(app, _KEPT):
        # The landing page has no entry of its own, so that nothing is marked, and links go from the top.
        entries = app.builder._get_local_toctree(  # type: ignore[attr-defined]
            app.config.root_doc, collapse=False, titles_only=True, maxdepth=-1, includehidden=True
        )
        setattr(app, _KEPT, Sidebar(get_navigation_tree(entries)))
    context["toctree"], context["_toctree"] = (lambda **_: ""), context["toctree"]


def _after(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    context["toctree"] = context.pop("_toctree")
    sidebar: Sidebar = getattr(app, _KEPT)
    target = app.builder.get_target_uri
    context["furo_navigation_tree"] = sidebar.on(
        target(pagename), entry=target(context.get("part_of", pagename))
    )


class Sidebar:
    """The theme's navigation tree, its links as on a page at the top."""

    def __init__(self, html: str) -> None:
        self._tree: HtmlElement = lxml.html.fragment_fromstring(html, create_parent=True)

    def on(self, page: str, *, entry: str = "") -> str:
        """The tree as it stands on a page: links lead from its address, and its own `entry` is marked.

        That is the page itself, or the one that it is a part of.
        """
        tree = copy.deepcopy(self._tree)
        for link in tree.iter("a"):
            address = link.get("href", "")
            if address == (entry or page):
                link.set("href", "#" if address == page else relative_uri(page, address))
                link.set("class", f"current {link.get('class')}")
                _mark(link)
            elif "reference internal" in link.get("class", ""):
                link.set("href", relative_uri(page, address))
        return (tree.text or "") + "".join(lxml.html.tostring(part, encoding="unicode") for part in tree)


def _mark(link: HtmlElement) -> None:
    """Mark the entry of a link, and open all that it lies in."""
    entry = link.getparent()
    entry.classes.add("current")
    for around in entry.iterancestors("li", "ul"):
        around.classes.add("current")
    for one in (entry, *entry.iterancestors("li")):
        for box in one.findall("input"):
            box.set("checked", "")
    entry.classes.add("current-page")
