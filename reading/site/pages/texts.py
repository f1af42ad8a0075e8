"""The directive `{texts}`, which lists the texts of the reference, and those that use each followed term.

The lists are written from templates: as documents of docutils they would take a tenth of a whole build. The
search finds the terms by their names: a name of a speaker stands in most lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.book import Book
from reading.data.reference import Reference
from reading.formatting import format_number
from reading.measures.frames import iterate_rows
from reading.show.output_types import path_to_root
from reading.site.charts.templates import render
from reading.site.frame.assets import JsonObject
from reading.site.pages.node_html import fold
from reading.site.published import published_book
from reading.tables import followed_terms, locations


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("texts", TextsDirective)


class TextsDirective(SphinxDirective):
    """Lists the texts of the reference. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the section; none for a book without a reference."""
        book, root = published_book(self.env.app).book, path_to_root(self.env.docname)
        return [_write_reference(book, book.reference, root)] if book.has_reference else []


def _write_reference(book: Book, reference: Reference, root: str) -> nodes.section:
    title = nodes.title("", reference.settings.title)
    about = _render("texts.html", reference=reference)
    folds = nodes.container("", *_write_terms(book, reference, root), classes=["entries", "courses"])
    years, names = reference.texts.groupby("year").size(), _name_speakers(reference, reference.texts)
    every = [{"year": year, "all_texts": size, "names": names[year]} for year, size in years.items()]
    content = [about, folds, _write_fold(reference, "", "All texts by year", "", years=every)]
    return nodes.section("", title, *content, ids=[reference.name])


def _write_terms(book: Book, reference: Reference, root: str) -> Iterator[fold]:
    """A fold for each followed term: its course in the summary, and in it the lists by year."""
    lemmas, followed = followed_terms.find_document_lemmas(book, reference), _list_years(reference)
    for term, row in zip(reference.settings.terms, _list_courses(reference), strict=True):
        lemma, years = lemmas[term.name], followed[term.name]
        total = len(reference.texts)
        entry = _write_fold(
            reference,
            term.name,
            term.name,
            render("course.html", row=row, years=years, total=total),
            years=years,
            alternatives=term.terms if term.terms != (term.name,) else (),
            lemma=book.lexicon.label(lemma) if lemma else "",
            evidence=root + locations.term(lemma).address if lemma else "",
        )
        first = f", the first in {row.first}" if row.texts else ""
        used = f"{format_number(row.texts)} of {format_number(total)} texts use it{first}."
        entry.insert(0, nodes.paragraph("", used))
        yield entry


def _write_fold(reference: Reference, term: str, title: str, aside: str, **values: Any) -> fold:
    anchor = locations.texts_location(reference, term).anchor
    content = _render("years.html", anchor=anchor, **values)
    return fold("", content, title=title, aside=aside, ids=[anchor], classes=["term"])


def _render(template: str, **values: Any) -> nodes.raw:
    return nodes.raw("", render(template, **values), format="html")


def _list_courses(reference: Reference) -> list[Any]:
    """The rows of `followed_terms.describe_courses`, each with the `share` of texts that have it."""
    courses = followed_terms.describe_courses(reference)
    return list(iterate_rows(courses.assign(share=courses["texts"] / len(reference.texts))))


def _list_years(reference: Reference) -> dict[str, list[JsonObject]]:
    """What is said of each followed term in each year.

    - the columns of `Reference.years`, and share: how many texts use it, of how many
    - new, again: the speakers who use it, and whether that is in their first text with it
    - without: the speakers who do not use it that year
    - quotations: rows of `followed_terms.list_quotations`
    """
    uses = reference.uses
    is_new = uses["year"] == uses.groupby(["term", "speaker"])["year"].transform("min")
    name, every = reference.settings.name_of, reference.texts.groupby("year")["speaker"].agg(set)
    used = uses.groupby(["term", "year"])["speaker"].agg(set)
    new, again = (dict(iter(rows.groupby("term"))) for rows in (uses[is_new], uses[~is_new]))
    quoted: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in iterate_rows(followed_terms.list_quotations(reference).astype({"sentence": int})):
        quoted[row.term, row.year].append(row)
    years: dict[str, list[JsonObject]] = {}
    for term, rows in reference.years.groupby("term"):
        first, later = (_name_speakers(reference, part.get(term, uses.head(0))) for part in (new, again))
        years[str(term)] = [
            {
                **row._asdict(),
                "share": row.texts / row.all_texts if row.all_texts else 0,
                "new": first[row.year],
                "again": later[row.year],
                "without": sorted(map(name, every[row.year] - used.get((term, row.year), set()))),
                "quotations": quoted[row.term, row.year],
            }
            for row in iterate_rows(rows)
        ]
    return years


def _name_speakers(reference: Reference, texts: pd.DataFrame) -> dict[Any, list[str]]:
    """The speakers of texts by year, in alphabetical order: `Ann`, with several texts `Ann (2 texts)`."""
    named: dict[Any, list[str]] = defaultdict(list)
    speakers = texts["speaker"].map(reference.settings.name_of)
    counts: Any = texts.groupby(["year", speakers]).size()
    for (year, name), number in counts.items():
        named[year].append(f"{name} ({number} texts)" if number > 1 else name)
    return named
