"""The directive `{codebook}`, which shows each theme with its rules and its sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.formatting import name_sentence
from reading.site.pages.entries import EntryWriter, join_links
from reading.site.pages.entries_data import theme_sentences
from reading.site.pages.evidence import record_retellings
from reading.site.pages.node_html import details_node
from reading.site.published import published_book
from reading.tables import locations
from reading.tables.theme_counts import goes_by_terms


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("codebook", CodebookDirective)


class CodebookDirective(SphinxDirective):
    """Shows the codebook. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make a section for each theme."""
        book = published_book(self.env.app).book
        record_retellings(self.env, book)
        writer = EntryWriter(book, self.env.app.builder, self.env.docname)
        return list(_theme_sections(book, writer))


def _theme_sections(book: Book, writer: EntryWriter) -> Iterator[nodes.section]:
    carried, total = theme_sentences(book), len(book.document.sentences)
    by_terms = goes_by_terms(book)
    for theme, rules in book.coding.codebook.themes.items():
        rows, anchor = carried[carried["theme"] == theme], locations.theme(theme).anchor
        is_known = by_terms or theme in book.coding.leading
        counted = f"Sentences: {len(rows)} of {total}" if is_known else "Sentences: not coded"
        terms = ", ".join(rules.terms) if by_terms else ""
        said = {"Carried by": rules.include, "Not by": rules.exclude, "Found by": terms}
        yield nodes.section(
            "",
            nodes.title("", rules.label),
            nodes.paragraph("", rules.definition),
            *(_rule(name, rule) for name, rule in said.items() if rule),
            _list_in_details(writer, rows, anchor, counted),
            *_list_differences(book, writer, theme),
            ids=[anchor],
            category="theme",
            classes=["theme"],
        )


def _list_in_details(writer: EntryWriter, rows: pd.DataFrame, anchor: str, title: str) -> nodes.Element:
    if rows.empty:
        return nodes.paragraph("", title, classes=["rule"])
    return details_node("", writer.sentence_list(rows, anchor), title=title, classes=["rule"])


def _list_differences(book: Book, writer: EntryWriter, theme: str) -> Iterator[nodes.paragraph]:
    """The decisions on sentences on which the passes differ, and the sentences that wait for one."""
    for decision in book.coding.decisions:
        if decision.theme == theme:
            link = _link_sentence(book, writer, decision.paragraph, decision.sentence)
            outcome = "carried" if decision.carried else "not carried"
            yield _rule("Passes differ", "on ", link, f": {outcome}. {decision.reason}")
    undecided = book.coding.undecided
    ties = [(paragraph, number) for paragraph, number, tied in undecided if tied == theme]
    if ties:
        links = join_links(_link_sentence(book, writer, *place) for place in ties)
        yield _rule("Passes differ", "on ", *links, ". Until somebody decides, it is not carried there.")


def _link_sentence(book: Book, writer: EntryWriter, paragraph: str, sentence: int) -> nodes.reference:
    titles = book.document.paragraphs.set_index("paragraph")["title"]
    name = name_sentence(titles[paragraph], sentence)
    return writer.link(name, locations.sentence(book.document.short[paragraph], sentence))


def _rule(name: str, *content: str | nodes.Node) -> nodes.paragraph:
    inline = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", nodes.strong("", name), nodes.Text(" "), *inline, classes=["rule"])
