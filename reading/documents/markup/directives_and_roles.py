"""Tells which directives and roles of reStructuredText and MyST hold prose, and what a role shows."""

from __future__ import annotations

import re

from reading.text.closed_class import parse_list

PROSE = parse_list(
    """
    admonition attention caution danger deprecated epigraph error highlights hint important note
    pull-quote seealso tip topic versionadded versionchanged warning
    """
)
"""Directives that frame paragraphs of the text."""

DATED = ("version", "deprecated")
"""How the names of directives begin that have a version in their first line."""

TITLED = ("admonition", "topic")
"""Directives of `PROSE` whose first line is a title."""

_KINDS = {
    "code block": "code code-block code-cell doctest highlight literalinclude math mermaid parsed-literal "
    "prompt sourcecode testcode testoutput",
    "table": "csv-table list-table table",
    "picture": "figure image",
    "contents list": "contents tableofcontents toctree",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}

_TARGET = re.compile(r"\s*<[^<>]*>$")
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*(?:(?:,|;|and|see)\s*)*\)")
_EMPTY_LIST = re.compile(r"(?:\s*,)+\s*(?=[.;:]|$)")
_REFERENCE = re.compile(r"[#!]?\d+(?:,\s*[#!]?\d+)*|(?=\S*\d)(?:[\da-z]{4}-){2,5}[\da-z]{4}")
"""Numbers of issues, or the key of a report, such as *68rp-wp8r-4726*."""


def name_kind(directive: str) -> str:
    """What a directive that is no prose is counted as, such as *code block*.

    >>> name_kind("toctree"), name_kind("automodule")
    ('contents list', 'directive')
    """
    return _KIND_OF.get(directive, "directive")


def show_role(text: str) -> str:
    """The words that a role shows. Empty for numbers and keys, which only lead to an issue or the like.

    >>> show_role("the quay <quay>"), show_role("~ships.Boat"), show_role("3805, 3806")
    ('the quay', 'Boat', '')
    """
    shown = _TARGET.sub("", text) or text
    if shown.startswith("~"):
        return shown[1:].rpartition(".")[2]
    return "" if _REFERENCE.fullmatch(shown) else shown.removeprefix("!")


def close_gaps(text: str) -> str:
    """A text without the brackets and commas around roles that show nothing.

    >>> close_gaps("It sails (, ). So it is,.")
    'It sails. So it is.'
    """
    return _EMPTY_LIST.sub("", _EMPTY_BRACKETS.sub("", text))
