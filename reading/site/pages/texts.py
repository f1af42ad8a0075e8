"""The directive `{texts}`, which lists who of the reference used each followed term first, with quotations.

The lists are written from templates: as documents of docutils they would take a tenth of a whole build. The
search finds the terms by their names: a name of a speaker stands in most lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.reference import FollowedTerm, Reference
from reading.formatting import format_number
from reading.measures.frames import iterate_rows
from reading.show.output_types import path_to_root
from reading.site.charts.templates import get_template
from reading.site.layout.assets import JsonObject
from reading.site.pages.node_html import details_node
from reading.site.published import published_book
from reading.tables import locations
from reading.tables.labels import key_term
from reading.text.tokens import lower_case
from reading.text.wildcards import match_terms


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("texts", TextsDirective)


class TextsDirective(SphinxDirective):
    """Lists the first uses of the followed terms. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Describe the corpus, with a fold for each term; make nothing for a book without a reference."""
        book = published_book(self.env.app).book
        if not book.has_reference:
            return []
        entries = _write_terms(book, path_to_root(self.env.docname))
        description = _render("texts.html", reference=book.reference)
        return [nodes.container("", *entries, ids=[book.reference.name], classes=["entries"]), description]


def _write_terms(book: Book, root: str) -> Iterator[details_node]:
    """A fold for each followed term, sorted by name."""
    reference, years = book.reference, _list_years(book.reference)
    for term in sorted(reference.settings.terms, key=lambda term: term.name.casefold()):
        anchor = locations.texts_location(reference, key_term(term.name)).anchor
        lemma = _find_lemma(book, term)
        texts = sum(year["texts"] for year in years[term.name])
        first = next((f", the first in {year['year']}" for year in years[term.name] if year["texts"]), "")
        used = f"{format_number(texts)} of {format_number(len(reference.texts))} texts use it{first}."
        listed = _render(
            "years.html",
            anchor=anchor,
            years=years[term.name],
            alternatives=term.alternatives if term.alternatives != (term.name,) else (),
            lemma=book.lexicon.label(lemma),
            evidence=root + locations.term(lemma).address if lemma else "",
        )
        aside = f" <span>{escape(format_number(texts))}</span>"
        content = nodes.paragraph("", used), listed
        yield details_node("", *content, title=term.name, aside=aside, ids=[anchor], classes=["entry"])


def _render(template: str, **values: Any) -> nodes.raw:
    return nodes.raw("", get_template(template).render(values), format="html")


def _find_lemma(book: Book, term: FollowedTerm) -> str:
    """The most frequent lemma of a term that the document has; empty where it has none."""
    counts = book.document.incidence.groupby("lemma")["count"].sum()
    found = match_terms(map(lower_case, term.alternatives), sorted(counts.index))
    return max(found, key=lambda lemma: counts[lemma], default="")


def _list_years(reference: Reference) -> dict[str, list[JsonObject]]:
    """What is said of each followed term in each year.

    - the columns of `Reference.years`
    - first: the speakers who use it for the first time, sorted
    - quotations: rows of `Reference.first` that are quoted, each with the `name` of the speaker
    """
    rows = reference.first.assign(name=reference.first["speaker"].map(reference.settings.name_of))
    first = dict(iter(rows.groupby(["term", "year"])))
    years: dict[str, list[JsonObject]] = {}
    for row in iterate_rows(reference.years):
        here = first.get((row.term, row.year), rows.head(0))
        quotations = list(iterate_rows(here.dropna(subset="quotation")))
        said = {**row._asdict(), "first": sorted(here["name"]), "quotations": quotations}
        years.setdefault(row.term, []).append(said)
    return years
