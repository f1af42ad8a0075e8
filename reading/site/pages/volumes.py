"""Publishes the volumes of the evidence as pages that have no source file.

The page of the evidence creates the content of all volumes. They are taken out of it and written as pages of
their own, with a table of contents, links to their neighbours, and entries in the search index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from reading.data import citation
from reading.evidence.pages import Volume, evidence_pages
from reading.evidence.sentences import PAGE
from reading.site.book import published_book
from reading.site.builder import keep_pages
from reading.site.pages.nodes import skip_node

_ATTRIBUTE = "_reading_volumes"

NAMES = {"terms": ("Terms", "term"), "actors": ("Actors", "actor"), "sentences": ("Sentences", "paragraph")}
"""For each part of the evidence, the name of its volumes and of one entry."""

NAMED_ACTORS = 4
"""The most actors that are all named in the title of a volume, since their order tells a reader nothing."""


class volume_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """A volume with its `page`, `part` and `title`. Its children are sections."""


def setup(app: Sphinx) -> None:
    """Take the volumes out of the page that lists them, and publish them."""
    app.add_node(volume_node, latex=(skip_node, None), text=(skip_node, None))
    app.connect("doctree-resolved", _extract_volumes)
    app.connect("html-collect-pages", _collect_pages)
    app.connect("html-page-context", _show_contents, priority=600)


def list_volumes(
    volumes: Sequence[Volume],
    builder: Builder,
    page: str,
    write_entries: Callable[[Volume], Iterable[nodes.Node]],
) -> list[nodes.Node]:
    """A list of links from a page to volumes, and the nodes of the volumes with their entries."""
    links = nodes.bullet_list(classes=["volumes"])
    volume_nodes: list[nodes.Node] = []
    for volume in volumes:
        part, entry = NAMES[volume.part]
        title = _range_title(volume)
        link = make_refnode(builder, page, volume.page, "", nodes.Text(title))
        count = nodes.Text(f" ({len(volume.entries)} {entry}{'s' * (len(volume.entries) > 1)})")
        links += nodes.list_item("", nodes.paragraph("", "", link, count))
        volume_nodes.append(
            volume_node(
                "", *write_entries(volume), page=volume.page, part=volume.part, title=f"{part}: {title}"
            )
        )
    return [links, *volume_nodes]


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


def _volumes_of(app: Sphinx) -> dict[str, volume_node]:
    """The volumes that were taken out of pages in this build, by their own page."""
    if not hasattr(app, _ATTRIBUTE):
        setattr(app, _ATTRIBUTE, {})
    volumes: dict[str, volume_node] = getattr(app, _ATTRIBUTE)
    return volumes


def _extract_volumes(app: Sphinx, doctree: nodes.document, _page: str) -> None:
    for volume in list(doctree.findall(volume_node)):
        volume.parent.remove(volume)
        _volumes_of(app)[volume["page"]] = volume


def _collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Index and yield the volumes if the page that lists them is written. Otherwise, keep them."""
    builder: Any = app.builder
    volumes = _volumes_of(app)
    if not volumes and PAGE in app.env.found_docs:
        if keep_pages(builder, [volume.page for volume in evidence_pages(published_book(app).book).volumes]):
            return
        # This calls `_extract_volumes`.
        app.env.get_and_resolve_doctree(PAGE, builder)
    app.env.titles |= {page: nodes.title("", volume["title"]) for page, volume in volumes.items()}
    pages = [PAGE, *volumes]
    following = [*pages[2:], ""]
    for previous, (page, volume), following_page in zip(pages, volumes.items(), following, strict=False):
        section = nodes.section("", nodes.title("", volume["title"]), *volume.children, ids=["entries"])
        document = new_document(page)
        document += section
        builder.index_page(page, document, escape(volume["title"]))
        # The order of actors tells a reader nothing, so that the contents name each of them.
        depth = 2 if volume["part"] == "actors" else 1
        context = _page_context(app, page, section, depth)
        yield page, context | _neighbour_links(builder, page, previous, following_page), "page.html"


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
