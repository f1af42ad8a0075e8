"""The nodes that the book's roles make, and how HTML writes them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from reading.site.drawings.pool import drawing_pool
from reading.site.frame import assets

SCRIPT = "_static/charts.js"
"""What brings charts to life."""


class sentence_mark(nodes.inline):  # noqa: N801  docutils names nodes so
    """The end of the words that retell a sentence, whose number is its text.

    `ids` holds its own anchor, `page` and `entry` are those of the sentence in the evidence.
    """


class published_figure(nodes.inline):  # noqa: N801
    """A number of the registry, with its `name`, its unrounded `value` and its `definition`.

    `page` and `entry` are the page and the anchor there of the sentences behind it, where there are any.
    """


class chart_figure(nodes.General, nodes.Element):  # noqa: N801
    """A chart by its `spec`, at its `anchor`; its children are the words by which the search finds it."""


def chart(app: Sphinx, spec: dict[str, Any]) -> chart_figure:
    """A chart on the page that is being read; a second one of its name has the anchor `chart-NAME-2`."""
    name = f"chart-{spec['usermeta']['name'].replace('_', '-')}"
    times = app.env.temp_data.setdefault("reading_charts", Counter())
    times[name] += 1
    anchor = name if times[name] == 1 else f"{name}-{times[name]}"
    table = spec["usermeta"]["table"]
    words = [spec["title"], spec["description"], *table["columns"]]
    words += dict.fromkeys(cell for row in table["rows"] for cell in row if isinstance(cell, str))
    if app.builder.format == "html":
        drawing_pool(app).start_chart(spec, app.env.docname, anchor)
    return chart_figure("", *(nodes.paragraph("", word) for word in words), spec=spec, anchor=anchor)


def setup(app: Sphinx) -> None:
    """Teach the HTML writer the book's nodes."""
    app.add_node(chart_figure, html=(_visit_chart, None), latex=(_skip, None), text=(_skip, None))
    app.connect("html-page-context", _serve_charts)
    app.add_node(sentence_mark, html=(_visit_mark, _depart_mark))
    app.add_node(published_figure, html=(_visit_figure, _depart_figure))


def _serve_charts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give a page with charts the script that brings them to life."""
    if doctree is not None and next(doctree.findall(chart_figure), None) is not None:
        script = (Path(app.confdir) / SCRIPT).read_bytes()
        context["chart_script"] = assets.versioned(SCRIPT, script)


def _visit_chart(writer: HTML5Translator, node: chart_figure) -> None:
    builder = writer.builder
    writer.body.append(
        drawing_pool(builder.app).chart_html(node["spec"], builder.current_docname, node["anchor"])
    )
    raise nodes.SkipNode


def _skip(writer: object, node: nodes.Node) -> None:
    raise nodes.SkipNode


def _visit_mark(writer: HTML5Translator, node: sentence_mark) -> None:
    told = f"entence {node.astext()}: its terms"
    link = {
        "class": "sentence-mark",
        "href": _way(writer, node["page"], node["entry"]),
        "aria-label": f"s{told}",
        "title": f"S{told}",
    }
    writer.body.append(writer.starttag(node, "a", "", **link))


def _depart_mark(writer: HTML5Translator, node: sentence_mark) -> None:
    writer.body.append("</a>")


def _visit_figure(writer: HTML5Translator, node: published_figure) -> None:
    if "entry" in node:
        link = {
            "class": "counted",
            "href": _way(writer, node["page"], node["entry"]),
            "aria-label": f"{node.astext()}, its evidence",
        }
        writer.body.append(writer.starttag({}, "a", "", **link))
    told = {"value": node["value"], "title": node["definition"], "data-figure": node["name"]}
    writer.body.append(writer.starttag(node, "data", "", **told))


def _depart_figure(writer: HTML5Translator, node: published_figure) -> None:
    writer.body.append("</data></a>" if "entry" in node else "</data>")


def _way(writer: HTML5Translator, page: str, entry: str) -> str:
    """The way from the page that is written to an entry on another."""
    builder = writer.builder
    return f"{builder.get_relative_uri(builder.current_docname, page)}#{entry}"
