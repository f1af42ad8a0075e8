"""Sorts the references by the names of persons and institutions, then by year and title.

Each page also gets the list of the references that it cites, which is printed below its text.
"""

from __future__ import annotations

import functools
from importlib.metadata import EntryPoints, distributions
from typing import Any, ClassVar

import pybtex.plugin
from docutils import nodes
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting import FormattedEntry
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.sorting import BaseSortingStyle
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

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
    """The plain style, sorted by name, with family names first.

    It formats an entry once, even where this was in an earlier build.
    """

    default_sorting_style = STYLE
    default_name_style = "lastfirst"
    formatted: ClassVar[dict[str, tuple[Entry, FormattedEntry]]] = {}
    """The entries that have been formatted, by their keys. Formatting all takes a tenth of a whole build."""

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """The text of an entry with its label."""
        before, done = self.formatted.get(entry.key, (None, None))
        if done is None or before != entry:
            done = super().format_entry(label, entry, bib_data)
            self.formatted[entry.key] = entry, done
        return FormattedEntry(done.key, done.text, label)


@functools.cache
def _find_entry_points(**group: str) -> EntryPoints:
    entries: Any = _list_entry_points()
    return entries.select(**group)  # type: ignore[no-any-return]


@functools.cache
def _list_entry_points() -> EntryPoints:
    return EntryPoints(each for found in distributions() for each in found.entry_points)


def _recall_formatted(app: Sphinx, env: BuildEnvironment) -> None:
    """Take the formatted entries from the last build, before the extension for BibTeX formats them anew."""
    domain: Any = env.get_domain("cite")
    for citation in domain.citations:
        Style.formatted[citation.entry.key] = citation.entry, citation.formatted_entry


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
    """Register the style, and list what each page cites.

    From then on, pybtex searches the installed packages for plugins only once.
    """
    pybtex.plugin.entry_points = _find_entry_points
    app.connect("env-updated", _recall_formatted, priority=100)
    app.connect("html-page-context", _list_cited)
    register_plugin("pybtex.style.sorting", STYLE, ByName)
    register_plugin("pybtex.style.formatting", STYLE, Style)
