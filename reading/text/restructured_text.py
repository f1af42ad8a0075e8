"""Reads the text of a document in reStructuredText, without its markup and without what is not prose.

Directives and roles that only Sphinx knows are read as what they hold, or left out and named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reading.files.convert import Converted, Paragraph
from reading.formatting import pluralize

_UNDERLINED = re.compile(r"^(?P<title>\S.*)\n(?P<mark>[=\-~^\"'`*+#])(?P=mark){2,}[ \t]*$", re.MULTILINE)
_MARKUP = re.compile(
    r"::[ \t]*\n[ \t]*\n[ \t]+\S|^\.\. [\w-]+::|^\.\. _[^:\n]+:|:[a-z]+:`[^`\n]+`|`[^`\n]+ <[^<>\n]+>`__?",
    re.MULTILINE,
)
_ROLE = re.compile(
    r":(?!pep:|rfc:|math:|sup:|sub:)[a-zA-Z][\w+.-]*(?::[\w+.-]+)*:`~?!?(?P<text>[^`<]+?)(?:\s*<[^`<>]*>)?`"
)
"""A role that only Sphinx may know, and the text that it shows."""

ERROR = 3
"""The level of messages of docutils about what cannot be read, such as a directive of Sphinx."""

_LEFT_OUT = {
    "literal_block": "code block",
    "doctest_block": "code block",
    "math_block": "formula",
    "table": "table",
    "image": "picture",
    "footnote": "note",
    "citation": "note",
    "topic": "aside",
    "sidebar": "aside",
    "system_message": "directive",
    "raw": "directive",
}
"""What is no prose, by the names of docutils."""

_SILENT = (
    "comment",
    "target",
    "substitution_definition",
    "docinfo",
    "field_list",
    "footnote_reference",
    "decoration",
)
_TEXTS = ("paragraph", "term", "rubric", "line_block", "attribution", "caption")


def is_restructured(text: str) -> bool:
    r"""Whether a text without a suffix that says so is reStructuredText: by headings and other marks of it.

    >>> is_restructured("Ports\n=====\n\nFor example::\n\n  x\n\nShips\n=====\n\n.. image:: a.png\n")
    True
    """
    return len(_UNDERLINED.findall(text)) > 1 and len(_MARKUP.findall(text)) > 1


def read(text: str) -> Converted:
    """Read the paragraphs and headings of a text, its title and its author."""
    tree = _parse(_ROLE.sub(r"``\g<text>``", text))
    stripped = Counter[str]()
    paragraphs = list(_list_paragraphs(tree, 0, stripped))
    authors = [node.astext() for node in tree.findall(lambda node: node.tagname == "author")]
    listed = [pluralize(count, noun) for noun, count in stripped.items()]
    author = re.sub(r"\s*<[^<>]*>", "", ", ".join(authors))
    return Converted(paragraphs, "", author, listed)


def _parse(text: str) -> Any:
    from docutils.core import publish_doctree

    settings = {
        # A document is read, and may read nothing itself.
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "_disable_config": True,
        "report_level": 5,
        "halt_level": 5,
        "syntax_highlight": "none",
        "smart_quotes": False,
    }
    return publish_doctree(text, settings_overrides=settings)


def _list_paragraphs(node: Any, depth: int, stripped: Counter[str]) -> Iterator[Paragraph]:
    """The paragraphs and headings within a node at a depth of sections; counts what is left out."""
    for child in node.children:
        name = child.tagname
        if name in _LEFT_OUT:
            is_contents = name == "topic" and "contents" in child["classes"]
            is_remark = name == "system_message" and child["level"] < ERROR
            if not (is_contents or is_remark):
                stripped[_LEFT_OUT[name]] += 1
        elif name == "title":
            # A title within an admonition is none of a section.
            if node.tagname in ("section", "document"):
                yield Paragraph(_join_text(child), depth + 1)
        elif name == "subtitle":
            yield Paragraph(_join_text(child), depth + 2)
        elif name in _TEXTS:
            if text := _join_text(child):
                yield Paragraph(text)
        elif name == "section":
            yield from _list_paragraphs(child, depth + 1, stripped)
        elif name not in _SILENT and name != "#text":
            yield from _list_paragraphs(child, depth, stripped)


def _join_text(node: Any) -> str:
    """The text of a node on one line, without the marks of notes and pictures."""
    parts = []
    for child in node.children:
        if child.tagname == "#text":
            parts.append(child.astext())
        elif child.tagname not in (
            "footnote_reference",
            "citation_reference",
            "image",
            "target",
            "substitution_reference",
        ):
            parts.append(f"{_join_text(child)} " if child.tagname == "line" else _join_text(child))
    return " ".join("".join(parts).split())
