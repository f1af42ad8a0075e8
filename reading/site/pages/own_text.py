"""The directive `{own-text}`, with which readers count a text of their own, and the script with its rules.

The text is counted in the browser and stays there. The rules and what counts by them are loaded when a reader
uses the form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading.evidence.own_text import cached_rules
from reading.site.book import published_book
from reading.site.builder import write_page_files
from reading.site.drawings import templates
from reading.site.frame import assets
from reading.site.pages.explorer import DISPERSION
from reading.site.pages.nodes import skip_node

RULES = "_static/text_rules.js"
COUNTS = "_static/text_counts.js"
SCRIPT, SHEET = "_static/own_text.js", "_static/own_text.css"

COMMAND = "from-a-text-to-a-site"
"""The anchor of the section that says how to get the whole book."""


def setup(app: Sphinx) -> None:
    """Add the directive and its node, and tell the template what the page loads."""
    app.add_directive("own-text", OwnTextDirective)
    app.add_node(own_text_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("html-page-context", _add_assets)


class own_text_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The form and its results."""


class OwnTextDirective(SphinxDirective):
    """Shows the form for a text. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node."""
        return [own_text_node()]


def _visit(writer: HTML5Translator, node: own_text_node) -> None:
    builder, page = writer.builder, writer.builder.current_docname
    rules = f"window.textRules={assets.to_json(cached_rules(published_book(builder.app).book))};\n"
    write_page_files(builder, page, {RULES: rules})
    counts = assets.read_script(Path(builder.app.confdir), COUNTS)
    top = builder.get_relative_uri(page, "index").removesuffix("index.html")
    html = templates.render(
        "own_text.html",
        rules=top + assets.versioned(RULES, rules.encode()),
        counts=top + assets.versioned(COUNTS, counts.encode()),
        dispersion=DISPERSION,
        command=COMMAND,
    )
    writer.body.append(html)
    raise nodes.SkipNode


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of the page the addresses of its script and its style sheet."""
    if doctree is not None and any(doctree.findall(own_text_node)):
        context["application"] = assets.find_application(app, SCRIPT, SHEET)
