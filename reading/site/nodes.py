"""The nodes that the book's roles make, and how HTML writes them."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class sentence_mark(nodes.inline):  # noqa: N801  docutils names nodes so
    """The end of the words that retell a sentence; `ids` holds its anchor, its text is the number."""


class published_figure(nodes.inline):  # noqa: N801
    """A number of the registry, with its `name`, its unrounded `value` and its `definition`."""


def setup(app: Sphinx) -> None:
    """Teach the HTML writer the book's nodes."""
    app.add_node(sentence_mark, html=(_visit_mark, _depart_mark))
    app.add_node(published_figure, html=(_visit_figure, _depart_figure))


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
