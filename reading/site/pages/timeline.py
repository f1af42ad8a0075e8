"""The directive `{timeline}`: the dated events that the chapters tell, each with a link to its chapter."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.timeline import Event
from reading.formatting import format_date
from reading.site.book import published_book
from reading.site.pages.node_html import make_table

CAPTION = "What the chapters date"

HEADINGS = ("Date", "Event")


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("timeline", TimelineDirective)


class TimelineDirective(SphinxDirective):
    """Makes a table of the events, by date. There is none in a book without events."""

    def run(self) -> list[nodes.Node]:
        """Make the table."""
        rows = [self._write_event(event) for event in published_book(self.env.app).book.timeline]
        if not rows:
            return []
        table = make_table(HEADINGS, rows, classes=["timeline", "colwidths-auto"], ids=["timeline"])
        table.insert(0, nodes.title("", CAPTION))
        return [table]

    def _write_event(self, event: Event) -> list[nodes.Node]:
        page, date, said = self.env.docname, nodes.Text(format_date(event.date)), nodes.Text(event.event)
        if event.page == page:
            return [date, said]
        address = self.env.app.builder.get_relative_uri(page, event.page)
        return [date, nodes.reference("", "", said, internal=True, refuri=address)]
