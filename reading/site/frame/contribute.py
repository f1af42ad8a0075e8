"""Gives each page its links to contribute (edit, launch, report), where the repository is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from reading.files import github
from reading.site.book import published_book

RETELLING, FACT = "retelling.yml", "fact.yml"
"""The issue forms in `.github/ISSUE_TEMPLATE`."""

_ATTRIBUTE = "_reading_repository"


def setup(app: Sphinx) -> None:
    """Look up the repository once for each build, and give each page its links."""
    app.connect("builder-inited", _find_repository)
    app.connect("html-page-context", _add_links)


def links(repository: github.Repository, page: str, file: str, paragraph: str | None) -> dict[str, str]:
    """The links of a page: `edit`, for a notebook what runs it, and `report`.

    What runs a notebook: `launch` on Binder, `codespace` in the browser, and `setup` on the reader's machine,
    the command that gets the `code`.
    The report of a chapter's page names its `paragraph`. A script on the page adds the sentence.
    """
    first = {"edit": repository.edit_url(file)}
    if file.endswith(".ipynb"):
        first |= {
            "launch": repository.binder_url(file),
            "codespace": repository.codespace_url,
            "code": repository.address,
            "setup": repository.setup_command,
        }
    if paragraph is None:
        return {**first, "report": repository.issue_url(FACT, page=page)}
    return {
        **first,
        "report": repository.issue_url(RETELLING, page=page, paragraph=paragraph),
        "paragraph": paragraph,
    }


def repository(app: Sphinx) -> github.Repository | None:
    """The repository of the book. None where it is not known."""
    found: github.Repository | None = getattr(app, _ATTRIBUTE)
    return found


def _find_repository(app: Sphinx) -> None:
    setattr(app, _ATTRIBUTE, github.find_repository(Path(app.srcdir)))


def _add_links(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    known = repository(app)
    source = context.get("part_of", "" if doctree is None else page)
    if known is None or not source:
        return
    if source in app.env.found_docs:
        file = Path(app.env.doc2path(source)).relative_to(app.srcdir).as_posix()
        paragraph = published_book(app).book.paragraph_on(page)
        context["contribute"] = links(known, page, file, paragraph)
    else:
        # A list of texts is made from data alone.
        context["contribute"] = {"report": known.issue_url(FACT, page=page)}
