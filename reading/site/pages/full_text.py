"""The directive `{sentences}`, which lists the sentences of a paragraph on the page that retells them."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data import full_text
from reading.site.pages.sentences_data import list_terms
from reading.site.published import published_book


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("sentences", SentencesDirective)


class SentencesDirective(SphinxDirective):
    """Lists the sentences of a paragraph; their words, where the book does not keep the text."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the list. It is an error where there is no such paragraph."""
        book, paragraph = published_book(self.env.app).book, self.arguments[0]
        if paragraph not in book.document.section_of:
            raise self.error(f"there is no paragraph {paragraph!r}")
        if path := full_text.find_copy(book.root):
            self.env.note_dependency(str(path))
            return [quote(_list_texts(book.full_text[paragraph]))]
        size = next(each.sentences for _, each in book.document.outline.paragraphs() if each.id == paragraph)
        terms = list_terms(book)
        return [_list_texts([terms.get((paragraph, str(number)), "\u2013") for number in range(1, size + 1)])]


def _list_texts(texts: list[str]) -> nodes.enumerated_list:
    return nodes.enumerated_list("", *(nodes.list_item("", nodes.paragraph("", text)) for text in texts))


def quote(text: nodes.Node) -> nodes.block_quote:
    """A quotation of the document. Sphinx changes none of its marks, such as two hyphens."""
    return nodes.block_quote("", text, classes=["original"], support_smartquotes=False)
