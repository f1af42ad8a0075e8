"""The directive `{explorer}`, which shows where any term occurs, and the scripts with its data.

The data are scripts, since a page that is opened from disk cannot fetch files. The page begins with the list
of terms and the first term. It loads all others when a reader picks one.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.site.charts.templates import get_template
from reading.site.layout import assets
from reading.site.pages.application import make_widget
from reading.site.pages.evidence import record_retellings
from reading.site.pages.explorer_data import explorer_data
from reading.site.published import published_book
from reading.tables.locations import EVIDENCE, EXPLORER

DATA = "_static/terms.js"
SCRIPT, SHEET = "_static/explorer.js", "_static/explorer.css"

DETAILS = "_static/term_details.js"
"""The script with the data of all terms but the first."""

LISTED = ("id", "label", "kind", "ranked", "count", "forms")
"""The data of a term that the page needs to list and to find it."""


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("explorer", ExplorerDirective)


class ExplorerDirective(SphinxDirective):
    """Shows the explorer of terms. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        app, book = self.env.app, published_book(self.env.app).book
        record_retellings(self.env, book)
        data = explorer_data(book)
        details = {
            term["id"]: {name: term.pop(name) for name in [*term] if name not in LISTED}
            for term in data["terms"]
            if term["id"] != data["first_term"]
        }
        scripts = {DETAILS: f"window.termDetails={assets.to_json(details)};\n"}
        data["details"] = Path(assets.versioned(DETAILS, scripts[DETAILS])).name
        scripts[DATA] = f"window.terms={assets.to_json(data)};\n"
        html = get_template("explorer.html").render(evidence=app.builder.get_relative_uri(EXPLORER, EVIDENCE))
        return [make_widget(html, scripts, script=SCRIPT, sheet=SHEET, data=DATA)]
