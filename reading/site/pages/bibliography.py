"""Sorts the references by the names of persons and institutions, then by year and title.

Each page also gets the list of the references that it cites, which is printed below its text.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels.number import LabelStyle as NumberLabel
from pybtex.style.names.lastfirst import NameStyle as LastFirst
from pybtex.style.sorting import BaseSortingStyle
from sphinx.application import Sphinx

STYLE = "by-name"
"""The name of the style in `bibtex_default_style`."""


class ByName(BaseSortingStyle):
    """Ignores the braces around names of institutions, and a leading article."""

    def sorting_key(self, entry: Entry) -> tuple[list[str], str, str]:
        """The folded names, the year and the folded title of an entry."""
        people = entry.persons.get("author", []) or entry.persons.get("editor", [])
        names = [
            " ".join([*person.prelast_names, *person.last_names, *person.first_names]) for person in people
        ]
        fields = entry.fields
        return [_fold(name) for name in names], fields.get("year", ""), _fold(fields.get("title", ""))


def _fold(text: str) -> str:
    return text.replace("{", "").replace("}", "").casefold().removeprefix("the ")


class Style(PlainStyle):
    """The plain style, sorted by name, with family names first."""

    # For a name, pybtex would search all installed packages.
    default_sorting_style = ByName
    default_name_style = LastFirst
    default_label_style = NumberLabel


def _list_cited(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the template of a page the references that the page cites, in their order."""
    if doctree is None:
        return
    domain: Any = app.env.get_domain("cite")
    cited = {link.get("refuri"): link.get("reftitle") for link in doctree.findall(nodes.reference)}
    places = (
        f"{app.builder.get_relative_uri(page, citation.bibliography_key.docname)}#{citation.citation_id}"
        for citation in domain.citations
    )
    context["cited"] = [cited[place] for place in places if place in cited]


def setup(app: Sphinx) -> None:
    """Register the style, and list what each page cites."""
    app.connect("html-page-context", _list_cited)
    register_plugin("pybtex.style.formatting", STYLE, Style)
