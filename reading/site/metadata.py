"""Adds metadata to pages: descriptions, pictures for social media, data sets and citations.

Where the address of the site is known, it also writes a sitemap.
"""

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
from reading.files import github
from reading.files.read import read_json
from reading.formatting import format_date
from reading.site.builder import is_all_written, write_texts
from reading.site.charts import pictures
from reading.site.charts.chart_writer import FOLDER
from reading.site.charts.pool import drawing_pool
from reading.site.pages.node_html import chart_node
from reading.site.pages.node_text import node_text
from reading.site.published import published_book

SITE_URL = "SITE_URL"
"""The environment variable with the site's address. Without it, all that needs an address is left out."""

COMMIT = "cited_commit"
"""The setting with the commit that citations name. A build for an address finds it itself."""

PICTURE = f"{FOLDER}/shared.png"
"""The picture that other sites show of a page: the title of the book and the chart of its landing page."""

DESCRIPTION_LENGTH = 200
"""The most characters of a description, about as many as a search engine shows."""

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
"""The XML namespace of sitemaps."""


def setup(app: Sphinx) -> None:
    """Add metadata to every page, and write a sitemap where the site's address is known."""
    app.add_config_value(COMMIT, "", "env", str)
    app.connect("config-inited", _set_base_url)
    app.connect("html-page-context", _add_metadata)
    app.connect("build-finished", _write_sitemap)


def description(page: nodes.document, given: str = "") -> str:
    """The description `given` by the front matter, or the start of the first paragraph of the page.

    The line that says who coded is on many pages, and describes none.
    """
    parts = (part for part in page.findall(nodes.paragraph) if "who-coded" not in part["classes"])
    text = given or next((text for part in parts if (text := node_text(part))), "")
    return textwrap.shorten(text, DESCRIPTION_LENGTH, placeholder="…")


def describe_dataset(package: dict[str, Any], book: citation.BookMetadata) -> str:
    """A data package as a schema.org `Dataset`, for search engines for data: JSON-LD for a script element."""
    dataset = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": package["title"],
        "description": package["description"],
        "license": [licence["path"] for licence in package["licenses"]],
        "isBasedOn": [source.get("path", source["title"]) for source in package["sources"]],
        "creator": [
            {"@type": "Person" if author.family_names else "Organization", "name": str(author)}
            for author in book.authors
        ],
        "version": book.version,
        "datePublished": book.released,
    }
    return json.dumps(dataset, ensure_ascii=False).replace("<", "\\u003c")


def _set_base_url(app: Sphinx, config: Any) -> None:
    address = os.environ.get(SITE_URL) or config.html_baseurl or ""
    if address and urlsplit(address).scheme not in {"http", "https"}:
        raise ExtensionError(f"{SITE_URL} is {address!r}: an address starts with https://")
    config.html_baseurl = f"{address.rstrip('/')}/" if address else ""
    # Elsewhere a page would change with each commit.
    config[COMMIT] = github.find_commit(Path(app.srcdir)) if address else ""


def _add_metadata(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    book = published_book(app).metadata
    context["edition"] = {"by": book.by, "version": book.version, "released": format_date(book.released)}
    if doctree is None:  # a generated page
        return
    is_landing_page = page == app.config.root_doc
    title, site = app.env.titles[page].astext(), app.config.html_baseurl
    front_matter, address = context.get("meta") or {}, context.get("pageurl") or ""
    text = description(doctree, front_matter.get("description", ""))
    picture = f"{site}{PICTURE}" if site else ""
    if site and is_landing_page:
        specs = (node["spec"] for node in doctree.findall(chart_node))
        drawing_pool(app).start_shared_picture(PICTURE, next(specs, None), book.title)
    package = front_matter.get("dataset")
    cited = ("", site) if is_landing_page else (title, address)
    context["citation"] = citation.cite(book, page, *cited, commit=app.config[COMMIT])
    context["cite_as"] = (is_landing_page and citation.doi_address(book)) or address
    context["source_id"] = citation.software_heritage_id(app.config[COMMIT])
    context["sharing"] = {
        "title": book.title if is_landing_page else title,
        "description": text,
        "authors": list(map(str, book.authors)),
        "released": book.released.replace("-", "/"),
        "picture": picture,
        "size": pictures.SHARED_SIZE,
        "alt": book.title,
        "dataset": describe_dataset(read_json(Path(app.srcdir, package)), book) if package else "",
    }


def _write_sitemap(app: Sphinx, exception: Exception | None) -> None:
    """Write `sitemap.xml` and `robots.txt`."""
    site = app.config.html_baseurl
    if not site or exception is not None or not is_all_written(app):
        return
    urls = "".join(
        f"<url><loc>{escape(site + page)}.html</loc></url>\n" for page in sorted(app.env.found_docs)
    )
    sitemap = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{SITEMAP}">\n{urls}</urlset>\n'
    robots = f"User-agent: *\nAllow: /\nSitemap: {site}sitemap.xml\n"
    write_texts(app, {"sitemap.xml": sitemap, "robots.txt": robots})
