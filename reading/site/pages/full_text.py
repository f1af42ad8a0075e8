"""The directive `{original}`: the sentences of a page's paragraph, numbered, where a book keeps the text."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data import full_text
from reading.site import book as published


def setup(app: Sphinx) -> None:
    """Know the directive."""
    app.add_directive("original", Original)


class Original(SphinxDirective):
    """The paragraph itself, before it is retold."""

    def run(self) -> list[nodes.Node]:
        """Make the list, or say why there is none."""
        book = published.of(self.env.app).book
        path, paragraph = full_text.path_of(book.root), book.paragraph_on(self.env.docname)
        if path is None:
            raise self.error("this book keeps no text to show")
        if paragraph is None:
            raise self.error("the text belongs on the page of a paragraph")
        self.env.note_dependency(str(path))
        said = [nodes.list_item("", nodes.paragraph("", one)) for one in book.kept[paragraph]]
        return [nodes.block_quote("", nodes.enumerated_list("", *said), classes=["original"])]
