"""The directive `{recoding}`: a button below a chart of sentences that lets a reader code them otherwise.

The squares of the chart above it take another code when a reader presses them, and the page counts again
whose view the sections give, and how many deals of the paragraphs differ as much. So a reader sees which
codes carry the finding. Without script, there is no button, and the squares lead to the retelling.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.measures.incidence import SENTENCE
from reading.site.charts.templates import get_template
from reading.site.layout import assets
from reading.site.pages.application import widget_node
from reading.site.published import published_book
from reading.tables.deal_tables import ASKED
from reading.tables.voice_counts import VOICE, require_rule

SCRIPT, SHEET = "_static/recoding.js", "_static/recoding.css"


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("recoding", RecodingDirective)


class RecodingDirective(SphinxDirective):
    """Shows the button; nothing in a book that compares no views of its sections."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the button and the codes."""
        published = published_book(self.env.app)
        if f"deals.{ASKED}.{VOICE}.k" not in published.figures:
            return []
        html = get_template("recoding.html").render(**describe_codes(published.book))
        loaded = {"script": assets.find_asset(SCRIPT), "sheet": assets.find_asset(SHEET)}
        return [widget_node(html=html, scripts={}, loaded=loaded)]


def describe_codes(book: Book) -> dict[str, Any]:
    """What the template shows of a book.

    - asked: whose view is asked about
    - codes: of each sentence `asked`, `other` for another source, or `none`
    - sizes: of each section the numbers of sentences of its paragraphs
    """
    rule, document = require_rule(book), book.document
    rows = document.sentences[["section", *SENTENCE]].merge(book.voices.consensus, on=SENTENCE)
    named = {rule.asked.view: "asked"} | dict.fromkeys(rule.own, "none")
    sizes = rows.groupby(["section", "paragraph"], sort=False).size()
    return {
        "asked": rule.voice.codes[rule.asked.view].label,
        "codes": [named.get(voice, "other") for voice in rows["voice"]],
        "sizes": [list(map(int, each)) for _, each in sizes.groupby(level="section", sort=False)],
    }
