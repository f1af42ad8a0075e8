"""A page goes in; the links by which its readers take part come out, where the repository is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from reading.files import github
from reading.site import book

RETELLING, FACT = "retelling.yml", "fact.yml"
"""The forms in `.github/ISSUE_TEMPLATE`."""

_KEPT = "_reading_repository"


def setup(app: Sphinx) -> None:
    """Ask once a build where the repository is, and give each page its links."""
    app.connect("builder-inited", _know)
    app.connect("html-page-context", _offer)


def links(repository: github.Repository, page: str, file: str, paragraph: str | None) -> dict[str, str]:
    """The links of a page: `launch` for a notebook, `edit` for any other, `report` for all.

    The report of a chapter's page names its paragraph; a script of the page adds the sentence.
    """
    if file.endswith(".ipynb"):
        first = {"launch": repository.launch(file)}
    else:
        first = {"edit": repository.edit(file)}
    if paragraph is None:
        return {**first, "report": repository.issue(FACT, page=page)}
    return {
        **first,
        "report": repository.issue(RETELLING, page=page, paragraph=paragraph),
        "paragraph": paragraph,
    }


def _know(app: Sphinx) -> None:
    setattr(app, _KEPT, github.repository(Path(app.srcdir)))


def _offer(app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    repository: github.Repository | None = getattr(app, _KEPT)
    # A volume has no file but that of the page which lists it.
    source = context.get("part_of", "" if doctree is None else page)
    if source and repository is not None:
        file = Path(app.env.doc2path(source)).relative_to(app.srcdir).as_posix()
        paragraph = book.of(app).book.paragraph_on(page)
        context["contribute"] = links(repository, page, file, paragraph)
