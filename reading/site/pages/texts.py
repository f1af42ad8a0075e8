"""Publishes the lists of texts behind counts of texts, as pages that have no source file.

The pages are written from templates: as documents of docutils they would take a tenth of a whole build. The
search finds them by their titles and first paragraphs, since a name of a speaker stands in most of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx

from reading.data.book import Book
from reading.data.cached import get_cached
from reading.data.reference import FOLDER, SETTINGS
from reading.formatting import format_number, format_small_share
from reading.show.spec import path_to_root
from reading.site.book import published_book
from reading.site.builder import is_all_written
from reading.site.drawings.templates import render
from reading.site.pages.search import index_page
from reading.site.pages.texts_data import Data, list_texts
from reading.tables import locations
from reading.tables.locations import TEXTS, TEXTS_TITLE, TOP

SUMMARY = "Each count of texts leads to a list of them: whose they are, and of which year."

ALL = "All texts by year"


class _Page(NamedTuple):
    """A page of lists.

    page: its name
    title: its title
    parent: what the title is a part of, the title of a reference
    values: those of the template `texts.html`
    """

    page: str
    title: str
    parent: str
    values: dict[str, Any]


def setup(app: Sphinx) -> None:
    """Write the pages whenever all others are written: only then has anything changed that they show."""
    app.connect("html-collect-pages", _collect_pages)


def _collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Index and yield the pages if anything that they show may have changed."""
    book = published_book(app).book
    if not book.references or not is_all_written(app):
        return
    pages = list(_list_pages(book, get_cached(book, "texts", list_texts)))
    app.env.titles |= {page.page: nodes.title("", page.title) for page in pages}
    for place, page in enumerate(pages):
        _index_page(app, page)
        neighbours = {"prev": pages[place - 1 : place], "next": pages[place + 1 : place + 2]}
        context = _page_context(page)
        for name, found in neighbours.items():
            if found:
                link = app.builder.get_relative_uri(page.page, found[0].page)
                context[name] = {"link": link, "title": escape(found[0].title)}
        yield page.page, context, "page.html"


def _index_page(app: Sphinx, page: _Page) -> None:
    document = new_document(page.page)
    content = nodes.title("", page.title), nodes.paragraph("", page.parent)
    document += nodes.section("", *content, ids=[TOP])
    index_page(app, page.page, document)


def _page_context(page: _Page) -> dict[str, Any]:
    """The values of the template `page.html`."""
    values = page.values
    body = render("texts.html", title=page.title, root=path_to_root(page.page), top=TOP, **values)
    summary = " ".join(filter(None, (page.title, values["summary"])))
    reference = values["reference"] if "reference" in values else values["references"][0]
    return {
        "title": escape(page.title),
        "body": body,
        "toc": render("contents.html", title=page.title, entries=values["contents"]),
        "has_contents": bool(values["contents"]),
        "summary": summary,
        "part_of": TEXTS,
        "source": (FOLDER / reference["name"] / SETTINGS).as_posix(),
    }


def _list_pages(book: Book, lists: list[Data]) -> Iterator[_Page]:
    """The pages in the order of `locations.list_pages`. `lists` is the result of `list_texts`."""
    references = list(book.references.values())
    for reference, data in zip(references, lists, strict=True):
        data["all"] = locations.all_location(reference).address
        year = reference.settings.comparison.year
        data["compared_in"] = locations.all_location(reference, year).address
    contents = [(data["name"], data["title"]) for data in lists]
    index = {"page": "index", "references": lists, "summary": SUMMARY, "contents": contents}
    yield _Page(TEXTS, TEXTS_TITLE, "", index)
    for reference, data in zip(references, lists, strict=True):
        shared = {"reference": data, "index": locations.index_location(reference).address}
        years = [(f"year-{year['year']}", str(year["year"])) for year in data["years"]]
        summary = f"{format_number(data['texts'])} texts: {data['title']}."
        by_year = {"page": "all", "summary": summary, "years": data["years"], "contents": years}
        place = locations.all_location(reference).page
        yield _Page(place, ALL, data["title"], {**shared, **by_year})
        for term in data["terms"]:
            values = {**shared, **_follow(book, term, data), "contents": years}
            yield _Page(term["page"], f"Texts that use “{term['term']}”", data["title"], values)


def _follow(book: Book, term: Data, data: Data) -> dict[str, Any]:
    """What is particular to the page of a followed term."""
    used = f"{format_number(term['texts'])} of {format_number(data['texts'])} texts"
    since = f", the first in {term['first']}" if term["first"] else ""
    alternatives = term["alternatives"]
    quotes = any(year["quotations"] for year in term["years"])
    return {
        "page": "term",
        "summary": f"{used} ({format_small_share(term['share'])}) use it{since}: {data['title']}.",
        "alternatives": alternatives if alternatives != [term["term"]] else [],
        "lemma": book.lexicon.label(term["lemma"]) if term["lemma"] else "",
        "evidence": locations.term(term["lemma"]).address if term["lemma"] else "",
        "introduction": (
            "“First use” means that no earlier text of the speaker here has the term."
            + (" Of some first uses, one sentence is quoted." if quotes else "")
        ),
        "years": term["years"],
    }
