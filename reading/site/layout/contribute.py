"""Gives each page its links to contribute (edit, launch, report), where the repository is known."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from reading.files import github
from reading.site.published import published_book

RETELLING, FACT = "retelling.yml", "fact.yml"
"""The issue forms in `.github/ISSUE_TEMPLATE`."""

UNKNOWN = (
    "a site with an address leads its readers to its repository, and none is known: "
    "set GITHUB_REPOSITORY to OWNER/NAME, or add a remote 'origin'"
)


def setup(app: Sphinx) -> None:
    """Look for the repository when a build starts, and give each page its links."""
    app.connect("builder-inited", repository)
    app.connect("html-page-context", _add_links)


def links(repository: github.Repository, page: str, file: str, paragraph: str | None) -> dict[str, str]:
    """The links of a page: `edit`, for a notebook `launch` on Binder and the `code`, and `report`.

    The report of a chapter's page names its `paragraph`. A script on the page adds the sentence.
    """
    found = {"edit": repository.edit_url(file)}
    if file.endswith(".ipynb"):
        found |= {"launch": repository.binder_url(file), "code": repository.address}
    if paragraph is None:
        return {**found, "report": repository.issue_url(FACT, page=page)}
    report = repository.issue_url(RETELLING, page=page, paragraph=paragraph)
    return {**found, "report": report, "paragraph": paragraph}


@functools.lru_cache(maxsize=1)
def repository(app: Sphinx) -> github.Repository | None:
    """The repository of the book. None where it is not known, which an address of the site does not allow."""
    known = github.find_repository(Path(app.srcdir))
    if app.config.html_baseurl and known is None:
        raise ExtensionError(UNKNOWN)
    return known


def _add_links(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Add the links of a page that has a source."""
    known = repository(app)
    if known is not None and page in app.env.found_docs:
        file = Path(app.env.doc2path(page)).relative_to(app.srcdir).as_posix()
        context["contribute"] = links(known, page, file, published_book(app).book.paragraph_on(page))
