"""Writes the index of the search, and the page of the search.

The index has each place that a reader may look for: a page, a section, a retold sentence, a chart, or an
entry of a list. It is a script with the text of all places, since a page that is opened from disk cannot
fetch files. The script of the search ranks the places, and shows their text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from reading.site.frame import assets
from reading.site.pages.node_text import node_text
from reading.site.pages.nodes import chart_node, sentence_mark

PAGE = "search"
"""The page of the search, relative to the book's folder and without suffix."""

INDEX = "searchindex.js"

SCRIPTS = ("_static/words.js", "_static/search.js")

REPEATED = {"behind", "carried", "explore", "letters", "sentences", "stances", "volumes", "who-coded"}
"""The classes of what stands elsewhere too, such as the retellings of the sentences with a term."""

_ATTRIBUTE = "_reading_places"

_ADDRESS = re.compile(r"\s*(URL|doi): ?\S+$")
"""The address at the end of a reference."""

_START = "window.searchIndex="


class Place(NamedTuple):
    """A place on a page.

    kind: "page", "section", "sentence", "entry" or "chart"
    anchor: empty for the top of the page
    title: the heading, the name of the entry, or the number of the sentence
    text: what stands there, without code
    """

    kind: str
    anchor: str
    title: str
    text: str


def setup(app: Sphinx) -> None:
    """Collect the places of pages, and write the index in place of Sphinx's own."""
    app.connect("builder-inited", _switch_off_index)
    # After all other parts of the extension have changed the page.
    app.connect("doctree-resolved", _collect_places, priority=950)
    app.connect("html-collect-pages", _write, priority=950)


def add_page(app: Sphinx, page: str, places: list[Place]) -> None:
    """Add a page, which may have no source file, with its places. The first is the page itself."""
    _collected(app)[page] = places


def keep_pages(app: Sphinx, pages: Iterable[str]) -> None:
    """Keep the places of pages without a source file that this build does not write."""
    before = _read_index(app)
    _collected(app).update({page: before[page] for page in pages if page in before})


def _collected(app: Sphinx) -> dict[str, list[Place]]:
    """The places of pages that are known in this build."""
    if not hasattr(app, _ATTRIBUTE):
        setattr(app, _ATTRIBUTE, {})
    places: dict[str, list[Place]] = getattr(app, _ATTRIBUTE)
    return places


def list_places(section: nodes.Element) -> list[Place]:
    """The places of a page, from its outermost section."""
    return list(_PlaceLister().list_section(section, kind="page"))


class _PlaceLister:
    """Lists the places of sections. Text belongs to the innermost place in which it stands."""

    def list_section(self, section: nodes.Element, *, kind: str) -> Iterator[Place]:
        texts: list[str] = []
        within = [place for child in section.children for place in self._list_node(child, texts)]
        title = next(iter(section.findall(nodes.title)), None)
        anchor = "" if kind == "page" else next(iter(section["ids"]), "")
        yield Place(kind, anchor, node_text(title) if title else "", " ".join(texts))
        yield from within

    def _list_node(self, node: nodes.Node, texts: list[str]) -> Iterator[Place]:
        """Yield the places in a node. Add what stands in none of them to `texts`."""
        if isinstance(node, nodes.Text):
            texts.append(node_text(node))
        if not isinstance(node, nodes.Element) or _is_left_out(node):
            return
        if isinstance(node, nodes.section):
            yield from self.list_section(node, kind="entry" if "term" in node["classes"] else "section")
        elif isinstance(node, chart_node):
            yield Place("chart", node["anchor"], node["spec"]["title"], node["spec"]["description"])
        elif isinstance(node, nodes.citation):
            yield Place("entry", node["ids"][0], "", _ADDRESS.sub("", node_text(node[-1])))
        elif isinstance(node, nodes.definition_list_item):
            term = next(iter(node.findall(nodes.term)))
            yield Place("entry", next(iter(term["ids"]), ""), node_text(term), node_text(node[-1]))
        elif isinstance(node, nodes.TextElement):
            yield from _list_sentences(node, texts)
        else:
            for child in node.children:
                yield from self._list_node(child, texts)


def _is_left_out(node: nodes.Element) -> bool:
    left_out = nodes.title | nodes.literal_block | nodes.raw | nodes.Invisible | nodes.math_block
    return isinstance(node, left_out) or not REPEATED.isdisjoint(node.get("classes", ()))


def _list_sentences(block: nodes.TextElement, texts: list[str]) -> Iterator[Place]:
    """Yield the retold sentences of a block. Add the text behind the last one to `texts`."""
    since = nodes.inline()
    for child in block.children:
        if isinstance(child, sentence_mark):
            yield Place("sentence", child["ids"][0], f"Sentence {child.astext()}", node_text(since))
            since = nodes.inline()
        elif not (isinstance(child, nodes.Element) and _is_left_out(child)):
            since += child.deepcopy()
    texts.append(node_text(since))


def _switch_off_index(app: Sphinx) -> None:
    """Keep Sphinx from making its own index, which knows no places within pages, and its page."""
    app.builder.search = False  # type: ignore[attr-defined]


def _collect_places(app: Sphinx, doctree: nodes.document, page: str) -> None:
    section = next(iter(doctree.findall(nodes.section)), None)
    if section is not None and app.builder.format == "html":
        add_page(app, page, list_places(section))


def _write(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write the index, with the places of pages that this build did not write, and yield the page."""
    collected, before = _collected(app), _read_index(app)
    for page in app.env.found_docs - collected.keys():
        if page in before:
            collected[page] = before[page]
        else:
            # This calls `_collect_places`.
            app.env.get_and_resolve_doctree(page, app.builder)
    content = (
        f"{_START}{json.dumps(dict(sorted(collected.items())), ensure_ascii=False, separators=(',', ':'))};\n"
    )
    (Path(app.outdir) / INDEX).write_text(content, encoding="utf-8", newline="\n")
    folder = Path(app.confdir)
    scripts = [assets.versioned(name, (folder / name).read_bytes()) for name in SCRIPTS]
    context = {
        "title": "Search",
        "index": assets.versioned(INDEX, content.encode()),
        "search_scripts": scripts,
    }
    yield PAGE, context, f"{PAGE}.html"


def _read_index(app: Sphinx) -> dict[str, list[Place]]:
    """The places of the last build, by page; none where there is no index."""
    path = Path(app.outdir) / INDEX
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8").removeprefix(_START).rstrip(";\n")
    return {page: [Place(*place) for place in places] for page, places in json.loads(text).items()}
