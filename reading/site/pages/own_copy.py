"""The directive `{own-copy}`, which opens a reader's own copy of the document, and the scripts with its data.

The copy is read in the browser and stays there. Other pages load the script only if the reader keeps a copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from reading.data.cached import get_cached
from reading.evidence.own_copy import PAGE, Data, list_retellings, own_copy_data
from reading.evidence.pages import sentence_page
from reading.site.book import published_book
from reading.site.builder import write_page_files
from reading.site.drawings import templates
from reading.site.frame import assets
from reading.site.pages.evidence import record_retellings
from reading.site.pages.nodes import relative_address, skip_node
from reading.site.pages.shown import show

DATA = "_static/own_copy_data.js"
RETELLINGS = "_static/retellings.js"
SCRIPT = "_static/own_copy.js"
ALIGNMENT = "_static/alignment.js"
SHEET = "_static/own_copy.css"

_DATA, _ASSETS = "_reading_own_copy_data", "_reading_own_copy_assets"
"""The attributes of the application that hold the script with the data, and what `_find_assets` returns."""


def setup(app: Sphinx) -> None:
    """Add the directive and its node, and tell the template where the script is."""
    app.add_directive("own-copy", OwnCopyDirective)
    app.add_node(own_copy_node, html=(_visit, None), latex=(skip_node, None), text=(skip_node, None))
    app.connect("html-page-context", _add_assets)


class own_copy_node(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The form and its results. `scripts` are the scripts with its data, by name."""


class OwnCopyDirective(SphinxDirective):
    """Shows the form for a copy of the document. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        book = published_book(self.env.app).book
        record_retellings(self.env, book)
        retellings = f"window.retellings={assets.to_json(list_retellings(book))};\n"
        return [own_copy_node(scripts={DATA: show(self.env, _data_script), RETELLINGS: retellings})]


def _data_script(app: Sphinx) -> str:
    """The script with the published counts of the document, and with the pages of the chapters."""
    if not hasattr(app, _DATA):
        book = published_book(app).book
        data: Data = get_cached(book, "own copy", own_copy_data)
        for paragraph in data["paragraphs"]:
            place = sentence_page(book, paragraph.pop("id"))
            paragraph["page"] = app.builder.get_relative_uri(PAGE, place.page)
            paragraph["sentences_at"] = relative_address(app.builder, PAGE, place)
        setattr(app, _DATA, f"window.ownCopyData={assets.to_json(data)};\n")
    script: str = getattr(app, _DATA)
    return script


def _visit(writer: HTML5Translator, node: own_copy_node) -> None:
    write_page_files(writer.builder, writer.builder.current_docname, node["scripts"])
    address = assets.versioned(RETELLINGS, node["scripts"][RETELLINGS].encode())
    writer.body.append(templates.render("own_copy.html", retellings=address))
    raise nodes.SkipNode


def _add_assets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template where the script is, and whether the page loads it in any case."""
    if PAGE in app.env.found_docs:
        opens = doctree is not None and any(doctree.findall(own_copy_node))
        context["own_copy"] = {**_find_assets(app), "opens": opens}


def describe_scripts(app: Sphinx) -> str:
    """The addresses and the key that all pages have. Empty if the book has no such page."""
    return repr(_find_assets(app)) if app.builder.format == "html" and PAGE in app.env.found_docs else ""


def _find_assets(app: Sphinx) -> dict[str, str]:
    """The addresses of the script and of the style sheet, and the key under which a browser keeps a copy."""
    if not hasattr(app, _ASSETS):
        folder = Path(app.confdir)
        files = "".join(assets.read_script(folder, name) for name in (SCRIPT, ALIGNMENT, SHEET))
        assets_of_page = {
            # The script loads the others with its own version.
            "script": assets.versioned(SCRIPT, (files + _data_script(app)).encode()),
            "sheet": assets.versioned(SHEET, (folder / SHEET).read_bytes()),
            "key": f"own-copy-{published_book(app).book.document.outline.sha256[:8]}",
        }
        setattr(app, _ASSETS, assets_of_page)
    found: dict[str, str] = getattr(app, _ASSETS)
    return found
