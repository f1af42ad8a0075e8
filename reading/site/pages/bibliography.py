"""The order of the references: by name, persons and institutions in one alphabet, then by year and title."""

from __future__ import annotations

from pybtex.database import Entry
from pybtex.plugin import find_plugin, register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.sorting import BaseSortingStyle

STYLE = "by-name"
"""What `bibtex_default_style` calls the style."""


class ByName(BaseSortingStyle):
    """Braces, which keep an institution's name whole, and a leading article do not count."""

    def sorting_key(self, entry: Entry) -> tuple[list[str], str, str]:
        """Names, year and title, folded."""
        people = entry.persons.get("author", []) or entry.persons.get("editor", [])
        names = [
            " ".join([*person.prelast_names, *person.last_names, *person.first_names]) for person in people
        ]
        fields = entry.fields
        return [_folded(name) for name in names], fields.get("year", ""), _folded(fields.get("title", ""))


def _folded(text: str) -> str:
    return text.replace("{", "").replace("}", "").casefold().removeprefix("the ")


class Style(PlainStyle):
    """The plain style in that order."""

    default_sorting_style = STYLE


def setup() -> None:
    """Make the style known by its name, and what every citation is written by.

    Of what is registered, pybtex does not search all installed packages each time.
    """
    register_plugin("pybtex.style.sorting", STYLE, ByName)
    register_plugin("pybtex.style.formatting", STYLE, Style)
    for backend in ("docutils", "plaintext"):
        register_plugin("pybtex.backends", backend, find_plugin("pybtex.backends", backend), force=True)
