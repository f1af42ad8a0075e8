"""Reads the pages of a built site in the order of the table of contents, with their titles and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from reading.files.errors import single_error
from reading.show.svg import SVG
from reading.show.theme import resolve_colours

LANDING_PAGE = "index"

SUFFIX = ".html"

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_PLACE = "drawing-of-the-page"
"""The element that stands for a drawing while a page is parsed: the parser of HTML breaks SVG."""

CANONICAL = "//link[@rel='canonical']/@href"

TOOLS = ".//noscript | .//details[@class='entry' or @class='described']"


@dataclass(frozen=True)
class Page:
    """A page of the site.

    name: its path from the top of the site, without the suffix
    depth: 1 for a chapter, 2 for a section of a chapter, and so on
    article: its content. Drawings are elements of SVG, with their namespace, in the colours of the light mode
    """

    name: str
    title: str
    depth: int
    article: HtmlElement

    @property
    def stays_on_site(self) -> bool:
        """Whether the page works only with scripts, as its `noscript` says, or holds entries to look up."""
        return bool(self.article.xpath(TOOLS))

    @property
    def has_drawings(self) -> bool:
        """Whether the page has charts."""
        return self.article.find(f".//{SVG}svg") is not None


Part = tuple[str, tuple[Page, ...]]
"""A part of the table of contents: its caption and pages. The landing page is one, without a caption."""


@dataclass(frozen=True)
class BuiltSite:
    """A built site.

    address: its URL, which ends in a slash; empty where it was built without one
    offered: the files that it offers to keep
    """

    language: str
    address: str
    parts: tuple[Part, ...]
    offered: tuple[str, ...] = ()

    @property
    def pages(self) -> list[Page]:
        """All pages, in the order of the table of contents."""
        return [page for _, pages in self.parts for page in pages]


def read_site(folder: Path) -> BuiltSite:
    """Read the site in a folder. Raises `ReadingErrors` where there is none."""
    check_built(folder)
    landing = parse_page(_read(folder, LANDING_PAGE))
    article = _find_article(landing)
    first = Page(LANDING_PAGE, article.findtext(".//h1").strip(), 1, article)
    parts: list[Part] = [("", (first,))]
    for caption, entries in _list_parts(landing):
        pages = (Page(*entry, _find_article(parse_page(_read(folder, entry[0])))) for entry in entries)
        parts.append((caption, tuple(pages)))
    canonical = landing.xpath(CANONICAL)
    address = canonical[0].removesuffix(f"{LANDING_PAGE}{SUFFIX}") if canonical else ""
    offered = tuple(landing.xpath("//nav//p[@class='editions']/a/@href"))
    return BuiltSite(landing.get("lang"), address, tuple(parts), offered)


def check_built(folder: Path) -> None:
    """Raise `ReadingErrors` where a folder holds no site."""
    if not (folder / f"{LANDING_PAGE}{SUFFIX}").is_file():
        raise single_error(folder, 0, "the site is not built", "run `make site` first")


def _read(folder: Path, name: str) -> str:
    return (folder / f"{name}{SUFFIX}").read_text(encoding="utf-8")


def parse_page(html: str) -> HtmlElement:
    """Parse a page of the site. Its drawings are parsed as XML."""
    drawings = [found[0] for found in _DRAWING.finditer(html)]
    tree = lxml.html.document_fromstring(_DRAWING.sub(f"<{_PLACE}></{_PLACE}>", html))
    for place, drawing in zip(list(tree.iter(_PLACE)), drawings, strict=True):
        # Icons around the article have no namespace, and are not needed.
        if "xmlns=" in drawing:
            element = etree.fromstring(resolve_colours(drawing).encode())
            element.tail = place.tail
            place.getparent().replace(place, element)
        else:
            place.drop_tree()
    return tree


def _find_article(page: HtmlElement) -> HtmlElement:
    return page.find(".//article")


def _list_parts(page: HtmlElement) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """The captions of the sidebar. Each has the names, titles and depths of its pages."""
    for element in page.find_class("sidebar-tree")[0]:
        # Only a part with a caption is folded.
        caption, entries = element.find("summary"), element if element.tag == "ul" else element.find("ul")
        if entries is not None:
            name = "" if caption is None else caption.text_content().strip()
            yield name, list(_list_entries(entries, 1))


def _list_entries(entries: HtmlElement, depth: int) -> Iterator[tuple[str, str, int]]:
    for item in entries.findall("li"):
        link = item.find("a")
        # A page of another site has no place in the book.
        if "external" not in link.get("class", "").split():
            yield link.get("href").removesuffix(SUFFIX), link.text_content().strip(), depth
        for deeper in item.findall("ul"):
            yield from _list_entries(deeper, depth + 1)
