"""Sorts the references by the names of persons and institutions, then by year and title."""

from __future__ import annotations

from pybtex.database import Entry
from pybtex.plugin import find_plugin, register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.sorting import BaseSortingStyle

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
    """The plain style, sorted by name."""

    default_sorting_style = STYLE


def setup() -> None:
    """Register the style, and the backends that write citations.

    pybtex searches all installed packages for a plugin, each time, unless it is registered.
    """
    register_plugin("pybtex.style.sorting", STYLE, ByName)
    register_plugin("pybtex.style.formatting", STYLE, Style)
    for backend in ("docutils", "plaintext"):
        register_plugin("pybtex.backends", backend, find_plugin("pybtex.backends", backend), force=True)
