"""The directive `{original}`, which shows the paragraph of a page where a book may keep the text itself."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data import full_text
from reading.site.book import published_book


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("original", FullTextDirective)


class FullTextDirective(SphinxDirective):
    """Lists the sentences of the page's paragraph, numbered."""

    def run(self) -> list[nodes.Node]:
        """Make the list. It is an error where the book keeps no text or the page has no paragraph."""
        book = published_book(self.env.app).book
        path, paragraph = full_text.find_copy(book.root), book.paragraph_on(self.env.docname)
        if path is None:
            raise self.error("this book keeps no text to show")
        if paragraph is None:
            raise self.error("the text belongs on the page of a paragraph")
        self.env.note_dependency(str(path))
        items = [nodes.list_item("", nodes.paragraph("", sentence)) for sentence in book.full_text[paragraph]]
        return [quote(nodes.enumerated_list("", *items))]


def quote(text: nodes.Node) -> nodes.block_quote:
    """A quotation of the document. Sphinx changes none of its marks, such as two hyphens."""
    return nodes.block_quote("", text, classes=["original"], support_smartquotes=False)
