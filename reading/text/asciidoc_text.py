"""Reads the headings and paragraphs of a document in AsciiDoc, and counts what is no prose.

Only its common marks are known: those of headings, lists, blocks and words. No file that it names is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from reading.files.convert import Converted, Paragraph
from reading.text.left_out import LeftOut

BY_MARKS = "its headings begin with ="
"""Why a file of plain text is read as AsciiDoc."""

MIN_HEADINGS = 2
"""Headings from which on a plain text is written in AsciiDoc."""

_HEADING = re.compile(r"(?P<marks>={1,6}) +(?P<name>\S.*)")
_BLOCK = re.compile(r"(?P<mark>-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|[|,:!]={3,}|`{3,}\w*|--)\s*")
_FRAME = re.compile(r"--|[=*_]{4,}")
"""The lines around a block that holds paragraphs. In other blocks there is no prose."""

_ATTRIBUTE = re.compile(r":(?P<name>[\w-]+)!?:(?: +(?P<value>.*))?")
_LIST_OF_ATTRIBUTES = re.compile(r"\[.*\]")
_AUTHOR = re.compile(r"(?P<name>[^\W\d_][^<>:]*?)(?: <[^<>]*>)?")
_MACRO = re.compile(r"(?P<name>[a-z]\w*)::\S*\[.*\]")
_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(r"\s*(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.|<\d+>)\s+(?=\S)")
_TERM = re.compile(r"(?P<term>\S.*?)(?:::{1,3}|;;)(?:\s+(?P<rest>.*))?")
_BOX = re.compile(r"\A\[[ x*]\]\s+")

MAX_NESTED = 3
"""Attributes within attributes."""

_FOOTNOTE = re.compile(r"\s*footnote:[\w-]*\[(?P<text>[^\]]*)\]")
_IMAGE = re.compile(r"(?<!\w)image:\S+?\[[^\]]*\]")
_ANCHOR = re.compile(r"\[\[[^\]]*\]\]|\(\(\([^)]*\)\)\)|\[[.#%][\w.#%-]+\](?=[*_`#+])")
_REFERENCE = re.compile(r"<<(?P<target>[^<>,]+)(?:,(?P<text>[^<>]*))?>>")
_LINK = re.compile(
    r"(?:(?:link|xref|mailto):)?(?P<target>(?<=link:|xref:)[^\s\[]+|(?:https?://|mailto:)[^\s\[]+)\[(?P<text>[^\]]*)\]"
)
_OTHER_MACRO = re.compile(r"(?<!\w)[a-z]+:(?P<target>[\w./-]+)\[(?P<text>[^\]]*)\]")
_MARKS = [
    re.compile(r"(``|\*\*|__|##|\+\+)(?P<text>\S(?:.*?\S)?)\1"),
    *(
        re.compile(rf"(?<![\w\\{mark}]){mark}(?P<text>[^\s{mark}](?:[^{mark}]*[^\s{mark}])?){mark}(?!\w)")
        for mark in (r"\`", r"\*", "_", r"\+", "#")
    ),
]
_KNOWN = re.compile(r"\{([\w-]+)\}")


def is_asciidoc(text: str) -> bool:
    r"""Whether a plain text is AsciiDoc: several headings have its marks, below blank lines.

    In MediaWiki, a heading ends with its marks, too.

    >>> is_asciidoc("= Ports\n\nThey wait.\n\n== Ships\n"), is_asciidoc("== Ports ==\n\n== Ships ==\n")
    (True, False)
    """
    lines = ["", *text.split("\n")]
    headings = [line for above, line in pairwise(lines) if _HEADING.fullmatch(line) and not above.strip()]
    return len(headings) >= MIN_HEADINGS and not any(line.endswith("=") for line in headings)


def read_asciidoc(text: str) -> Converted:
    r"""Read the headings and paragraphs of a text, its author, and what was left out.

    >>> read = read_asciidoc("= Ports\n\nThey *wait* for https://elm.example[ships].\n\n----\nx = 1\n----\n")
    >>> [part.text for part in read.paragraphs], read.stripped
    (['Ports', 'They wait for ships.'], ['1 code block'])
    """
    reader = _Reader()
    paragraphs = list(reader.read(text.split("\n")))
    return Converted(paragraphs, author=reader.author, stripped=reader.left_out.describe())


@dataclass
class _Reader:
    """Walks through the lines of a document, and counts what is left out."""

    author: str = ""
    left_out: LeftOut = field(default_factory=LeftOut)
    _attributes: dict[str, str] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)

    def read(self, lines: list[str]) -> Iterator[Paragraph]:
        """The headings and paragraphs of some lines."""
        place, is_head = 0, False
        while place < len(lines):
            line = lines[place].rstrip()
            block, heading = _BLOCK.fullmatch(line), _HEADING.fullmatch(line)
            was_head, is_head = is_head, False
            if block and not _FRAME.fullmatch(block["mark"]):
                yield from self._end()
                end = next(
                    (end for end in range(place + 1, len(lines)) if _ends(lines[end], block["mark"])),
                    len(lines),
                )
                self._count(block["mark"], lines[place + 1 : end])
                place = end
            elif heading:
                yield from self._end()
                yield Paragraph(self._clean(heading["name"]), len(heading["marks"]))
                is_head = len(heading["marks"]) == 1
            elif attribute := _ATTRIBUTE.fullmatch(line):
                self._attributes[attribute["name"]] = attribute["value"] or ""
                is_head = was_head
            elif was_head and line:
                # An author, and below it the number and the date of a version.
                author = None if self.author else _AUTHOR.fullmatch(line)
                self.author = author["name"].strip() if author else self.author
                is_head = True
            elif macro := _MACRO.fullmatch(line):
                yield from self._end()
                self._count_macro(macro["name"])
            elif line[:1].isspace() and not self._lines and not _ITEM.match(line):
                # An indented paragraph is shown as it was typed.
                end = next((end for end in range(place, len(lines)) if not lines[end].strip()), len(lines))
                self.left_out.add("code block")
                place = end
            elif (
                not line
                or line == "+"
                or block
                or _LIST_OF_ATTRIBUTES.fullmatch(line)
                or line.startswith("//")
            ):
                yield from self._end()
            else:
                yield from self._read_line(line)
            place += 1
        yield from self._end()

    def _read_line(self, line: str) -> Iterator[Paragraph]:
        """A line of a paragraph, which an item, a term or a title begins."""
        item, term = _ITEM.match(line), _TERM.fullmatch(line)
        is_title = not self._lines and bool(_TITLE.match(line))
        if item or term or is_title:
            yield from self._end()
        if item:
            self._lines.append(_BOX.sub("", line[item.end() :], count=1))
        elif term:
            self._lines.append(f"{term['term']}: {term['rest'] or ''}")
        else:
            self._lines.append(line[is_title:])
        if is_title:
            yield from self._end()

    def _end(self) -> Iterator[Paragraph]:
        text = self._clean(" ".join(line.removesuffix(" +") for line in self._lines))
        self._lines.clear()
        if text:
            yield Paragraph(text)

    def _count(self, mark: str, lines: list[str]) -> None:
        if mark.endswith("==="):
            words = " ".join(lines).replace("|", " ").split()
            self.left_out.add("table", words=sum(any(map(str.isalnum, word)) for word in words))
        elif not mark.startswith("/"):
            self.left_out.add("code block")

    def _count_macro(self, name: str) -> None:
        if name in ("image", "video", "audio"):
            self.left_out.add("picture")
        elif name not in ("ifdef", "ifndef", "endif", "ifeval", "toc"):
            self.left_out.add_directive(name)

    def _clean(self, text: str) -> str:
        """The words of a text, without its marks. Attributes may stand for links, and for one another."""
        for _ in range(MAX_NESTED):
            text = _KNOWN.sub(lambda found: self._attributes.get(found[1], found[0]), text)
        for note in _FOOTNOTE.finditer(text):
            self.left_out.add("footnote", words=len(note["text"].split()))
        for _ in _IMAGE.finditer(text):
            self.left_out.add("picture")
        for pattern in (_FOOTNOTE, _IMAGE, _ANCHOR):
            text = pattern.sub("", text)
        text = _REFERENCE.sub(lambda found: (found["text"] or found["target"]).strip(), text)
        for pattern in (_LINK, _OTHER_MACRO):
            text = pattern.sub(_show_link, text)
        for pattern in _MARKS:
            text = pattern.sub(r"\g<text>", text)
        return " ".join(text.split())


def _show_link(link: re.Match[str]) -> str:
    """The words of a link. A number is that of a page of a manual, and is no word for it."""
    text = link["text"].rstrip("^").strip()
    return text if any(map(str.isalpha, text)) else link["target"]


def _ends(line: str, mark: str) -> bool:
    """Whether a line ends the block that a mark begins. Behind backticks, the mark names a language."""
    return line.rstrip() == (mark[:3] if mark.startswith("`") else mark)
