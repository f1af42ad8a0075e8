"""The nodes that the book's roles make, and how HTML writes them."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from reading.site import studio


class sentence_mark(nodes.inline):  # noqa: N801  docutils names nodes so
    """The end of the words that retell a sentence; `ids` holds its anchor, its text is the number."""


class published_figure(nodes.inline):  # noqa: N801
    """A number of the registry, with its `name`, its unrounded `value` and its `definition`."""


class chart_figure(nodes.General, nodes.Element):  # noqa: N801
    """A chart at its `address`; its children are the words by which the search finds it."""


def chart(app: Sphinx, spec: dict[str, Any], docname: str) -> list[nodes.Node]:
    """Have a chart drawn for a page. Nothing is drawn where no HTML is written."""
    if app.builder.format != "html":
        return []
    table = spec["usermeta"]["table"]
    words = [spec["title"], spec["description"], *table["columns"]]
    words += dict.fromkeys(cell for row in table["rows"] for cell in row if isinstance(cell, str))
    address = studio.of(app).take(spec, docname)
    return [chart_figure("", *(nodes.paragraph("", word) for word in words), address=address)]


def setup(app: Sphinx) -> None:
    """Teach the HTML writer the book's nodes."""
    app.add_node(chart_figure, html=(_visit_chart, None))
    app.add_node(sentence_mark, html=(_visit_mark, _depart_mark))
    app.add_node(published_figure, html=(_visit_figure, _depart_figure))


def _visit_chart(writer: HTML5Translator, node: chart_figure) -> None:
    writer.body.append(studio.of(writer.builder.app).figure(node["address"]))
    raise nodes.SkipNode


def _visit_mark(writer: HTML5Translator, node: sentence_mark) -> None:
    anchor, number = node["ids"][0], node.astext()
    link = {
        "class": "sentence-mark",
        "href": f"#{anchor}",
        "aria-label": f"sentence {number}",
        "title": f"Sentence {number}",
    }
    writer.body.append(writer.starttag(node, "a", "", **link))


def _depart_mark(writer: HTML5Translator, node: sentence_mark) -> None:
    writer.body.append("</a>")


def _visit_figure(writer: HTML5Translator, node: published_figure) -> None:
    told = {"value": node["value"], "title": node["definition"], "data-figure": node["name"]}
    writer.body.append(writer.starttag(node, "data", "", **told))


def _depart_figure(writer: HTML5Translator, node: published_figure) -> None:
    writer.body.append("</data>")
