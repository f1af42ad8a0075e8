"""Publishes the volumes of the evidence as pages that have no source file.

They have a table of contents, links to their neighbours, and entries in the search index. Each is made when
it is written, so that a build holds one of them at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms import SphinxSmartQuotes
from sphinx.util.nodes import make_refnode

from reading.data import citation
from reading.evidence.pages import Volume, evidence_pages
from reading.evidence.sentences import PAGE
from reading.site.book import published_book
from reading.site.builder import is_kept, keep_pages
from reading.site.pages.entries import entry_writer

NAMES = {"terms": ("Terms", "term"), "actors": ("Actors", "actor"), "sentences": ("Sentences", "paragraph")}
"""For each part of the evidence, the name of its volumes and of one entry."""

NAMED_ACTORS = 4
"""The most actors that are all named in the title of a volume, since their order tells a reader nothing."""


def setup(app: Sphinx) -> None:
    """Publish the volumes."""
    app.connect("html-collect-pages", _collect_pages)
    app.connect("html-page-context", _show_contents, priority=600)


def list_volumes(volumes: Sequence[Volume], builder: Builder, page: str) -> nodes.bullet_list:
    """A list of links from a page to volumes."""
    links = nodes.bullet_list(classes=["volumes"])
    for volume in volumes:
        _, entry = NAMES[volume.part]
        link = make_refnode(builder, page, volume.page, "", nodes.Text(_range_title(volume)))
        count = nodes.Text(f" ({len(volume.entries)} {entry}{'s' * (len(volume.entries) > 1)})")
        links += nodes.list_item("", nodes.paragraph("", "", link, count))
    return links


def _range_title(volume: Volume) -> str:
    """The entries of a volume in words, such as "bread to cloth"."""
    first, *others = volume.labels
    if not others:
        return first
    if volume.part != "actors":
        return f"{first} to {others[-1]}"
    if len(volume.labels) <= NAMED_ACTORS:
        return ", ".join(volume.labels)
    return f"{first} and {len(others)} more"


def _collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Index and yield the volumes if the page that lists them is written. Otherwise, keep them."""
    builder: Any = app.builder
    if PAGE not in app.env.found_docs:
        return
    book = published_book(app).book
    volumes = evidence_pages(book).volumes
    if is_kept(builder, PAGE) and keep_pages(builder, [volume.page for volume in volumes]):
        return
    titles = {volume.page: f"{NAMES[volume.part][0]}: {_range_title(volume)}" for volume in volumes}
    app.env.titles |= {page: nodes.title("", title) for page, title in titles.items()}
    settings, writer = app.env.get_doctree(PAGE).settings, entry_writer(book, builder, PAGE)
    pages = [PAGE, *titles]
    for previous, volume, following in zip(pages, volumes, [*pages[2:], ""], strict=False):
        document = new_document(volume.page, settings)
        document += writer.for_page(volume.page).entries(volume.part, volume.entries)
        context = _make_page(app, document, volume, titles[volume.page])
        _take_apart(document)
        yield volume.page, context | _neighbour_links(builder, volume.page, previous, following), "page.html"


def _make_page(app: Sphinx, document: nodes.document, volume: Volume, title: str) -> dict[str, Any]:
    """Index the page of a volume, and return the values of its template. The document has its entries."""
    builder: Any = app.builder
    SphinxSmartQuotes(document, None).apply()
    section = nodes.section("", nodes.title("", title), *document.children, ids=["entries"])
    document.children = [section]
    builder.index_page(volume.page, document, escape(title))
    # The order of actors tells a reader nothing, so that the contents name each of them.
    return _page_context(app, volume.page, section, depth=2 if volume.part == "actors" else 1)


def _take_apart(document: nodes.document) -> None:
    """Free the memory of a document. Its nodes refer to each other, and a build collects no garbage."""
    for node in list(document.findall()):
        node.parent = None
        if isinstance(node, nodes.Element):
            node.children = []


def _page_context(app: Sphinx, page: str, section: nodes.section, depth: int) -> dict[str, Any]:
    """The values of the template for the page of a volume, with `depth` levels of contents."""
    builder: Any = app.builder
    title, site = section[0].astext(), app.config.html_baseurl
    description = f"{title}: the sentences behind each count."
    contents = nodes.bullet_list("", _contents_item(section, depth))
    address = f"{site}{page}.html" if site else ""
    return {
        "title": escape(title),
        "body": builder.render_partial(section)["fragment"],
        "toc": builder.render_partial(contents)["fragment"],
        "metatags": f'<meta name="description" content="{escape(description)}">',
        "citation": citation.cite(published_book(app).metadata, page, title, address),
        "part_of": PAGE,
        "has_contents": True,
    }


def _neighbour_links(builder: Any, page: str, previous: str, following: str) -> dict[str, Any]:
    """The links to the previous and the next page, where there are any."""
    return {
        name: {"link": builder.get_relative_uri(page, to), "title": escape(builder.env.titles[to].astext())}
        for name, to in (("prev", previous), ("next", following))
        if to
    }


def _contents_item(section: nodes.section, depth: int) -> nodes.list_item:
    """A section as an item of the contents, with `depth` levels of sections within it."""
    link = nodes.reference("", section[0].astext(), internal=True, refid=section["ids"][0])
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    subsections = [child for child in section.children if isinstance(child, nodes.section)]
    if depth and subsections:
        item += nodes.bullet_list("", *(_contents_item(child, depth - 1) for child in subsections))
    return item


def _show_contents(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Show the contents of a generated page, which the theme hides on pages without a source file."""
    if context.get("has_contents"):
        context["furo_hide_toc"] = False
