"""Makes the content of a book from the articles of a site.

It removes what needs scripts, leads to files or is folded. Links lead to where the book has their targets.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from reading.editions.site_pages import LANDING_PAGE, SUFFIX, BuiltSite, Page
from reading.show.svg import SVG
from reading.site.charts.templates import open_templates

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

VOID = {"br", "col", "hr", "img", "wbr"}

_REFERENCE = re.compile(r"url\(#(.+?)\)")

Address = Callable[[str, str], str]
"""The address in the book of a place: the name of its page and its id, which may be empty."""


def render(name: str, **parts: Any) -> str:
    """Render a page, the package file or a style sheet of the editions. Text is escaped."""
    return str(open_templates("reading.editions", "templates").get_template(name).render(parts))


def make_content(site: BuiltSite, address: Address, *, removed: str = "") -> BuiltSite:
    """The part of a site that is the content of a book. It changes the articles of the site.

    address: where the book has a place
    removed: an XPath of what else is removed
    """
    parts = ((name, tuple(page for page in pages if not page.stays_on_site)) for name, pages in site.parts)
    content = replace(site, parts=tuple((name, pages) for name, pages in parts if pages))
    for page in content.pages:
        _clean(page.article, removed)
    places = {page.name: set(page.article.xpath(".//@id")) for page in content.pages}
    for page in content.pages:
        _direct_links(page, places, address, site.address)
    return content


def _clean(article: HtmlElement, removed: str) -> None:
    """Remove from an article what a book has no use for, and make it a `main` element."""
    for element in article.xpath(f"{REMOVED} | {removed}" if removed else REMOVED):
        if element.getparent() is not None:
            element.drop_tree()
    for element in article.xpath(UNWRAPPED):
        element.drop_tag()
    # On the site, a number in the text of a link may be a link, too. XHTML allows no link within another.
    for link in article.xpath(".//a//a"):
        link.drop_tag()
    article.tag = "main"
    article.attrib.clear()


def _direct_links(page: Page, places: Mapping[str, set[str]], address: Address, site: str) -> None:
    """Direct the links of a page, and give its places the ids that they have in the book."""
    for link in list(page.article.iter("a", f"{SVG}a")):
        target = find_target(link.get("href", ""), page.name, places, address, site)
        if target:
            link.set("href", target)
        elif link.tag == "a":
            _drop_link(link)
        else:
            unlink(link)
    for element in page.article.iter(etree.Element):
        _clean_attributes(element, page.name, address)
    for drawing in page.article.iter(f"{SVG}svg"):
        # Without links, it is one picture.
        if drawing.find(f".//{SVG}a") is None:
            drawing.set("role", "img")


def unlink(link: Any) -> None:
    """Make a link in a drawing a group."""
    link.tag = f"{SVG}g"
    for name in ("href", "aria-label"):
        link.attrib.pop(name, None)


def _drop_link(link: HtmlElement) -> None:
    """Make a link text that keeps its id. An item of a list that says nothing else goes with it."""
    item = next(link.iterancestors("li"), None)
    if item is not None and item.text_content().strip() == link.text_content().strip():
        item.drop_tree()
    elif place := link.get("id"):
        link.tag, classes = "span", link.get("class", "")
        link.attrib.clear()
        link.attrib.update({"id": place, "class": classes})
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
