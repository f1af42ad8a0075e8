"""Publishes the lists of texts behind counts of texts, as pages that have no source file.

The pages are written from templates: as documents of docutils they would take a tenth of a whole build. The
search finds them by their titles and that of their reference: a name of a speaker stands in most of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx

from reading.data.book import Book
from reading.data.reference import FOLDER, SETTINGS, Reference
from reading.formatting import format_number, format_small_share
from reading.measures.frames import iterate_rows
from reading.show.spec import path_to_root
from reading.site.book import published_book
from reading.site.builder import is_all_written
from reading.site.drawings.templates import render
from reading.site.pages.search import Place, index_places
from reading.tables import followed_terms as history
from reading.tables import locations
from reading.tables.locations import TEXTS, TEXTS_TITLE, TOP

SUMMARY = "Each count of texts leads to a list of them: whose they are, and of which year."

ALL = "All texts by year"

Data = dict[str, Any]


class _Page(NamedTuple):
    """A page of lists.

    page, title: its name and its title
    reference: whose texts it lists
    values: those of the template `texts.html`
    """

    page: str
    title: str
    reference: Reference
    values: Data


def setup(app: Sphinx) -> None:
    """Write the pages whenever all others are written: only then has anything changed that they show."""
    app.connect("html-collect-pages", _collect_pages)


def _collect_pages(app: Sphinx) -> Iterator[tuple[str, Data, str]]:
    """Index and yield the pages if anything that they show may have changed."""
    book = published_book(app).book
    if not book.has_reference or not is_all_written(app):
        return
    pages = list(_list_pages(book))
    app.env.titles |= {page.page: nodes.title("", page.title) for page in pages}
    for place, page in enumerate(pages):
        parent = "" if page.page == TEXTS else page.reference.settings.title
        index_places(app, page.page, [Place("page", "", page.title, parent)])
        context = _page_context(page)
        for name, found in (("prev", pages[place - 1 : place]), ("next", pages[place + 1 : place + 2])):
            for other in found:
                link = app.builder.get_relative_uri(page.page, other.page)
                context[name] = {"link": link, "title": escape(other.title)}
        yield page.page, context, "page.html"


def _page_context(page: _Page) -> Data:
    """The values of the template `page.html`."""
    contents = page.values["contents"]
    shared = {
        "reference": page.reference,
        "locations": locations,
        "root": path_to_root(page.page),
        "top": TOP,
    }
    return {
        "title": escape(page.title),
        "body": render("texts.html", title=page.title, **shared, **page.values),
        "toc": render("contents.html", title=page.title, entries=contents),
        "has_contents": bool(contents),
        "summary": f"{page.title} {page.values['summary']}",
        "part_of": TEXTS,
        "source": (FOLDER / page.reference.name / SETTINGS).as_posix(),
    }


def _list_pages(book: Book) -> Iterator[_Page]:
    """The pages in the order of `locations.list_pages`."""
    reference, title = book.reference, book.reference.settings.title
    courses, sizes = _list_courses(reference), reference.texts.groupby("year").size()
    index = {"courses": courses, "summary": SUMMARY, "contents": [(reference.name, title)]}
    yield _Page(TEXTS, TEXTS_TITLE, reference, index)
    total = format_number(len(reference.texts))
    contents = [(f"year-{year}", str(year)) for year in sizes.index]
    names = _name_speakers(reference, reference.texts)
    years = [{"year": year, "all": size, "names": names[year]} for year, size in sizes.items()]
    values = {"summary": f"{total} texts: {title}.", "years": years, "contents": contents}
    yield _Page(locations.all_location(reference).page, ALL, reference, values)
    lemmas, followed = history.find_document_lemmas(book, reference), _list_years(reference)
    for term, row in zip(reference.settings.terms, courses, strict=True):
        used = f"{format_number(row.texts)} of {total} texts ({format_small_share(row.share)}) use it"
        since = f", the first in {row.first}" if row.texts else ""
        lemma = lemmas[term.name]
        values = {
            "summary": f"{used}{since}: {title}.",
            "contents": contents,
            "years": followed[term.name],
            "alternatives": term.terms if term.terms != (term.name,) else (),
            "lemma": book.lexicon.label(lemma) if lemma else "",
            "evidence": locations.term(lemma).address if lemma else "",
        }
        page = locations.term_location(reference, term.name).page
        yield _Page(page, f"Texts that use “{term.name}”", reference, values)


def _list_courses(reference: Reference) -> list[Any]:
    """The rows of `followed_terms.describe_courses`, each with the `share` of texts that have it."""
    courses = history.describe_courses(reference)
    return list(iterate_rows(courses.assign(share=courses["texts"] / len(reference.texts))))


def _list_years(reference: Reference) -> dict[str, list[Data]]:
    """For each followed term and year: `year`, `texts`, `all`, `new` and `again`, and `quotations`.

    Speakers are new in the year of their first text with the term. `quotations` are rows of
    `followed_terms.list_quotations`.
    """
    uses = reference.uses
    is_new = uses["year"] == uses.groupby(["term", "speaker"])["year"].transform("min")
    new, again = (dict(iter(rows.groupby("term"))) for rows in (uses[is_new], uses[~is_new]))
    quoted: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in iterate_rows(history.list_quotations(reference).astype({"sentence": int})):
        quoted[row.term, row.year].append(row)
    years: dict[str, list[Data]] = {}
    for term, rows in reference.years.groupby("term"):
        first, later = (_name_speakers(reference, part.get(term, uses.head(0))) for part in (new, again))
        years[str(term)] = [
            {
                "year": row.year,
                "texts": row.texts,
                "all": row.all_texts,
                "new": first[row.year],
                "again": later[row.year],
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
