"""A page that is too heavy to be one: parts of it go in as nodes, and come out as pages behind it.

They have no file in the book's folder, since all that they show is made of other pages' words.
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
from reading.evidence.pages import Volume, places
from reading.evidence.sentences import PAGE
from reading.site import book

_TAKEN = "_reading_volumes"

CALLED = {"terms": ("Terms", "term"), "actors": ("Actors", "actor"), "sentences": ("Sentences", "paragraph")}
"""What the volumes of a part are called, and what their entries are."""

NAMED = 4
"""Up to so many actors are all named on the way to them, since their order tells a reader nothing."""


class volume(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """What a volume holds, with its `page`, its `part` and its `title`; its children are sections."""


def setup(app: Sphinx) -> None:
    """Take the volumes out of the page that lists them, and publish them behind it."""
    app.add_node(volume, latex=(_skip, None), text=(_skip, None))
    app.connect("doctree-resolved", _take)
    app.connect("html-collect-pages", _publish)
    app.connect("html-page-context", _with_contents, priority=600)


def listed(
    some: Sequence[Volume], builder: Builder, page: str, held: Callable[[Volume], Iterable[nodes.Node]]
) -> list[nodes.Node]:
    """The way from a page to some volumes, and the volumes, each with what it holds."""
    ways = nodes.bullet_list(classes=["volumes"])
    made: list[nodes.Node] = []
    for one in some:
        called, entry = CALLED[one.part]
        link = make_refnode(builder, page, one.page, "", nodes.Text(_reach(one)))
        often = nodes.Text(f" ({len(one.entries)} {entry}{'s' * (len(one.entries) > 1)})")
        ways += nodes.list_item("", nodes.paragraph("", "", link, often))
        made.append(volume("", *held(one), page=one.page, part=one.part, title=f"{called}: {_reach(one)}"))
    return [ways, *made]


def _reach(one: Volume) -> str:
    """What a volume has, in words."""
    first, *others = one.labels
    if not others:
        return first
    if one.part != "actors":
        return f"{first} to {others[-1]}"
    return ", ".join(one.labels) if len(others) < NAMED else f"{first} and {len(others)} more"


def _taken(app: Sphinx) -> dict[str, volume]:
    """The volumes of a build, by page."""
    if not hasattr(app, _TAKEN):
        setattr(app, _TAKEN, {})
    taken: dict[str, volume] = getattr(app, _TAKEN)
    return taken


def _take(app: Sphinx, doctree: nodes.document, _page: str) -> None:
    for one in list(doctree.findall(volume)):
        one.parent.remove(one)
        _taken(app)[one["page"]] = one


def _publish(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages, where the one that lists them is written; the search knows them in any case."""
    builder: Any = app.builder
    taken = _taken(app)
    written = bool(taken)
    if not written and PAGE in app.env.all_docs and places(book.of(app).book).volumes:
        app.env.get_and_resolve_doctree(PAGE, builder)
    # The index leaves out what it does not find among the pages with a file.
    app.env.all_docs.update(dict.fromkeys(taken, 0))
    app.env.titles |= {page: nodes.title("", one["title"]) for page, one in taken.items()}
    pages = [PAGE, *taken]
    for before, (page, one), after in zip(pages, taken.items(), [*pages[2:], ""], strict=False):
        whole = nodes.section("", nodes.title("", one["title"]), *one.children, ids=["entries"])
        document = new_document(page)
        document += whole
        builder.index_page(page, document, escape(one["title"]))
        if written:
            # Actors are in no order that a reader could know.
            depth = 2 if one["part"] == "actors" else 1
            yield page, _context(app, page, whole, depth) | _ways(builder, page, before, after), "page.html"


def _context(app: Sphinx, page: str, whole: nodes.section, depth: int) -> dict[str, Any]:
    """What the template fills a volume's page with, its contents so many levels deep."""
    builder: Any = app.builder
    title, site = whole[0].astext(), app.config.html_baseurl
    told = escape(f"{title}: the sentences behind each count.")
    return {
        "title": escape(title),
        "body": builder.render_partial(whole)["fragment"],
        "toc": builder.render_partial(nodes.bullet_list("", _content(whole, depth)))["fragment"],
        "metatags": f'<meta name="description" content="{told}">',
        "citation": citation.cite(book.of(app).cited, page, title, f"{site}{page}.html" if site else ""),
        "part_of": PAGE,
    }


def _ways(builder: Any, page: str, before: str, after: str) -> dict[str, Any]:
    """The ways to the pages beside it, where there are any."""
    return {
        name: {"link": builder.get_relative_uri(page, to), "title": escape(builder.env.titles[to].astext())}
        for name, to in (("prev", before), ("next", after))
        if to
    }


def _content(section: nodes.section, depth: int) -> nodes.list_item:
    """A section of the contents, with those within it, so many levels of them."""
    link = nodes.reference("", section[0].astext(), internal=True, refid=section["ids"][0])
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    within = [part for part in section.children if isinstance(part, nodes.section)]
    if depth and within:
        item += nodes.bullet_list("", *(_content(part, depth - 1) for part in within))
    return item


def _with_contents(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """The theme looks for the contents of a page among those that have a file."""
    if "part_of" in context:
        context["furo_hide_toc"] = False


def _skip(writer: object, node: nodes.Node) -> None:
    raise nodes.SkipNode
