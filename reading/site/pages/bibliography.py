"""Sorts the references by the names of persons and institutions, then by year and title.

Each page also gets the list of the references that it cites, which is printed below its text.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from pybtex.backends.plaintext import Backend as Plaintext
from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting import FormattedEntry
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.labels.number import LabelStyle as NumberLabel
from pybtex.style.names.lastfirst import NameStyle as LastFirst
from pybtex.style.sorting import BaseSortingStyle
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

STYLE = "by-name"
"""The name of the style in `bibtex_default_style`."""


class ByName(BaseSortingStyle):
    """Ignores the braces around names of institutions, and a leading article."""

    def sorting_key(self, entry: Entry) -> tuple[list[str], str, str]:
        """The names, the year and the title of an entry."""
        people = entry.persons.get("author", []) or entry.persons.get("editor", [])
        names = [
            " ".join([*person.prelast_names, *person.last_names, *person.first_names]) for person in people
        ]
        fields = entry.fields
        return [_sort_key(name) for name in names], fields.get("year", ""), _sort_key(fields.get("title", ""))


def _sort_key(text: str) -> str:
    return text.replace("{", "").replace("}", "").casefold().removeprefix("the ")


class Style(PlainStyle):
    """The plain style, sorted by name, with family names first.

    It formats an entry once, even where this was in an earlier build.
    """

    # For a name, pybtex would search all installed packages.
    default_sorting_style = ByName
    default_name_style = LastFirst
    default_label_style = NumberLabel
    formatted: ClassVar[dict[str, tuple[Entry, FormattedEntry]]] = {}
    """The entries that have been formatted, by their keys. All take a tenth of a build after a word."""

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
        """The text of an entry with its label."""
        before, done = self.formatted.get(entry.key, (None, None))
        if done is None or before != entry:
            done = super().format_entry(label, entry, bib_data)
            self.formatted[entry.key] = entry, done
        return FormattedEntry(done.key, done.text, label)


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
    """Register the style, and list what each page cites."""
    app.connect("env-updated", _recall_formatted, priority=100)
    app.connect("html-page-context", _list_cited)
    # The extension asks for it once a citation, and pybtex would search all installed packages each time.
    register_plugin("pybtex.backends", "plaintext", Plaintext, force=True)
    register_plugin("pybtex.style.formatting", STYLE, Style)
