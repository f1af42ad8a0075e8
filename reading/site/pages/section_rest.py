"""The directive `{rest-of-section}`: the paragraphs of a section whose chapters nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.document import Paragraph
from reading.formatting import pluralize
from reading.site.book import published_book
from reading.site.pages.evidence import record_retellings
from reading.site.pages.full_text import quote
from reading.site.pages.node_html import relative_address
from reading.tables.locations import sentence_page


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("rest-of-section", RestOfSectionDirective)


class RestOfSectionDirective(SphinxDirective):
    """Shows these paragraphs: their text where the book keeps it, else how many sentences they have."""

    def run(self) -> list[nodes.Node]:
        """Make the paragraphs, or a list. It is an error on a page that is no chapter."""
        book = published_book(self.env.app).book
        here = book.paragraph_on(self.env.docname)
        if here is None:
            raise self.error("the rest of a section belongs on the page of a paragraph")
        record_retellings(self.env, book)
        section = next(part for part in book.document.outline.sections if here.startswith(f"{part.id}/"))
        paragraphs = [part for part in section.paragraphs if part.id not in book.chapters]
        if not paragraphs:
            return [nodes.paragraph("", "Each paragraph of the section has a chapter.")]
        if book.full_text:
            return list(self._show_texts(book, paragraphs))
        items = (
            nodes.list_item(
                "",
                nodes.paragraph("", "", self._link(book, part), nodes.Text(f": {pluralize(part.sentences)}")),
            )
            for part in paragraphs
        )
        return [nodes.bullet_list("", *items)]

    def _show_texts(self, book: Book, paragraphs: list[Paragraph]) -> Iterator[nodes.Node]:
        for paragraph in paragraphs:
            text = nodes.paragraph("", " ".join(book.full_text[paragraph.id]))
            yield nodes.paragraph("", "", nodes.strong("", "", self._link(book, paragraph)))
            yield quote(text)

    def _link(self, book: Book, paragraph: Paragraph) -> nodes.reference:
        """The title of a paragraph with a link to its sentences in the evidence."""
        first = sentence_page(book, paragraph.id)
        address = f"{relative_address(self.env.app.builder, self.env.docname, first)}1"
        return nodes.reference("", paragraph.title, internal=True, refuri=address)
