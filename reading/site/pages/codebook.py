"""The directive `{codebook}`, which shows each theme with its rules, its terms and its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.coding import ThemeDecision
from reading.formatting import name_sentence
from reading.site.book import published_book
from reading.site.pages.entries import EntryWriter, entry_writer, join_links
from reading.site.pages.entries_data import theme_sentences
from reading.site.pages.evidence import record_retellings
from reading.tables import locations
from reading.tables.theme_counts import CONSENSUS, find_source
from reading.text.wildcards import match_terms

NONE = (
    "No theme is named yet. To begin, write a theme into data/coding/codebook.yml: its label, a definition, "
    "and the words that find it. The file has an example. The next build shows where each theme stands, and "
    "the sentences can be coded."
)

NO_TERM = "no word of the document"
"""Stands in the place of the terms of a theme that do not occur."""


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("codebook", CodebookDirective)


class CodebookDirective(SphinxDirective):
    """Shows the codebook. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make a section for each theme, or say how to begin where the book has no themes."""
        record_retellings(self.env, published_book(self.env.app).book)
        return _write_themes(self.env.app, self.env.docname) or [nodes.paragraph("", NONE)]


def _write_themes(app: Sphinx, page: str) -> list[nodes.Node]:
    book = published_book(app).book
    return list(_theme_sections(book, entry_writer(book, app.builder, page))) if book.lexicon.themes else []


def _theme_sections(book: Book, writer: EntryWriter) -> Iterator[nodes.section]:
    sentences = dict(iter(theme_sentences(book).groupby("theme", sort=False)))
    lemmas = book.document.incidence["lemma"].unique()
    counted = "Sentences" if find_source(book) == CONSENSUS else "Sentences with one of these words"
    total = len(book.document.sentences)
    for theme in book.lexicon.themes:
        rules, rows = book.coding.codebook.themes[theme.id], sentences.get(theme.id)
        terms = sorted(match_terms(theme.terms, lemmas), key=book.lexicon.label)
        found_by = join_links(writer.term_link(lemma) for lemma in terms) if terms else [NO_TERM]
        section = nodes.section(
            "",
            nodes.title("", rules.label),
            nodes.paragraph("", rules.definition),
            *([_rule("Carried by", rules.include)] if rules.include else []),
            *([_rule("Not by", rules.exclude)] if rules.exclude else []),
            _rule("Found by", *found_by),
            _rule(counted, f"{0 if rows is None else len(rows)} of {total}"),
            ids=[locations.theme(theme.id).anchor],
            classes=["theme"],
        )
        if rows is not None:
            section += writer.sentence_list(rows, locations.theme(theme.id).anchor)
        for decision in book.coding.decisions:
            if decision.theme == theme.id:
                section += _decision(book, writer, decision)
        undecided = book.coding.votes.undecided
        ties = [(paragraph, number) for paragraph, number, tied in undecided if tied == theme.id]
        if ties:
            links = join_links(_link_sentence(book, writer, *place) for place in ties)
            section += _rule(
                "Passes differ", "on ", *links, ". Until somebody decides, it is not carried there."
            )
        yield section


def _decision(book: Book, writer: EntryWriter, decision: ThemeDecision) -> nodes.paragraph:
    """The decision on a sentence on which the passes differ, with a link to the sentence."""
    link = _link_sentence(book, writer, decision.paragraph, decision.sentence)
    outcome = "carried" if decision.carried else "not carried"
    return _rule("Passes differ", "on ", link, f": {outcome}. {decision.reason}")


def _link_sentence(book: Book, writer: EntryWriter, paragraph: str, sentence: int) -> nodes.reference:
    titles = dict(zip(book.document.paragraphs["paragraph"], book.document.paragraphs["title"], strict=True))
    name = name_sentence(titles[paragraph], sentence)
    return writer.sentence_link(name, book.document.short[paragraph], sentence)


def _rule(name: str, *content: str | nodes.Node) -> nodes.paragraph:
    inline = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", nodes.strong("", name), nodes.Text(" "), *inline, classes=["rule"])
