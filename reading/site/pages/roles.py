"""The roles `{s}` (a sentence mark), `{fig}` (a figure by its name) and `{n}` (a typed number)."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from reading.data.chapters import anchor
from reading.site.pages.node_html import number_node, sentence_mark
from reading.site.pages.sentences_data import list_terms
from reading.site.published import published_book
from reading.tables import locations

RoleResult = tuple[list[nodes.Node], list[nodes.system_message]]


def setup(app: Sphinx) -> None:
    """Add the roles."""
    app.add_role("s", SentenceMarkRole())
    app.add_role("fig", FigureRole())
    app.add_role("n", TypedNumberRole())


class SentenceMarkRole(SphinxRole):
    """Ends the retelling of a sentence with an anchor (`s3`, then `s3-2`) and a link to its evidence."""

    def run(self) -> RoleResult:
        """Make the mark. It is an error on a page without a paragraph."""
        mark = self.text.strip()
        counts = self.env.temp_data.setdefault("reading_marks", {})
        counts[mark] = counts.get(mark, 0) + 1
        book = published_book(self.env.app).book
        sentence = book.find_sentence(self.env.docname, mark)
        if sentence is None:
            return _refuse(self, "a sentence mark belongs in a chapter")
        paragraph, number = sentence
        page, entry = locations.sentence(book.document.short[paragraph], number)
        ids, terms = [anchor(mark, counts[mark])], list_terms(book).get(sentence, "")
        article = locations.in_article(book, *sentence)
        mark_node = sentence_mark("", mark, ids=ids, page=page, entry=entry, terms=terms, article=article)
        return [mark_node], []


class FigureRole(SphinxRole):
    """Shows a cell of a published table, formatted by its unit and linked to its evidence."""

    def run(self) -> RoleResult:
        """Look up the figure. An unknown name is an error."""
        name, published = self.text.strip(), published_book(self.env.app)
        if name not in published.figures:
            return _refuse(self, f"no figure is called {name!r} ({published.figures.hint(name)})")
        figure = published.figures[name]
        node = number_node("", str(figure), name=name, value=figure.value, definition=figure.says)
        if location := figure.locate(published.book):
            node["page"], node["entry"] = location
        return [node], []


class TypedNumberRole(SphinxRole):
    """Shows a number that is a convention rather than a finding, such as a confidence level."""

    def run(self) -> RoleResult:
        """Return the number as it is written."""
        return [nodes.Text(self.text)], []


def _refuse(role: SphinxRole, problem: str) -> RoleResult:
    message = role.inliner.reporter.error(problem, line=role.lineno)
    return [role.inliner.problematic(role.rawtext, role.rawtext, message)], [message]
