"""Adds metadata to pages: descriptions and citations."""

from __future__ import annotations

import os
import re
import textwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from reading.data import citation
from reading.files import github
from reading.formatting import format_date
from reading.site.pages.node_text import node_text
from reading.site.published import published_book

SITE_URL = "SITE_URL"
"""The environment variable with the site's address. Without it, all that needs an address is left out."""

COMMIT = "cited_commit"
"""The setting with the commit that citations name. A build for an address finds it itself."""

DESCRIPTION_LENGTH = 200
"""The most characters of a description, about as many as a search engine shows."""

_AFTER_SENTENCE = re.compile(r"(?<=[.!?]) (?=[^a-z])")


def setup(app: Sphinx) -> None:
    """Add metadata to every page."""
    app.add_config_value(COMMIT, "", "env", str)
    app.connect("config-inited", _set_base_url)
    app.connect("html-page-context", _add_metadata)


def description(page: nodes.document) -> str:
    """The answer of the page, which is its first paragraph in bold type, or else its first sentence.

    The line that says who coded is on many pages, and describes none.
    """
    parts = [part for part in page.findall(nodes.paragraph) if "who-coded" not in part["classes"]]
    bold = (part for part in page.findall(nodes.strong) if part.astext() == part.parent.astext())
    first = (_AFTER_SENTENCE.split(node_text(part))[0] for part in parts)
    text = next(filter(None, [*map(node_text, bold), *first]), "")
    return textwrap.shorten(text, DESCRIPTION_LENGTH, placeholder="…")


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
    address = context.get("pageurl") or ""
    cited = ("", site) if is_landing_page else (title, address)
    context["citation"] = citation.cite(book, page, *cited, commit=app.config[COMMIT])
    context["cite_as"] = (is_landing_page and citation.doi_address(book)) or address
    context["swhid"] = citation.software_heritage_id(app.config[COMMIT])
    context["sharing"] = {
        "title": book.title if is_landing_page else title,
        "description": description(doctree),
        "book": book.title,
        "authors": list(map(str, book.authors)),
        "released": book.released.replace("-", "/"),
    }
