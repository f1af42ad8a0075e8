"""Lists the pages of the book for the sidebar of each page.

The theme renders and parses all entries for every page, which is quadratic in the number of pages.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx


class Entry(NamedTuple):
    """An entry of the sidebar.

    page: the name of a page, or an address on another site; empty for a part of the book
    title: its title; empty for a part without a caption
    entries: those below it
    pages: the pages of this entry and of all below it
    """

    page: str
    title: str
    entries: list[Entry]
    pages: frozenset[str]


def setup(app: Sphinx) -> None:
    """Run before the theme, so that it has nothing to render."""
    app.connect("html-page-context", _add_sidebar, priority=400)


def _add_sidebar(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Tell the template the parts of the book, and which entry is that of the page."""
    parts = _list_parts(app)
    is_listed = any(page in part.pages for part in parts)
    context |= {"sidebar": parts, "is_listed": is_listed, "toctree": lambda **_: ""}


@functools.lru_cache(maxsize=1)
def _list_parts(app: Sphinx) -> list[Entry]:
    """The parts of the book, with their entries."""
    trees = app.env.tocs[app.config.root_doc].findall(addnodes.toctree)
    return [make_entry("", tree["caption"] or "", list(_list_entries(app, tree))) for tree in trees]


def make_entry(page: str, title: str, entries: list[Entry]) -> Entry:
    """An entry with the pages below it."""
    pages = frozenset({page}.union(*(below.pages for below in entries)))
    return Entry(page, title, entries, pages)


def _list_entries(app: Sphinx, tree: addnodes.toctree) -> Iterator[Entry]:
    titles, tocs = app.env.titles, app.env.tocs
    for title, page in tree["entries"]:
        below = tocs[page].findall(addnodes.toctree) if page in tocs else ()
        entries = [entry for deeper in below for entry in _list_entries(app, deeper)]
        yield make_entry(page, title or titles[page].astext(), entries)
