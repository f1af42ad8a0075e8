"""The directive `{chart}`, which shows a chart by its name.

A chart of a paragraph is a function of the package. Any other chart stands in a notebook, which gives it its
name; the pages that show it are filled when they are written, because notebooks are read last.
"""

from __future__ import annotations

import json
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.show.output_types import Spec
from reading.show.titles import PLAIN_TITLES, find_fault
from reading.site.pages.node_html import make_chart_node
from reading.site.pages.outputs import notebook_charts
from reading.site.published import published_book

BORROWED = "reading_borrowed_charts"
"""The metadata of a page that holds the names of the charts of notebooks that it shows."""


class borrowed_chart(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """The place where another page shows a chart of a notebook. `name` is the chart's."""


def setup(app: Sphinx) -> None:
    """Add the directive, and fill the places of charts of notebooks."""
    app.add_node(borrowed_chart)
    app.add_directive("chart", ChartDirective)
    app.connect("doctree-resolved", _fill)


def _fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    specs = notebook_charts(app)
    for place in list(doctree.findall(borrowed_chart)):
        spec = specs.get(place["name"])
        place.replace_self([make_chart_node(app, spec, page)] if spec else [])


class ChartDirective(SphinxDirective):
    """Draws the chart of a paragraph with the title and the claim that its page gives, or borrows a chart."""

    required_arguments = 1
    option_spec: ClassVar = {"title": directives.unchanged_required, "claim": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Draw the chart. A wrong title or claim is an error."""
        name, app = self.arguments[0], self.env.app
        if name not in PLAIN_TITLES:
            self.env.metadata[self.env.docname].setdefault(BORROWED, []).append(name)
            return [borrowed_chart(name=name)]
        if "title" not in self.options:
            raise self.error(f"the chart {name} lacks its title")
        book, title, claim = published_book(app), self.options["title"], self.options.get("claim", "")
        if fault := find_fault(book.figures, title, claim, chart=name):
            raise self.error(fault.problem)
        try:
            spec = cached_spec(book.book, name, self.env.docname, title, claim)
        except ValueError as error:
            raise self.error(str(error)) from None
        return [make_chart_node(app, spec)]


def cached_spec(book: Book, name: str, page: str, title: str, claim: str) -> Spec:
    """The specification of a chart, from the cache, so that most builds need no Altair.

    Raises `ValueError` where the page is not that of a paragraph, or there is nothing to show.
    """
    paragraph = book.paragraph_on(page)
    if paragraph is None:
        raise ValueError(f"the chart {name} belongs on the page of a paragraph")
    key = json.dumps(["chart", name, title, claim, paragraph])
    spec: Spec = get_cached(book, key, lambda book: make_spec(book, name, paragraph, title, claim))
    return spec


def make_spec(book: Book, name: str, paragraph: str, title: str, claim: str) -> Spec:
    """The specification of a chart. Raises `ValueError` where it has no rows."""
    from reading.show.paragraphs import CHARTS  # it imports Altair

    return CHARTS[name](book, paragraph, title, claim).spec
