"""The directive `{codebook}`: each theme with its rules, its terms, and its sentences, retold."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.analysis import matching
from reading.data.book import Book
from reading.data.coding import Decision
from reading.evidence import codebook
from reading.site import book as published
from reading.site.pages.evidence import Entries, listed, note_retold

NONE = "Nobody has written a codebook for this document yet, so that no sentence is coded with a theme."


def setup(app: Sphinx) -> None:
    """Know the directive."""
    app.add_directive("codebook", Codebook)


class Codebook(SphinxDirective):
    """The codebook, which has a page of its own: the check sees to that."""

    def run(self) -> list[nodes.Node]:
        """Make the section of each theme, or say that there is none."""
        book = published.of(self.env.app).book
        if not book.lexicon.themes:
            return [nodes.paragraph("", NONE)]
        note_retold(self.env, book)
        return list(_themes(book, Entries(book, self.env.app.builder, self.env.docname)))


def _themes(book: Book, entries: Entries) -> Iterator[nodes.section]:
    carried = dict(iter(codebook.sentences(book).groupby("theme", sort=False)))
    lemmas = book.document.incidence["lemma"].unique()
    every = len(book.document.sentences)
    for theme in book.lexicon.themes:
        rules, rows = book.coding.codebook.themes[theme.id], carried.get(theme.id)
        found = sorted(matching.terms_of(theme, lemmas), key=book.lexicon.label)
        section = nodes.section(
            "",
            nodes.title("", rules.label),
            nodes.paragraph("", rules.definition),
            _rule("Carried by", rules.include),
            _rule("Not by", rules.exclude),
            _rule("Found by", *listed(entries.term(lemma) for lemma in found)),
            _rule("Sentences", f"{0 if rows is None else len(rows)} of {every}"),
            ids=[codebook.anchor(theme.id)],
            classes=["theme"],
        )
        if rows is not None:
            section += entries.behind(rows, codebook.anchor(theme.id))
        for decision in book.coding.decisions:
            if decision.theme == theme.id:
                section += _decided(book, entries, decision)
        yield section


def _decided(book: Book, entries: Entries, decision: Decision) -> nodes.paragraph:
    """What was decided on a sentence where coders differ, leading to the sentence."""
    titles = dict(zip(book.document.paragraphs["paragraph"], book.document.paragraphs["title"], strict=True))
    short = book.document.short[decision.paragraph]
    place = entries.sentence(f"{titles[decision.paragraph]} {decision.sentence}", short, decision.sentence)
    outcome = "carried" if decision.carried else "not carried"
    return _rule("Coders differ", "on ", place, f": {outcome}. {decision.reason}")


def _rule(name: str, *said: str | nodes.Node) -> nodes.paragraph:
    words = [nodes.Text(one) if isinstance(one, str) else one for one in said]
    return nodes.paragraph("", "", nodes.strong("", name), nodes.Text(" "), *words, classes=["rule"])
