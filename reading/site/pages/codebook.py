"""The directive `{codebook}`, which shows each theme with its rules, its terms and its sentences."""

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
from reading.site.pages.node_html import fold
from reading.site.published import published_book
from reading.tables import locations
from reading.tables.theme_counts import CONSENSUS, find_source
from reading.text.wildcards import match_terms

NO_TERM = "no word of the document"
"""Stands in the place of the terms of a theme that do not occur."""


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
    carried = theme_sentences(book)
    lemmas = book.document.incidence["lemma"].unique()
    counted = "Sentences" if find_source(book) == CONSENSUS else "Sentences with one of these words"
    total = len(book.document.sentences)
    for theme in book.lexicon.themes:
        rules, rows = book.coding.codebook.themes[theme.id], carried[carried["theme"] == theme.id]
        terms = sorted(match_terms(theme.terms, lemmas), key=book.lexicon.label)
        anchor, said = (
            locations.theme(theme.id).anchor,
            {"Carried by": rules.include, "Not by": rules.exclude},
        )
        yield nodes.section(
            "",
            nodes.title("", rules.label),
            nodes.paragraph("", rules.definition),
            *(_rule(name, rule) for name, rule in said.items() if rule),
            _rule("Found by", *(join_links(map(writer.term_link, terms)) or [NO_TERM])),
            _fold_sentences(writer, rows, anchor, f"{counted}: {len(rows)} of {total}"),
            *_list_differences(book, writer, theme.id),
            ids=[anchor],
            kind="theme",
            classes=["theme"],
        )


def _fold_sentences(writer: EntryWriter, rows: pd.DataFrame, anchor: str, title: str) -> nodes.Element:
    if rows.empty:
        return nodes.paragraph("", title, classes=["rule"])
    return fold("", writer.sentence_list(rows, anchor), title=title, classes=["rule"])


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
