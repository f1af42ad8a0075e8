"""The docutils nodes of charts, sentence marks and figures, and their HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from reading.site.charts.chart_writer import chart_writer
from reading.site.layout import assets
from reading.site.pages.node_text import node_text

SCRIPT = "_static/charts.js"
"""The script that gives charts tooltips and a keyboard."""


class sentence_mark(nodes.inline):  # noqa: N801  docutils names nodes so
    """The end of the words that retell a sentence. Its text is the number of the sentence.

    ids: the anchor of the mark
    page, entry: the page and the anchor of the sentence's evidence
    terms: the terms of the sentence, with commas between them
    article: its address in the published text, or empty
    """


class number_node(nodes.inline):  # noqa: N801
    """A cell of a published table, formatted by its unit.

    name, value, definition: those of the figure; the value is not rounded
    page, entry: the page and the anchor of its evidence, if it has any
    """


class chart_node(nodes.General, nodes.Element):  # noqa: N801
    """A chart.

    spec: the Vega-Lite specification
    anchor: the anchor of the chart on its page
    """


class details_node(nodes.General, nodes.Element):  # noqa: N801
    """What is folded away until a reader opens it, or an address leads into it.

    title: its summary; aside: HTML that stands beside the title; category: that of its place in the search
    ids: the anchors of its content. A browser opens a fold for what it holds, and not for itself
    """


def make_chart_node(app: Sphinx, spec: dict[str, Any], page: str = "") -> chart_node:
    """The node of a chart on a page, by default on that which Sphinx is reading.

    The anchor is `chart-NAME`, and `chart-NAME-2` for a second chart of that name on the page.
    """
    name = f"chart-{spec['usermeta']['name'].replace('_', '-')}"
    numbers = Counter[str]() if page else app.env.temp_data.setdefault("reading_charts", Counter())
    numbers[name] += 1
    return chart_node("", spec=spec, anchor=name if numbers[name] == 1 else f"{name}-{numbers[name]}")


def setup(app: Sphinx) -> None:
    """Add the nodes, and the functions that write them as HTML."""
    app.add_node(chart_node, html=(_visit_chart, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("html-page-context", _add_script)
    app.add_node(sentence_mark, html=(_visit_mark, _depart_mark))
    app.add_node(number_node, html=(_visit_figure, _depart_figure))
    app.add_node(nodes.table, override=True, html=(_visit_table, HTML5Translator.depart_table))
    app.add_node(
        details_node, html=(_visit_details, _depart_details), latex=(skip_node, None), text=(skip_node, None)
    )


def _add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of a page with charts the address of their script."""
    if doctree is not None and next(doctree.findall(chart_node), None) is not None:
        context["chart_script"] = assets.find_asset(SCRIPT)


def _visit_chart(writer: HTML5Translator, node: chart_node) -> None:
    builder, page = writer.builder, writer.builder.current_docname
    writer.body.append(chart_writer(builder.app).write_chart(node["spec"], page, node["anchor"]))
    raise nodes.SkipNode


def make_table(headings: Sequence[str], rows: Iterable[Sequence[nodes.Node]], **options: Any) -> nodes.table:
    """A table with a heading for each column. `rows` hold the content of their cells, which is inline."""

    def make_row(cells: Sequence[nodes.Node]) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))

    columns = (nodes.colspec(colwidth=1) for _ in headings)
    head = nodes.thead("", make_row([*map(nodes.Text, headings)]))
    group = nodes.tgroup("", *columns, head, nodes.tbody("", *map(make_row, rows)), cols=len(headings))
    return nodes.table("", group, **options)


def skip_node(writer: object, node: nodes.Node) -> None:
    """Leave a node out, in formats other than HTML."""
    raise nodes.SkipNode


def _visit_table(writer: HTML5Translator, table: nodes.table) -> None:
    """Name a table without a caption after the section or the fold that has it."""
    type(writer).visit_table(writer, table)
    if table.next_node(nodes.title) is None:
        holder = table.parent
        while not isinstance(holder, nodes.section | details_node | nodes.document):
            holder = holder.parent
        name = holder.get("title") or node_text(holder[0])
        writer.body[-1] = writer.body[-1].replace("<table", f'<table aria-label="{escape(name)}"', 1)


def _visit_details(writer: HTML5Translator, node: details_node) -> None:
    writer.body.append(writer.starttag({}, "details", "", CLASS=" ".join(node["classes"])))
    writer.body += ["<summary>", escape(node["title"]), node.get("aside", ""), "</summary>\n"]
    writer.body.append(writer.starttag({}, "div", ids=node["ids"]))


def _depart_details(writer: HTML5Translator, node: details_node) -> None:
    writer.body.append("</div></details>\n")


def _visit_mark(writer: HTML5Translator, node: sentence_mark) -> None:
    number, terms = node.astext(), node["terms"]
    link = {
        "class": "sentence-mark",
        "href": _find_evidence(writer, node),
        "aria-label": f"sentence {number}: its terms",
        "title": f"Sentence {number}. Terms: {terms or 'none'}.",
    }
    writer.body.append(writer.starttag(node, "a", "", **link))


def _depart_mark(writer: HTML5Translator, node: sentence_mark) -> None:
    writer.body.append("</a>")


def _visit_figure(writer: HTML5Translator, node: number_node) -> None:
    if "entry" in node:
        link = {
            "class": "counted",
            "href": _find_evidence(writer, node),
            "aria-label": f"{node.astext()}, its evidence",
        }
        writer.body.append(writer.starttag({}, "a", "", **link))
    attributes = {"value": node["value"], "title": node["definition"], "data-figure": node["name"]}
    writer.body.append(writer.starttag(node, "data", "", **attributes))


def _depart_figure(writer: HTML5Translator, node: number_node) -> None:
    writer.body.append("</data></a>" if "entry" in node else "</data>")


def _find_evidence(writer: HTML5Translator, node: nodes.Element) -> str:
    """The relative address of a node's evidence, from the page that Sphinx is writing."""
    page = writer.builder.get_relative_uri(writer.builder.current_docname, node["page"])
    return f"{page}#{node['entry']}"
