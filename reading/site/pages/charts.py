"""The directive `{chart}`, which draws a chart of `reading.charts` by its name."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from reading import charts
from reading.data.book import Book
from reading.files.errors import suggest
from reading.site.book import published_book
from reading.site.pages.nodes import make_chart_node


class ChartDirective(SphinxDirective):
    """Calls `charts.NAME(book, paragraph=<the page's>)`, with the title and the claim that the page gives."""

    required_arguments = 1
    option_spec: ClassVar = {"title": directives.unchanged_required, "claim": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Draw the chart. A wrong name, title or claim is an error."""
        name, known = self.arguments[0], charts.names()
        if name not in known:
            raise self.error(f"no chart is called {name!r} {suggest(name, known)}")
        if "title" not in self.options:
            raise self.error(f"the chart {name} lacks its title")
        published, claim = published_book(self.env.app), self.options.get("claim", "")
        if not published.supports_title(name, self.options["title"], claim):
            raise self.error(f"the title needs a true claim, and {claim!r} is not one")
        make_chart = getattr(charts, name)
        try:
            chart = make_chart(
                published.book, **self.options, **self._paragraph_option(make_chart, published.book)
            )
        except ValueError as error:
            raise self.error(str(error)) from None
        # Validation would double the time. Tests validate every chart against the schema of Vega-Lite.
        return [make_chart_node(self.env.app, chart.to_dict(validate=False))]

    def _paragraph_option(self, make_chart: Any, book: Book) -> dict[str, str]:
        """The paragraph of the page, for a chart with a parameter for it."""
        if "paragraph" not in inspect.signature(make_chart).parameters:
            return {}
        paragraph = book.paragraph_on(self.env.docname)
        if paragraph is None:
            raise self.error(f"the chart {make_chart.__name__} belongs on the page of a paragraph")
        return {"paragraph": paragraph}
