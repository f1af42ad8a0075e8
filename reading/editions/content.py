"""Makes the content of a book from the articles of a site.

It removes what needs scripts, leads to files or is folded. Links lead to where the book has their targets.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from reading.editions import drawings
from reading.editions.site_pages import LANDING_PAGE, SUFFIX, BuiltSite, Page, Part
from reading.show.svg import SVG

REMOVED = " | ".join(
    (
        ".//script | .//noscript | .//form | .//button | .//*[@hidden]",
        ".//a[contains(@class, 'headerlink')] | .//a[contains(@class, 'explore')]",
        ".//p[@class='saved'] | .//p[@class='editions'] | .//p[@class='first-step']",
        ".//details[not(@class='twin')]",
        ".//div[contains(@class, 'admonition-try-this')][//details[@class='steps']]",
        ".//div[contains(@class, 'toctree-wrapper')]",
        ".//div[@class='citation']/span[@class='label']",
    )
)
"""Controls, permanent links, downloads, folds, changes of folded code, empty lists, numbers of references.

Of what is folded, only the tables of charts stay.
"""

UNWRAPPED = ".//data | .//span[@class='pre']"
"""Elements that say something only to scripts and style sheets of the site."""

DROPPED_ATTRIBUTES = ("title", "download")
"""Attributes of links. A title is a tooltip, which needs a pointer."""

VOID = {"br", "col", "hr", "img", "wbr"}

_REFERENCE = re.compile(r"url\(#(.+?)\)")

Address = Callable[[str, str], str]
"""The address in the book of a place: the name of its page and its id, which may be empty."""


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter of the book. `tree` is a `main` element."""

    page: Page
    tree: HtmlElement

    @property
    def has_drawings(self) -> bool:
        """Whether the chapter has charts."""
        return self.tree.find(f".//{SVG}svg") is not None


@dataclass(frozen=True)
class Content:
    """The content of a book: its parts, and the titles of the site's pages that it leaves out."""

    parts: tuple[tuple[str, tuple[Chapter, ...]], ...]
    left_out: tuple[str, ...]

    @property
    def chapters(self) -> list[Chapter]:
        """All chapters, in their order."""
        return [chapter for _, chapters in self.parts for chapter in chapters]


def make_content(site: BuiltSite, address: Address, *, removed: str = "") -> Content:
    """Make the content of a book from a site. It takes the articles of the site, and changes them.

    address: where the book has a place
    removed: an XPath of what else is removed
    """
    parts = [_make_part(part, removed) for part in site.parts]
    places = {
        chapter.page.name: {element.get("id") for element in chapter.tree.iter() if element.get("id")}
        for _, chapters in parts
        for chapter in chapters
    }
    content = Content(
        tuple((caption, chapters) for caption, chapters in parts if chapters),
        tuple(page.title for page in site.pages if page.name not in places),
    )
    for chapter in content.chapters:
        _direct_links(chapter, places, address, site.address)
    return content


def _make_part(part: Part, removed: str) -> tuple[str, tuple[Chapter, ...]]:
    pages = (page for page in part.pages if not page.stays_on_site)
    return part.caption, tuple(Chapter(page, _clean(page.article, removed)) for page in pages)


def _clean(article: HtmlElement, removed: str) -> HtmlElement:
    """Remove from an article what a book has no use for, and return it as a `main` element."""
    for element in article.xpath(f"{REMOVED} | {removed}" if removed else REMOVED):
        if element.getparent() is not None:
            element.drop_tree()
    for element in article.xpath(UNWRAPPED):
        element.drop_tag()
    # On the site, a number in the text of a link may be a link, too. XHTML allows no link within another.
    for link in article.xpath(".//a//a"):
        link.drop_tag()
    for drawing in article.iter(f"{SVG}svg"):
        drawings.paint(drawing)
    article.tag = "main"
    article.attrib.clear()
    return article


def _direct_links(chapter: Chapter, places: Mapping[str, set[str]], address: Address, site: str) -> None:
    """Direct the links of a chapter, and give its places the ids that they have in the book."""
    for link in list(chapter.tree.iter("a", f"{SVG}a")):
        target = find_target(link.get("href", ""), chapter.page.name, places, address, site)
        if target:
            link.set("href", target)
        elif link.tag == "a":
            _drop_link(link)
        else:
            drawings.unlink(link)
    for element in chapter.tree.iter(etree.Element):
        _clean_attributes(element, chapter.page.name, address)
    for drawing in chapter.tree.iter(f"{SVG}svg"):
        drawings.set_role(drawing)


def _drop_link(link: HtmlElement) -> None:
    """Make a link text that keeps its id. An item of a list that says nothing else goes with it."""
    item = next(link.iterancestors("li"), None)
    if item is not None and item.text_content().strip() == link.text_content().strip():
        item.drop_tree()
    elif place := link.get("id"):
        link.tag, kind = "span", link.get("class", "")
        link.attrib.clear()
        link.attrib.update({"id": place, "class": kind})
    else:
        link.drop_tag()


def find_target(
    href: str, page: str, places: Mapping[str, set[str]], address: Address, site: str
) -> str | None:
    """Where a link of the site leads in the book.

    href: the address in the link, as on the page
    page: the name of the page
    places: the ids of each page in the book
    address: where the book has a place
    site: the address of the site; may be empty

    Returns None where neither the book nor a known site has the target.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return href
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path)) if parts.path else ""
    name = unquote(path).removesuffix(SUFFIX) if parts.path else page
    place = unquote(parts.fragment)
    if name in places and not parts.query and (not place or place in places[name]):
        return address(name, place)
    if not site:
        return None
    file = path or f"{page}{SUFFIX}"
    return site + parts._replace(path="" if file == f"{LANDING_PAGE}{SUFFIX}" else file).geturl()


def _clean_attributes(element: Any, page: str, address: Address) -> None:
    if place := element.get("id"):
        element.set("id", id_of(address(page, place)))
    for name in ("aria-labelledby", "aria-describedby"):
        if places := element.get(name):
            element.set(name, " ".join(id_of(address(page, place)) for place in places.split()))
    if clip := element.get("clip-path"):
        element.set(
            "clip-path", _REFERENCE.sub(lambda found: f"url(#{id_of(address(page, found[1]))})", clip)
        )
    if element.tag == "a":
        for name in DROPPED_ATTRIBUTES:
            element.attrib.pop(name, None)


def id_of(address: str) -> str:
    """The id in an address of the book."""
    return address.partition("#")[2]


def serialize(element: Any) -> str:
    """An element as XHTML that a parser of HTML reads in the same way."""
    for part in element.iter(etree.Element):
        if len(part) == 0 and not part.text and part.tag not in VOID and not part.tag.startswith("{"):
            part.text = ""
    etree.cleanup_namespaces(element)
    return str(etree.tostring(element, encoding="unicode", with_tail=False))
