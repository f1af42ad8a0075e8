"""Reads the headings and paragraphs of a document in reStructuredText, with docutils.

Everything that is not prose is left out and counted: code, tables, pictures, comments, footnotes, directives.
No file that the document names is read, and no code in it is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reading.documents.markup.directives_and_roles import DATED, PROSE, TITLED, close_gaps, show_role
from reading.documents.markup.left_out import LeftOut
from reading.files.convert import Converted, Paragraph
from reading.files.errors import single_error

_HEADING = re.compile(r"^(?P<title>\S.*)\n(?P<mark>[=\-~^\"'#*+])(?P=mark){2,} *$", re.MULTILINE)
_EXPLICIT = re.compile(
    r"^(?:\.\. (?:[a-z][\w:-]*::(?: |$)|_[^:\n]+:(?: |$)|\[[\w#*-]+\] )|:[A-Z][\w -]*: )", re.MULTILINE
)
_INLINE = re.compile(r"(?<!\w):[a-z][\w:+.-]*:`[^`]+`|`[^`\n]+ <[^<>`]+>`__?|(?<![`\w])``[^`\n]+``(?!`)")
MIN_HEADINGS, MIN_MARKS = 2, 3
"""Underlined headings, and other marks of reStructuredText, from which on a plain text is written in it."""

BY_MARKS = "its headings are underlined, and it has directives, roles or targets"
"""Why a file of plain text is read as reStructuredText."""

_SUBSTITUTIONS = ("image", "replace", "unicode")
"""Directives that define what stands for a name between bars, and that docutils itself reads."""

_LEFT_OUT = {
    "literal_block": "code block",
    "doctest_block": "code block",
    "math_block": "code block",
    "table": "table",
    "image": "picture",
    "figure": "picture",
    "target": "link target",
    "footnote": "footnote",
    "citation": "footnote",
    "option_list": "option list",
    "substitution_definition": "substitution",
}
"""What is left out, by the name of its node in docutils."""

_AUTHORS = ("author", "authors")
_ADDRESS = re.compile(r"\s*<[^<>]*>")
_OPTION = re.compile(r"\s*:[\w-]+:(?: |$)")
_VERSION = re.compile(r"^\s*(?::[\w-]+:.*|v?\d[\w.]*)\s*")
_NOTE = re.compile(r"\[(?:\d+|#\w*|\*)\]_")


def is_restructured(text: str) -> bool:
    r"""Whether a plain text is reStructuredText: several headings are underlined, and there are other marks.

    >>> headings = "Ports\n=====\n\n{}\n\nShips\n=====\n\n{}\n"
    >>> is_restructured(headings.format("See `Elm <e.html>`_.", ".. note:: It is :ref:`old`."))
    True
    >>> is_restructured(headings.format("Ships load.", "They wait."))
    False
    """
    headings = [
        match for match in _HEADING.finditer(text) if len(match[0].split("\n")[1]) + 1 >= len(match["title"])
    ]
    marks = len(_EXPLICIT.findall(text)) + len(_INLINE.findall(text))
    return len(headings) >= MIN_HEADINGS and marks >= MIN_MARKS


def read(path: Path, text: str) -> Converted:
    """Read the headings and paragraphs of a text, its title and authors, and what was left out.

    The path is for messages. Raises `ReadingErrors` where docutils cannot read the text.
    """
    try:
        document = _parse(text)
    except Exception as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        hint = f"save it as plain text (.txt) or Markdown; docutils says: {reason}"
        raise single_error(path, 0, "the file cannot be read as reStructuredText", hint) from None
    reader = _Reader(document)
    paragraphs = list(reader.read(document, 1))
    return Converted(paragraphs, author=", ".join(reader.authors), stripped=reader.left_out.describe())


def _parse(text: str) -> Any:
    """The tree of a text. Unknown roles give their text, and directives are not run."""
    from docutils.core import publish_doctree

    settings = {
        "_disable_config": True,
        "doctitle_xform": False,
        "docinfo_xform": False,
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "input_encoding": "unicode",
        "line_length_limit": len(text) + 1,
        "report_level": 5,
        "halt_level": 5,
        "warning_stream": False,
    }
    with _own_directives_and_roles():
        return publish_doctree(text, settings_overrides=settings)


@contextmanager
def _own_directives_and_roles() -> Iterator[None]:
    """Let docutils find a directive and a role for each name, in the way in which Sphinx adds its own."""
    from docutils import nodes
    from docutils.parsers.rst import Directive, directives, roles

    class Prose(Directive):
        """A directive whose paragraphs are part of the text."""

        has_content = True

        def run(self) -> list[Any]:
            frame = nodes.container()
            # What is not the first line may be an option of the directive.
            while len(self.content) > 1 and _OPTION.match(self.content[1]):
                del self.content[1]
            if self.content and (_OPTION.match(self.content[0]) or self.name.startswith(DATED)):
                self.content[0] = _VERSION.sub("", self.content[0])
            if self.content and self.name in TITLED:
                self.content.insert(1, "", *self.content.info(0))
            self.state.nested_parse(self.content, self.content_offset, frame)
            return [frame]

    class LeftOut(Directive):
        """Any other directive, of which only the name is kept."""

        has_content = True

        def run(self) -> list[Any]:
            return [nodes.comment("", "", directive=self.name.lower())]

    def give_text(name: str, rawtext: str, text: str, *_: Any, **__: Any) -> tuple[list[Any], list[Any]]:
        shown = show_role(text)
        is_label = name.rpartition(":")[2] in ("ref", "numref") and shown == text
        return [nodes.inline(rawtext, shown, label=text if is_label else "", number=not shown)], []

    find_directive, find_role = directives.directive, roles.role

    def choose_directive(name: str, language: Any, document: Any) -> tuple[Any, list[Any]]:
        if name.lower() in _SUBSTITUTIONS:
            found: tuple[Any, list[Any]] = find_directive(name, language, document)
            return found
        return (Prose if name.lower() in PROSE else LeftOut), []

    def choose_role(name: str, *arguments: Any) -> tuple[Any, list[Any]]:
        found, messages = find_role(name, *arguments)
        return (found, messages) if found else (give_text, [])

    directives.directive, roles.role = choose_directive, choose_role
    try:
        yield
    finally:
        directives.directive, roles.role = find_directive, find_role


@dataclass
class _Reader:
    """Walks through the tree of a document, and counts what is left out."""

    document: Any
    authors: list[str] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)

    def read(self, node: Any, level: int) -> Iterator[Paragraph]:
        """The headings and paragraphs within a node; `level` is that of the headings."""
        for child in node.children:
            kind = child.tagname
            if kind == "section":
                yield from self.read(child, level + 1)
            elif kind == "title":
                yield Paragraph(self._join(child), level - 1)
            elif kind in ("paragraph", "attribution", "line_block"):
                yield Paragraph(self._join_without_gaps(child))
            elif kind == "definition_list_item":
                yield from self._read_definition(child, level)
            elif kind == "system_message":
                yield from _find_lost_heading(child, level)
            elif kind in _LEFT_OUT:
                self._count(child, _LEFT_OUT[kind])
            elif kind == "comment":
                self._count_comment(child)
            elif kind == "field_list":
                self._read_fields(child)
            else:
                yield from self.read(child, level)

    def _count(self, node: Any, kind: str) -> None:
        parts = [child for child in node.children if child.tagname != "label"]
        is_counted = kind in ("table", "footnote")
        self.left_out.add(kind, words=sum(len(part.astext().split()) for part in parts) if is_counted else 0)

    def _count_comment(self, node: Any) -> None:
        name = node.get("directive")
        if name:
            self.left_out.add_directive(name)
        elif node.astext().strip():
            self.left_out.add("comment")

    def _read_definition(self, item: Any, level: int) -> Iterator[Paragraph]:
        """A term opens the first paragraph of its definition."""
        term = ", ".join(self._join(child) for child in item.children if child.tagname == "term")
        found = [
            part
            for child in item.children
            if child.tagname == "definition"
            for part in self.read(child, level)
        ]
        if found and not found[0].level:
            first = found[0].text
            # What goes on in lower case is the rest of an indented paragraph.
            mark = "" if term.endswith((".", ":", "?", "!")) or first[:1].islower() else ":"
            found[0] = Paragraph(f"{term}{mark} {first}")
        else:
            found.insert(0, Paragraph(term))
        yield from found

    def _read_fields(self, fields: Any) -> None:
        for each in fields.children:
            name, body = each.children[0].astext(), each.children[1]
            if name.lower() in _AUTHORS:
                self.authors += filter(None, [" ".join(_ADDRESS.sub("", body.astext()).split())])
            self.left_out.add("field")

    def _join(self, node: Any) -> str:
        """The text of a paragraph, without the marks of its notes."""
        text = ""
        for child in node.children:
            if child.tagname == "footnote_reference" or _NOTE.fullmatch(child.astext()):
                text = text.rstrip()
            elif child.tagname == "image":
                self.left_out.add("picture")
            elif child.tagname == "problematic":
                text += child.astext().strip("`_|*")
            elif child.tagname == "inline" and child.get("label"):
                text += self._name_section(child["label"])
            elif child.tagname == "inline" and child.get("number"):
                self.left_out.add("issue number")
                text = text.rstrip()
            elif child.tagname == "#text":
                text += child.astext()
            elif child.tagname != "system_message":
                text += self._join(child) + (" " if child.tagname == "line" else "")
        return text

    def _join_without_gaps(self, node: Any) -> str:
        """The text of a paragraph. Only numbers of issues that it has itself leave gaps."""
        numbers = self.left_out.counts["issue number"]
        text = self._join(node)
        return close_gaps(text) if self.left_out.counts["issue number"] > numbers else text

    def _name_section(self, label: str) -> str:
        """The title of the section that a label stands above, else the label."""
        name = " ".join(label.lower().split())
        section = self.document.ids.get(self.document.nameids.get(name))
        is_named = section is not None and section.children and section.children[0].tagname == "title"
        return str(section.children[0].astext()) if is_named else label


def _find_lost_heading(message: Any, level: int) -> Iterator[Paragraph]:
    """A heading whose underline docutils does not expect at this place, and which it leaves out."""
    lines = [
        line
        for child in message.children
        if child.tagname == "literal_block"
        for line in child.astext().split("\n")
    ]
    named = [line.strip() for line in lines if any(map(str.isalnum, line))]
    if message.get("level") == 4 and len(named) == 1 < len(lines):
        yield Paragraph(named[0], level)
