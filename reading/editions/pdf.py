"""Prints the book as a tagged PDF, with WeasyPrint.

WeasyPrint has what a printed book needs: page numbers in the contents, running heads, bookmarks by the parts
of the book, and the tags of PDF/UA. Chromium sets pages as well and faster, but knows neither the page of a
link's target nor running heads. Typst does not read HTML.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from reading.data import citation
from reading.editions.content import make_content, render, serialize, unlink
from reading.editions.epub import describe, write_edition
from reading.editions.site_pages import BuiltSite, Page, read_site
from reading.files.errors import single_error
from reading.show.svg import SVG
from reading.site.build import SITE
from reading.site.layout.editions import FILES

PDF = Path("_build") / FILES["pdf"]
"""The file, in the folder of a book."""

STANDARD = "pdf/ua-1"
"""The standard of accessible PDF, by WeasyPrint's name."""

NARROW = ".//div[@class='drawing narrow']"
"""Drawings for narrow screens."""

TABLES = "The tables of the charts"
"""The title of the appendix with the numbers of the charts."""

FONT = "Liberation Sans"
"""The font of the charts: they are drawn for its widths."""


def write_pdf(root: Path) -> Path:
    """Make the PDF of a book from its built site. Returns its file.

    Raises `ReadingErrors` where there is no site or no WeasyPrint. WeasyPrint logs the faults that it finds.
    """
    book, site = citation.read(root), read_site(root / SITE)
    printed = print_pdf(make_document(book, site), root / PDF)
    return write_edition(root, PDF, printed, site)


def print_pdf(document: str, path: Path) -> bytes:
    """The bytes of a PDF of a page of HTML. Errors name the file `path`."""
    try:
        import weasyprint
    except ImportError:
        hint = "`make pdf` installs it; or run `.venv/bin/python -m pip install weasyprint`"
        raise single_error(path, 0, "WeasyPrint is not installed", hint) from None
    except OSError as error:
        hint = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise single_error(path, 0, f"WeasyPrint lacks a library: {error}", hint) from None
    printed: bytes = weasyprint.HTML(string=document).write_pdf(pdf_variant=STANDARD)
    return printed


def address_of(page: str, place: str) -> str:
    """Where the PDF has a place of a page."""
    return f"#{page.replace('/', '--')}" + (f"--{place}" if place else "")


def make_document(book: citation.BookMetadata, site: BuiltSite) -> str:
    """The whole book as one page of HTML."""
    content = make_content(site, address_of, removed=NARROW)
    tables = [table for page in content.pages for table in _adapt(page)]
    return render(
        "book.html",
        **describe(book, site, content),
        address_of=address_of,
        tables=tables,
        tables_title=TABLES,
        serialize=serialize,
        style=render("print.css"),
    )


def _adapt(page: Page) -> list[HtmlElement]:
    """Adapt a page to paper. Returns the tables of its charts, which stand at the end of the book."""
    page.article.tag = "div"
    for drawing in page.article.iter(f"{SVG}svg"):
        _adapt_drawing(drawing)
    return [_move_table(figure) for figure in page.article.find_class("chart")]


def _adapt_drawing(drawing: Any) -> None:
    """Give a drawing its text as a title, and take from its parts their titles and links."""
    for title in list(drawing.iter(f"{SVG}title")):
        title.getparent().remove(title)
    for link in list(drawing.iter(f"{SVG}a")):
        unlink(link)
    for text in drawing.iter(f"{SVG}text"):
        text.set("font-family", FONT)
    title = etree.Element(f"{SVG}title")
    title.text = drawing.get("aria-label")
    drawing.insert(0, title)


def _move_table(figure: HtmlElement) -> HtmlElement:
    """Take the table of a chart out of its figure, and leave a link to it there."""
    place = f"{figure.get('id')}--table"
    (twin,) = figure.find_class("twin")
    (table,) = twin.iter("table")
    (about,) = figure.find_class("about")
    about.clear()
    about.append(
        lxml.html.fragment_fromstring(f'<p class="numbers"><a href="#{place}">Table on page </a></p>')
    )
    table.set("id", place)
    caption = table.find("caption")
    caption.attrib.clear()
    caption.text = figure.findtext("figcaption")
    return table
