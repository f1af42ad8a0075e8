"""Writes the index of the search, and the page of the search.

The index has each place that a reader may look for: a page, a section, a retold sentence, a chart, or an
entry of a list. It is a script with the text of all places, since a page that is opened from disk cannot
fetch files. The script of the search ranks the places, and shows their text.

Pagefind was tried, too. It needs a server, and of 30 fresh searches it put the right page first for 12.
Sphinx did so for 20. MiniSearch ranks these places as well as this book's script, for 18.7 KB more to load.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from reading.files.read import read_json
from reading.site.builder import BookBuilder, is_all_written, write_texts
from reading.site.layout import assets
from reading.site.pages.node_html import chart_node, details_node, sentence_mark
from reading.site.pages.node_text import node_text

PAGE = "search"
"""The page of the search, relative to the book's folder and without suffix."""

INDEX = "searchindex.js"

SCRIPT = "_static/search.js"

REPEATED = {
    "behind",
    "carried",
    "doubled",
    "explore",
    "sentences",
    "who-coded",
}
"""The classes of what stands elsewhere too, such as the retellings of the sentences with a term."""

KEPT = "places.json"
"""The file with the places of all pages, in the folder of the doctrees."""

_ADDRESS = re.compile(r"\s*(URL|doi): ?\S+$")
"""The address at the end of a reference."""


class IndexEntry(NamedTuple):
    """A place on a page.

    category: "page", "section", "theme", "table", "sentence", "entry" or "chart"
    anchor: empty for the top of the page
    title: the heading, the name of the entry, or the number of the sentence
    text: what stands there, without code
    behind: the addresses of the sentences that an entry of the evidence lists, with spaces between them; of a
        sentence its address in the published text
    """

    category: str
    anchor: str
    title: str
    text: str
    behind: str = ""


def setup(app: Sphinx) -> None:
    """Write the index and the page."""
    # After all handlers that fill places of the page.
    app.connect("doctree-resolved", _index_document, priority=900)
    # After the handlers that index generated pages.
    app.connect("html-collect-pages", _write, priority=950)


def index_page(app: Sphinx, page: str, places: list[IndexEntry]) -> None:
    """Add the places of a page to the index. The first is the page itself."""
    if isinstance(app.builder, BookBuilder):
        app.builder.places[page] = places


def _index_document(app: Sphinx, document: nodes.document, page: str) -> None:
    index_page(app, page, list_index_entries(document))


def list_index_entries(document: nodes.document) -> list[IndexEntry]:
    """The places of a page. The first is the page itself; a page without a section has none."""
    section = next(iter(document.findall(nodes.section)), None)
    return [] if section is None else list(_list_section(section, category="page"))


def _list_section(section: nodes.Element, *, category: str) -> Iterator[IndexEntry]:
    """Yield the places of a section. Text belongs to the innermost place in which it stands."""
    texts: list[str] = []
    within = [place for child in section.children for place in _list_node(child, texts)]
    title = section.get("title") or next(map(node_text, section.findall(nodes.title)), "")
    anchor = "" if category == "page" else next(iter(section["ids"]), "")
    yield IndexEntry(category, anchor, title, " ".join(texts), " ".join(_list_behind(section)))
    yield from within


def _list_node(node: nodes.Node, texts: list[str]) -> Iterator[IndexEntry]:
    """Yield the places in a node. Add what stands in none of them to `texts`."""
    if isinstance(node, nodes.Text):
        texts.append(node_text(node))
    if not isinstance(node, nodes.Element) or _is_left_out(node):
        return
    if isinstance(node, nodes.section | details_node) and node["ids"]:
        yield from _list_section(node, category=node.get("category", "section"))
    elif isinstance(node, chart_node):
        yield IndexEntry("chart", node["anchor"], node["spec"]["title"], node["spec"]["description"])
    elif isinstance(node, nodes.citation):
        yield IndexEntry("entry", node["ids"][0], "", _ADDRESS.sub("", node_text(node[-1])))
    elif isinstance(node, nodes.definition_list_item):
        term = next(iter(node.findall(nodes.term)))
        yield IndexEntry("entry", next(iter(term["ids"]), ""), node_text(term), node_text(node[-1]))
    elif isinstance(node, nodes.TextElement):
        yield from _list_sentences(node, texts)
    else:
        for child in node.children:
            yield from _list_node(child, texts)


def _list_behind(entry: nodes.Element) -> Iterator[str]:
    """The addresses of the sentences that an entry lists: the first link of each."""
    for item in entry.findall(nodes.list_item):
        if "behind" in item.parent["classes"] and item.parent.parent is entry:
            yield next(item.findall(nodes.reference)).get("refuri", "")


def _is_left_out(node: nodes.Element) -> bool:
    left_out = nodes.title | nodes.literal_block | nodes.raw | nodes.Invisible | nodes.math_block
    return isinstance(node, left_out) or not REPEATED.isdisjoint(node.get("classes", ()))


def _list_sentences(block: nodes.TextElement, texts: list[str]) -> Iterator[IndexEntry]:
    """Yield the retold sentences of a block. Add the text behind the last one to `texts`."""
    since = nodes.inline()
    for child in block.children:
        if isinstance(child, sentence_mark):
            title = f"Sentence {child.astext()}"
            yield IndexEntry("sentence", child["ids"][0], title, node_text(since), child["article"])
            since = nodes.inline()
        elif not (isinstance(child, nodes.Element) and _is_left_out(child)):
            since += child.deepcopy()
    texts.append(node_text(since))


def number_sentences(pages: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[list[str | int]]]:
    """The places of each page, with the numbers of the sentences behind them instead of their addresses.

    A sentence keeps its address in the published text.
    """
    addresses = [f"{page}.html#{anchor}" for page, rows in pages.items() for _, anchor, *_ in rows]
    numbers = {address: number for number, address in enumerate(addresses)}

    def find_numbers(page: str, behind: str) -> list[int]:
        paths = (posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) for path in behind.split())
        return [numbers[path] for path in paths if path in numbers]

    return {
        page: [
            [
                category,
                *fields,
                *([behind] if category == "sentence" and behind else find_numbers(page, behind)),
            ]
            for category, *fields, behind in rows
        ]
        for page, rows in pages.items()
    }


def _write(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the index, and yield the page."""
    assert isinstance(app.builder, BookBuilder)
    # A list of pairs: in a script, the key `__proto__` of an object would be no key.
    kept = Path(app.doctreedir, KEPT)
    places = {} if is_all_written(app) else read_json(kept)
    places |= app.builder.places
    kept.write_text(assets.to_json(places), encoding="utf-8")
    found = {page: places[page] for page in sorted(places) if places[page]}
    content = f"window.searchIndex={assets.to_json([*number_sentences(found).items()])};\n"
    write_texts(app, {INDEX: content})
    addresses = {"index": assets.versioned(INDEX, content), "search_script": assets.find_asset(SCRIPT)}
    yield PAGE, {"title": "Search", **addresses}, f"{PAGE}.html"
