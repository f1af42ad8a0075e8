"""The directive `{explorer}`: a page on which readers look at any term, and the data that it goes by.

The data is a script, since nothing can be fetched from a disk, and loads beside the page.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading import evidence, explorer, figures
from reading.explorer import PAGE
from reading.measures import association
from reading.site import assets, published, templates

DATA = "_static/terms.js"
SCRIPT = "_static/explorer.js"
SHEET = "_static/explorer.css"


def setup(app: Sphinx) -> None:
    """Know the directive, and give its page what it loads."""
    app.add_directive("explorer", Explorer)
    app.add_node(term_explorer, html=(_visit, None), latex=(_skip, None), text=(_skip, None))
    app.connect("html-page-context", _serve)


class term_explorer(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The explorer with the script that is its `data`."""


class Explorer(SphinxDirective):
    """The explorer of the book's terms, which has a page of its own: the check sees to that."""

    def run(self) -> list[nodes.Node]:
        """Gather what it shows."""
        told = figures.kept(published.of(self.env.app).book, "explorer", explorer.explored)
        for paragraph in told["paragraphs"]:
            paragraph["page"] = self.env.app.builder.get_relative_uri(PAGE, paragraph["page"])
        return [term_explorer(data=_script(told))]


def _script(told: explorer.Told) -> str:
    """What the explorer shows, as a script that hands it over."""
    return f"window.terms={json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"


def _visit(writer: HTML5Translator, node: term_explorer) -> None:
    builder = writer.builder
    (Path(builder.outdir) / DATA).write_text(node["data"], encoding="utf-8", newline="\n")
    address = builder.get_relative_uri(PAGE, evidence.PAGE)
    writer.body.append(templates.render("explorer.html", evidence=address, measures=association.NAMES))
    raise nodes.SkipNode


def _skip(writer: object, node: nodes.Node) -> None:
    raise nodes.SkipNode


def _serve(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Name the data, the script and the sheet to the page of the explorer."""
    shown = None if doctree is None else next(doctree.findall(term_explorer), None)
    if shown is not None:
        own = {name: (Path(app.confdir) / path).read_bytes() for name, path in _OWN.items()}
        context["explorer"] = {name: assets.versioned(_OWN[name], content) for name, content in own.items()}
        context["explorer"]["data"] = assets.versioned(DATA, shown["data"].encode())


_OWN = {"script": SCRIPT, "sheet": SHEET}
