"""The roles `{s}` (a sentence mark), `{fig}` (a figure by its name) and `{n}` (a typed number)."""

from __future__ import annotations

import functools
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from reading.data.book import Book
from reading.data.chapters import anchor
from reading.site.book import published_book
from reading.site.pages import figure_targets
from reading.site.pages.node_html import published_figure, sentence_mark
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
        number = self.text.strip()
        counts = self.env.temp_data.setdefault("reading_marks", {})
        counts[number] = counts.get(number, 0) + 1
        book = published_book(self.env.app).book
        paragraph = book.paragraph_on(self.env.docname)
        if paragraph is None:
            message = self.inliner.reporter.error(
                "a sentence mark belongs in the chapter of a paragraph", line=self.lineno
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        page, entry, terms = _find_sentence(book, paragraph, number)
        ids = [anchor(number, counts[number])]
        return [sentence_mark("", number, ids=ids, page=page, entry=entry, terms=terms)], []


class FigureRole(SphinxRole):
    """Shows a cell of a published table, formatted by its unit and linked to its evidence."""

    def run(self) -> RoleResult:
        """Look up the figure. An unknown name is an error."""
        name, known = self.text.strip(), published_book(self.env.app).figures
        if name not in known:
            problem = f"no figure is called {name!r} ({known.hint(name)})"
            message = self.inliner.reporter.error(problem, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        text, attributes = _describe_figure(self.env.app, name)
        return [published_figure("", text, **attributes)], []


class TypedNumberRole(SphinxRole):
    """Shows a number that is a convention rather than a finding, such as a confidence level."""

    def run(self) -> RoleResult:
        """Return the number as it is written."""
        return [nodes.Text(self.text)], []


def _find_sentence(book: Book, paragraph: str, number: str) -> tuple[str, str, str]:
    """The place of a sentence in the evidence: page and anchor. With it come its terms, sorted by name."""
    labels = _list_terms(book).get((paragraph, number), "")
    return *locations.sentence(book.document.short[paragraph], number), labels


@functools.lru_cache(maxsize=2)
def _list_terms(book: Book) -> dict[Any, str]:
    """The labels of the terms in each sentence, by its paragraph and number, with commas between them."""
    rows = locations.terms(book)[["lemma", "label"]].merge(book.document.incidence, on="lemma")
    places = [rows["paragraph"], rows["sentence"].astype(str)]
    labels: dict[Any, str] = rows.groupby(places)["label"].agg(", ".join).to_dict()
    return labels


def _describe_figure(app: Sphinx, name: str) -> tuple[str, dict[str, Any]]:
    """The text of a figure, and the attributes of its node."""
    published = published_book(app)
    figure = published.figures[name]
    attributes = {"name": name, "value": figure.value, "definition": figure.says}
    if location := figure_targets.find_entry(published.book, figure):
        attributes["page"], attributes["entry"] = location
    return str(figure), attributes
