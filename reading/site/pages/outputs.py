"""Renders charts and tables in the outputs of notebooks. MyST-NB finds the renderer by its entry point."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Sequence
from typing import Any, ClassVar

import lxml.html
from docutils import nodes
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.util import logging

from reading.show.output_types import CHART, TABLE, path_to_root
from reading.show.titles import find_fault
from reading.site.charts.templates import get_template
from reading.site.pages.node_html import make_chart_node
from reading.site.published import published_book

logger = logging.getLogger(__name__)


CHARTS = "reading_notebook_charts"
"""The metadata of a page that holds the charts of its notebook by their names."""

HTML, FRAME = "text/html", 'class="dataframe"'
"""The MIME type of a frame of pandas, and what is found in it."""

NUMBER = re.compile(r"[-+]?[\d,.]+(e[-+]?\d+)?|-?inf|NaN|NaT|None|<NA>|\.\.\.", re.IGNORECASE)
"""A number as pandas writes it, or what it writes where there is none."""


def notebook_charts(app: Sphinx) -> dict[str, Any]:
    """The charts of all notebooks that Sphinx has read, by their names."""
    pages = app.env.metadata.values()
    return {name: spec for page in pages for name, spec in page.get(CHARTS, {}).items()}


def name_frames(notebook: dict[str, Any]) -> None:
    """Name the frames that cells show."""
    number = 0
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            html = "".join(output.get("data", {}).get(HTML, ""))
            if FRAME in html:
                number += 1
                output["data"][HTML] = clean_frame(html, f"Frame {number}: {_name_result(cell['source'])}")


def _name_result(source: str | list[str]) -> str:
    """The expression in the last line of a cell, which makes its output, in one short line."""
    last = ast.parse("".join(source)).body[-1]
    return textwrap.shorten(ast.unparse(last), 60, placeholder="\u2026")


def clean_frame(html: str, caption: str) -> str:
    """The HTML of a frame of pandas as a page holds it: with a caption, and without styles.

    A policy of the site blocks the styles. Screen readers need the scopes of headings and the caption.
    """
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    for style in tree.findall(".//style"):
        style.drop_tree()
    for part in tree.findall("div"):
        part.drop_tag()
    for table in tree.iter("table"):
        for part in table.iter():
            for name in set(part.attrib) - {"colspan", "rowspan"}:
                del part.attrib[name]
        _align_numbers(table)
        for heading in table.iter("th"):
            if heading.text:
                is_head = heading.getparent().getparent().tag == "thead"
                heading.set(
                    "scope", ("colgroup" if "colspan" in heading.attrib else "col") if is_head else "row"
                )
            else:
                heading.tag = "td"
        name = lxml.html.Element("caption", {"class": "visually-hidden"})
        name.text = caption
        table.insert(0, name)
    names = {"class": "table-wrapper frame", "tabindex": "0", "role": "region", "aria-label": caption}
    tree.attrib.update(names)
    return str(lxml.html.tostring(tree, encoding="unicode"))


def _align_numbers(table: Any) -> None:
    """Mark the cells of columns that hold numbers, and the headings of these columns."""
    rows = [row.findall("td") for row in table.findall("tbody/tr")]
    heads = [[*row] for row in table.findall("thead/tr") if row.find("th[@colspan]") is None]
    for number, column in enumerate(zip(*rows, strict=True)):
        if all(NUMBER.fullmatch(cell.text or "") for cell in column):
            for cell in (*column, *(head[number - len(rows[0])] for head in heads)):
                cell.set("class", "number")


class ChartRenderer(MimeRenderPlugin):
    """Renders charts as the directive `{chart}` does, and tables by a template."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("html", CHART, 1),
        ("html", TABLE, 1),
    )

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Render a chart or a table. All other outputs are left to MyST-NB."""
        if inline or data.mime_type not in (CHART, TABLE):
            return None
        env = renderer.renderer.sphinx_env
        if data.mime_type == TABLE:
            root = path_to_root(env.docname)
            html = get_template("table.html").render(table=data.content, root=root)
            return [nodes.raw("", html, format="html")]
        spec = env.metadata[env.docname][CHARTS][data.content]
        figures = published_book(env.app).figures
        if fault := find_fault(figures, spec["title"], spec["usermeta"]["claim"]):
            logger.warning(fault.problem, location=env.docname)
        return [make_chart_node(env.app, spec)]
