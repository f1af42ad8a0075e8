"""The node of a part of a page that a script fills, with data from the build."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from reading.site.builder import write_texts
from reading.site.layout import assets
from reading.site.pages.node_html import skip_node


class widget_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """A form or a frame, and what belongs to it.

    html: its HTML
    scripts: the scripts with its data, by name
    loaded: the addresses of its `script`, its style `sheet` and the script with its first `data`
    """


def setup(app: Sphinx) -> None:
    """Add the node, and tell the template what its page loads."""
    app.add_node(widget_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("html-page-context", _add_loaded)


def make_widget(html: str, scripts: dict[str, str], *, script: str, sheet: str, data: str) -> widget_node:
    """The node of an application, with the paths of its script, its style sheet and its first data."""
    loaded = {
        "script": assets.find_asset(script),
        "sheet": assets.find_asset(sheet),
        "data": assets.versioned(data, scripts[data]),
    }
    return widget_node(html=html, scripts=scripts, loaded=loaded)


def _visit(writer: HTML5Translator, node: widget_node) -> None:
    write_texts(writer.builder.app, node["scripts"])
    writer.body.append(node["html"])
    raise nodes.SkipNode


def _add_loaded(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    node = None if doctree is None else next(doctree.findall(widget_node), None)
    if node is not None:
        context["application"] = node["loaded"]
