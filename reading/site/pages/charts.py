"""The directive `{chart}` of a page: a chart's name, title and claim in, the drawn chart out."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from reading import charts
from reading.data.book import Book
from reading.files.errors import nearest
from reading.site import book as published
from reading.site.pages.nodes import chart


class ChartByName(SphinxDirective):
    """Calls `charts.NAME(book, paragraph=<the page's>)`, with the title and the claim that the page gives."""

    required_arguments = 1
    option_spec: ClassVar = {"title": directives.unchanged_required, "claim": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Draw the chart, or say what is wrong with its name, title or claim."""
        name, known = self.arguments[0], charts.names()
        if name not in known:
            raise self.error(f"no chart is called {name!r} {nearest(name, known)}")
        if "title" not in self.options:
            raise self.error(f"the chart {name} lacks its title")
        built, claim = published.of(self.env.app), self.options.get("claim", "")
        if not built.bears(name, self.options["title"], claim):
            raise self.error(f"{claim!r} is no true claim, so the title cannot stand")
        make = getattr(charts, name)
        try:
            made = make(built.book, **self.options, **self._page(make, built.book))
        except ValueError as nothing:
            raise self.error(str(nothing)) from None
        # The charts' tests hold their specifications to Vega-Lite's schema; that takes as long as the rest.
        return [chart(self.env.app, made.to_dict(validate=False))]

    def _page(self, make: Any, book: Book) -> dict[str, str]:
        """The page's paragraph, for a chart that asks for it."""
        if "paragraph" not in inspect.signature(make).parameters:
            return {}
        paragraph = book.paragraph_on(self.env.docname)
        if paragraph is None:
            raise self.error(f"the chart {make.__name__} belongs on the page of a paragraph")
        return {"paragraph": paragraph}
