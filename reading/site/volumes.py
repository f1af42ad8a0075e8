"""A page that is too heavy to be one: parts of it go in as nodes, and come out as pages behind it.

They have no file in the book's folder, since all that they show is made of other pages' words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from reading.evidence import PAGE
from reading.site import published
from reading.volumes import Volume, places

_TAKEN = "_reading_volumes"

CALLED = {"terms": "Terms", "actors": "Actors", "sentences": "Sentences"}
"""What the volumes of a part are called."""


class volume(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """What a volume holds, with its `page` and its `title`; its children are sections."""


def setup(app: Sphinx) -> None:
    """Take the volumes out of the page that lists them, and publish them behind it."""
    app.add_node(volume, latex=(_skip, None), text=(_skip, None))
    app.connect("doctree-resolved", _take)
    app.connect("html-collect-pages", _publish)
    app.connect("html-page-context", _with_contents, priority=600)


def listed(
    some: Sequence[Volume], builder: Builder, page: str, held: Callable[[Volume], Iterable[nodes.Node]]
) -> list[nodes.Node]:
    """The way from a page to some volumes, and the volumes, each with what it is held to hold."""
    ways = nodes.bullet_list(classes=["volumes"])
    made: list[nodes.Node] = []
    for one in some:
        reach = _reach(one)
        link = make_refnode(builder, page, one.page, "", nodes.Text(reach))
        often = nodes.Text(f" ({len(one.entries)})")
        ways += nodes.list_item("", nodes.paragraph("", "", link, often))
        title = f"{CALLED[one.part]}: {reach}"
        made.append(volume("", *held(one), page=one.page, title=title))
    return [ways, *made]


def _reach(one: Volume) -> str:
    return one.first if one.first == one.last else f"{one.first} to {one.last}"


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
    if not written and PAGE in app.env.all_docs and places(published.of(app).book).volumes:
        app.env.get_and_resolve_doctree(PAGE, builder)
    row = list(taken.values())
    # The index leaves out what it does not find among the pages with a file.
    app.env.all_docs.update(dict.fromkeys(taken, 0))
    app.env.titles |= {page: nodes.title("", one["title"]) for page, one in taken.items()}
    for place, one in enumerate(row):
        document = new_document(one["page"])
        document += nodes.section("", nodes.title("", one["title"]), *one.children)
        builder.index_page(one["page"], document, escape(one["title"]))
        if written:
            before, after = row[place - 1] if place else None, row[place + 1] if one is not row[-1] else None
            yield one["page"], _context(builder, one, before, after), "page.html"


def _context(builder: Any, one: volume, before: volume | None, after: volume | None) -> dict[str, Any]:
    """What the template fills a volume's page with."""
    page, title, listing = one["page"], escape(one["title"]), builder.env.titles[PAGE].astext()
    told = f"{title}: the sentences behind each count."

    def way(to: str, name: str) -> dict[str, str]:
        return {"link": builder.get_relative_uri(page, to), "title": escape(name)}

    def part(of: nodes.Node) -> str:
        fragment: str = builder.render_partial(of)["fragment"]
        return fragment

    return {
        "title": title,
        "body": part(nodes.section("", nodes.title("", one["title"]), *one.children, ids=["entries"])),
        "toc": part(_contents(one)),
        "metatags": f'<meta name="description" content="{told}">',
        "prev": way(before["page"], before["title"]) if before else way(PAGE, listing),
        "next": way(after["page"], after["title"]) if after else None,
        "part_of": PAGE,
    }


def _contents(around: nodes.Element) -> nodes.bullet_list:
    """The sections of a volume, each leading there, with those within."""
    listed = nodes.bullet_list()
    for section in around.children:
        if isinstance(section, nodes.section):
            link = nodes.reference("", section[0].astext(), internal=True, refid=section["ids"][0])
            within = _contents(section)
            listed += nodes.list_item("", nodes.paragraph("", "", link), *([within] if len(within) else []))
    return listed


def _with_contents(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """The theme looks for the contents of a page among those that have a file."""
    if "part_of" in context:
        context["furo_hide_toc"] = False


def _skip(writer: object, node: nodes.Node) -> None:
    raise nodes.SkipNode
