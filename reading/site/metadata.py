"""What a page says of itself to search engines, to sites where it is shared, and to whoever cites it."""

from __future__ import annotations

import json
import os
import textwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from reading.data import citation
from reading.evidence.pages import places
from reading.files.read import read_json
from reading.site import book as published
from reading.site.drawings import pictures
from reading.site.drawings.pool import drawing_pool
from reading.site.pages.nodes import chart_figure
from reading.site.pages.words import words

ADDRESS = "SITE_URL"
"""The environment variable that holds the site's address; without it, what needs one is left out."""

LONGEST = 200
"""Characters of a description: about what a search engine shows."""

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
"""The name of the format of sitemaps."""


def setup(app: Sphinx) -> None:
    """Describe every page, and list them all where the site's address is known."""
    app.connect("config-inited", _know_address)
    app.connect("html-page-context", _describe)
    app.connect("build-finished", _list_pages)


def description(page: nodes.document, given: str = "") -> str:
    """What front matter gives, else the page's first paragraph; a chapter's opens its summary."""
    text = given or next((told for part in page.findall(nodes.paragraph) if (told := words(part))), "")
    return textwrap.shorten(text, LONGEST, placeholder="…")


def linked_data(*things: dict[str, Any]) -> str:
    """Schema.org's description of things, as JSON that may stand within a script element."""
    known = [{name: value for name, value in thing.items() if value} for thing in things]
    text = json.dumps({"@context": "https://schema.org", "@graph": known}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def whole(book: citation.Book, address: str) -> dict[str, Any]:
    """The book in schema.org's words."""
    return {
        "@type": "Book",
        "name": book.title,
        "abstract": book.abstract,
        "author": [
            {"@type": "Person" if author.family_names else "Organization", "name": str(author)}
            for author in book.authors
        ],
        "version": book.version,
        "datePublished": book.released,
        "license": [f"https://spdx.org/licenses/{name}" for name in book.license],
        "keywords": book.keywords,
        "url": address,
    }


def article(book: dict[str, Any], title: str, told: str, address: str, picture: str) -> dict[str, Any]:
    """A page of the book in schema.org's words."""
    return {
        "@type": "ScholarlyArticle",
        "headline": title,
        "description": told,
        **{name: book[name] for name in ("author", "version", "datePublished", "license")},
        "url": address,
        "image": picture,
        "isPartOf": {name: book[name] for name in ("@type", "name", "url") if book[name]},
    }


def dataset(package: dict[str, Any], book: dict[str, Any]) -> dict[str, Any]:
    """A data package in schema.org's words."""
    return {
        "@type": "Dataset",
        "name": package["title"],
        "description": package["description"],
        "license": [licence["path"] for licence in package["licenses"]],
        "isBasedOn": [source.get("path", source["title"]) for source in package["sources"]],
        "creator": book["author"],
        "version": book["version"],
        "datePublished": book["datePublished"],
        "variableMeasured": [table["description"] for table in package["resources"]],
    }


def _know_address(_app: Sphinx, config: Any) -> None:
    address = os.environ.get(ADDRESS) or config.html_baseurl or ""
    if address and urlsplit(address).scheme not in {"http", "https"}:
        raise ExtensionError(f"{ADDRESS} is {address!r}: an address opens with https://")
    config.html_baseurl = f"{address.rstrip('/')}/" if address else ""


def _describe(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None:
        return
    book = published.of(app).cited
    landing = page == app.config.root_doc
    title, site = app.env.titles[page].astext(), app.config.html_baseurl
    meta, address = context["meta"] or {}, context.get("pageurl") or ""
    told = description(doctree, meta.get("description", ""))
    picture = _picture(app, page, doctree, title) if site else ""
    described = whole(book, site)
    things = [described if landing else article(described, title, told, address, picture)]
    if package := meta.get("dataset"):
        things.append(dataset(read_json(Path(app.srcdir, package)), described))
    context["citation"] = citation.cite(book, page, "" if landing else title, site if landing else address)
    context["sharing"] = {
        "title": book.title if landing else title,
        "description": told,
        "picture": picture,
        "size": pictures.SHARED_SIZE,
        "alt": f"A chart of the book, under the title “{title}”",
        "linked_data": linked_data(*things),
    }


def _picture(app: Sphinx, page: str, doctree: nodes.document, title: str) -> str:
    """The address of the page's picture, of its own first chart or else of the landing page's."""
    for shown in (doctree, app.env.get_doctree(app.config.root_doc)):
        for figure in shown.findall(chart_figure):
            name = drawing_pool(app).start_shared_picture(figure["spec"], page, title)
            return f"{app.config.html_baseurl}{name}"
    return ""


def _list_pages(app: Sphinx, exception: Exception | None) -> None:
    site = app.config.html_baseurl
    if exception is not None or app.builder.format != "html" or not site:
        return
    volumes = (one.page for one in places(published.of(app).book).volumes)
    pages = "".join(
        f"<url><loc>{escape(site + page)}.html</loc></url>\n"
        for page in sorted({*app.env.found_docs, *volumes})
    )
    listed = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{SITEMAP}">\n{pages}</urlset>\n'
    _write(app, "sitemap.xml", listed)
    _write(app, "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n")


def _write(app: Sphinx, name: str, text: str) -> None:
    Path(app.outdir, name).write_text(text, encoding="utf-8", newline="\n")
