"""Renders the sidebar once for each build, and adapts its links and its marks to each page.

The theme renders and parses all entries for every page, which is quadratic in the number of pages.
"""

from __future__ import annotations

import copy
from typing import Any

import lxml.html
from furo.navigation import get_navigation_tree
from lxml.html import HtmlElement
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from reading.site.book import published_book
from reading.tables import evidence

_ATTRIBUTE = "_reading_sidebar"

TARGETS = (evidence.EVIDENCE, evidence.TEXTS, evidence.CODEBOOK, evidence.CODING, evidence.TABLES)
"""The pages to which others lead: numbers, the explorer, and the pages of what a reader can do."""


def setup(app: Sphinx) -> None:
    """Run before the theme, so that it has nothing to render, and after it."""
    app.connect("html-page-context", _hide_toctree, priority=400)
    app.connect("html-page-context", _set_navigation, priority=600)


def _hide_toctree(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    if not hasattr(app, _ATTRIBUTE):
        # The landing page is not in the tree: no entry is marked, and all links start from the top.
        entries = app.builder._get_local_toctree(  # type: ignore[attr-defined]
            app.config.root_doc, collapse=False, titles_only=True, maxdepth=-1, includehidden=True
        )
        sidebar, uri = Sidebar(get_navigation_tree(entries)), app.builder.get_target_uri
        if evidence.list_pages(published_book(app).book):
            sidebar.add_entry(uri(evidence.TEXTS), evidence.TEXTS_TITLE, after=uri(evidence.EVIDENCE))
        for target in TARGETS:
            sidebar.hide_entry(uri(target))
        setattr(app, _ATTRIBUTE, sidebar)
    context["toctree"], context["_toctree"] = (lambda **_: ""), context["toctree"]


def _set_navigation(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    context["toctree"] = context.pop("_toctree")
    sidebar: Sidebar = getattr(app, _ATTRIBUTE)
    uri = app.builder.get_target_uri
    context["furo_navigation_tree"] = sidebar.for_page(
        uri(pagename), entry=uri(context.get("part_of", pagename))
    )


class Sidebar:
    """The theme's navigation tree, from HTML whose links start at the top of the site."""

    def __init__(self, html: str) -> None:
        self._tree: HtmlElement = lxml.html.fragment_fromstring(html, create_parent=True)
        for caption in self._tree.findall("p"):
            _fold(caption)

    def add_entry(self, address: str, title: str, *, after: str) -> None:
        """Add the entry of a page that is not in the table of contents, after the entry of another one.

        Where there is no such entry, it becomes the last of all.
        """
        items = list(self._tree.iter("li"))
        found = [item for item in items if any(link.get("href") == after for link in item.findall("a"))]
        level = next(name for name in (found or items)[-1].classes if name.startswith("toctree-l"))
        entry = lxml.html.fragment_fromstring('<li><a class="reference internal"></a></li>')
        entry.set("class", level)
        entry[0].set("href", address)
        entry[0].text = title
        (found or items)[-1].addnext(entry)

    def hide_entry(self, address: str) -> None:
        """Hide the entry of a page to which others lead, except from a reader who is there."""
        for link in self._tree.iter("a"):
            if link.get("href") == address:
                link.getparent().set("hidden", "")

    def for_page(self, page: str, *, entry: str = "") -> str:
        """The HTML of the tree for a page: links are relative to it, and its entry is marked as current.

        `entry` is the page whose entry is marked, where that is not the page itself. The part of the book
        with the entry is open, or the first one where there is no such entry.
        """
        tree = copy.deepcopy(self._tree)
        for link in tree.iter("a"):
            address = link.get("href", "")
            if address == (entry or page):
                link.set("href", "#" if address == page else relative_uri(page, address))
                link.set("class", f"current {link.get('class')}")
                _mark_current(link)
            elif "reference internal" in link.get("class", ""):
                link.set("href", relative_uri(page, address))
        parts = tree.findall("details")
        for part in [part for part in parts if part.find_class("current-page")] or parts[:1]:
            part.set("open", "")
        return (tree.text or "") + "".join(lxml.html.tostring(part, encoding="unicode") for part in tree)


def _fold(caption: HtmlElement) -> None:
    """Put a part of the book, the list after its caption, where a reader opens it."""
    part, summary = lxml.html.Element("details"), lxml.html.Element("summary")
    caption.addprevious(part)
    part.tail = None
    entries = caption.getnext()
    caption.tail = None
    caption.tag = "span"
    summary.append(caption)
    part.append(summary)
    if entries is not None and entries.tag == "ul":
        part.append(entries)


def _mark_current(link: HtmlElement) -> None:
    """Mark the entry of a link as the current one, and open all entries around it."""
    entry = link.getparent()
    entry.classes.add("current")
    for ancestor in entry.iterancestors("li", "ul"):
        ancestor.classes.add("current")
    for item in (entry, *entry.iterancestors("li")):
        for checkbox in item.findall("input"):
            checkbox.set("checked", "")
    entry.classes.add("current-page")
    entry.attrib.pop("hidden", None)
