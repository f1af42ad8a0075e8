"""The directive `{timeline}`: the dated events that the chapters tell, each with a link to its chapter."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.timeline import Event
from reading.formatting import format_date
from reading.site.book import published_book

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
        head = _write_row(*map(nodes.Text, HEADINGS))
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in HEADINGS), cols=len(HEADINGS))
        group += [nodes.thead("", head), nodes.tbody("", *rows)]
        caption, classes = nodes.title("", CAPTION), ["timeline", "colwidths-auto"]
        return [nodes.table("", caption, group, classes=classes, ids=["timeline"])]

    def _write_event(self, event: Event) -> nodes.row:
        page, said = self.env.docname, nodes.Text(event.event)
        if event.page == page:
            return _write_row(nodes.Text(format_date(event.date)), said)
        address = self.env.app.builder.get_relative_uri(page, event.page)
        link = nodes.reference("", "", said, internal=True, refuri=address)
        return _write_row(nodes.Text(format_date(event.date)), link)


def _write_row(*cells: nodes.Node) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))
