"""Shows the data dictionary: each published table, with what its columns are."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.show.output_types import path_to_root
from reading.site.pages.node_html import details_node, make_table
from reading.site.published import published_book
from reading.tables.package import list_resources

HEADINGS = ("Column", "What it is", "Unit; formula")


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("tables", TablesDirective)


class TablesDirective(SphinxDirective):
    """Makes a fold for each published table of the book that has rows."""

    def run(self) -> list[nodes.Node]:
        """Make the folds."""
        return list(_make_entries(published_book(self.env.app).book, path_to_root(self.env.docname)))


def _make_entries(book: Book, root: str) -> Iterator[details_node]:
    for resource in list_resources(book):
        link = nodes.reference("", "CSV", internal=True, refuri=f"{root}tables/{resource['path']}")
        keys = resource["schema"].get("primaryKey", [])
        named = " and ".join(keys).replace("_", " ")
        named = f"A row is named by {named}." if keys else "It has one row."
        fields = [each for each in resource["schema"]["fields"] if each["name"] not in keys]
        said = f"{resource['title']}. {named} "
        content = [nodes.paragraph("", said, link), _write_columns(fields)]
        name = resource["name"]
        yield details_node("", *content, title=name, ids=[name], category="table", classes=["described"])


def _write_columns(fields: list[dict[str, str]]) -> nodes.table:
    rows = []
    for each in fields:
        unit = "; ".join(filter(None, [each["unit"], each.get("formula", "")]))
        rows.append([*map(nodes.Text, (each["name"], each["description"], unit))])
    return make_table(HEADINGS, rows, classes=["dictionary"])
