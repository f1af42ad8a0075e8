"""The directive `{sentences}`, which lists the words of the sentences of a paragraph that is to be retold."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.site.pages.sentences_data import list_terms
from reading.site.published import published_book


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("sentences", SentencesDirective)


class SentencesDirective(SphinxDirective):
    """Lists the words of each sentence of a paragraph, without their order."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the list. It is an error where there is no such paragraph."""
        book, paragraph = published_book(self.env.app).book, self.arguments[0]
        sizes = {each.id: each.sentences for _, each in book.document.outline.paragraphs()}
        if paragraph not in sizes:
            raise self.error(f"there is no paragraph {paragraph!r}")
        terms = list_terms(book)
        words = [terms.get((paragraph, str(number)), "\u2013") for number in range(1, sizes[paragraph] + 1)]
        items = (nodes.list_item("", nodes.paragraph("", text)) for text in words)
        return [nodes.enumerated_list("", *items)]
