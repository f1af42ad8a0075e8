"""Reads the headings and paragraphs of a document in AsciiDoc, and counts what is no prose.

Only its common marks are known: those of headings, lists, blocks and words. No file that it names is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reading.documents.markup.left_out import LeftOut
from reading.files.convert import Converted, Paragraph

BY_MARKS = "its headings and other marks are those of AsciiDoc"
"""Why a file of plain text is read as AsciiDoc."""

MIN_HEADINGS = 2
"""Headings from which on a plain text is written in AsciiDoc."""

MIN_MARKS = 3
"""Other marks from which on a plain text with underlined headings is written in AsciiDoc."""

_STYLES = (
    "CAUTION|IMPORTANT|NOTE|TIP|WARNING|abstract|appendix|bibliography|colophon|dedication|discrete|example"
    "|glossary|horizontal|index|listing|literal|normal|partintro|preface|qanda|quote|sidebar|source|verse"
)
"""The names of blocks with which a list of attributes begins."""

_OWN_MARK = re.compile(
    r"(?<![\w/])(?:link|linkgit|xref|include|image)::?(?!//)[^\s\[]{1,300}\[|^\S[^\n]{0,200}[^\s:]::$"
    rf"|^\[\[[a-z][\w-]*(?:,.{{0,100}})?\]\]$|^\[(?:(?:{_STYLES})(?:[,%#.].{{0,100}})?|[a-z][\w-]*=.{{0,100}})\]$",
    re.MULTILINE,
)
"""A link, a term, an anchor or a list of attributes, which other texts do not mark so.

Other words in brackets may be a direction, such as *[laughter]*.
"""

_HEADING = re.compile(r"(?P<marks>={1,6}) +(?P<name>\S.*)")
_BLOCK = re.compile(r"(?P<mark>-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|[|,:!]={3,}|`{3,}\w*|--)\s*")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}|\+{3,}")
_UNDERLINES = "=-~^+"
"""The marks of lines below headings, from the highest level on."""

MAX_DIFFERENCE = 2
"""Characters by which the line below a heading may be longer or shorter than it."""

_FRAME = re.compile(r"--|[=*_]{4,}")
"""The lines around a block that holds paragraphs. In other blocks there is no prose."""

_ATTRIBUTE = re.compile(r":!?(?P<name>[\w-]+)!?:(?: +(?P<value>.*))?")
_LIST_OF_ATTRIBUTES = re.compile(r"\[.*\]")
_AUTHOR = re.compile(r"(?P<name>[^\W\d_][^<>:]*) <[^<>\s]*[@/][^<>\s]*>")
_CAPITALIZED = r"[^\W\d_a-z][\w'\u2019-]*"
_NAME = re.compile(rf"{_CAPITALIZED}\.?(?: {_CAPITALIZED}\.?| [a-z]{{1,3}}){{0,2}} {_CAPITALIZED}")
_VERSION = re.compile(
    r"(?:v\d[\w.-]*|\d+(?:\.\w+)+)(?:[,:].*)?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.? [A-Z]\w+ \d{4}|[A-Z]\w+ (?:\d{1,2}, )?\d{4}"
)
"""The lines below the title: an author with or without an address, and a version or a date."""

_MACRO = re.compile(r"(?P<name>[a-z]\w*)::[^\s\[]*\[.*\]")
_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(r"\s*(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.|<\d+>)\s+(?=\S)")
_TERM = re.compile(r"(?P<term>\S.*?)(?:::{1,3}|;;)(?:\s+(?P<rest>.*))?")
_BOX = re.compile(r"\A\[[ x*]\]\s+")

MAX_NESTED = 3
"""Attributes within attributes."""

MAX_EXPANDED = 300_000
"""Characters that the values of attributes may have in a document. Further ones keep their names."""

# What stands between brackets has a limit, so that brackets that nothing closes take no time.
_FOOTNOTE = re.compile(r" ?footnote:[\w-]{0,100}\[(?P<text>[^\]]{0,2000})\]")
_IMAGE = re.compile(r"(?<!\w)image:[^\s\[]{1,1000}\[[^\]]{0,1000}\]")
_ANCHOR = re.compile(r"\[\[[^\]]{0,300}\]\]|\(\(\([^)]{0,300}\)\)\)|\[[.#%][\w.#%-]+\](?=[*_`#+])")
_REFERENCE = re.compile(r"<<(?P<target>[^<>,]+)(?:,(?P<text>[^<>]*))?>>")
_LINK = re.compile(
    r"(?:(?:link|xref|mailto):)?(?P<target>(?<=link:|xref:)[^\s\[]{1,1000}|(?:https?://|mailto:)[^\s\[]{1,1000})"
    r"\[(?P<text>[^\]]{0,1000})\]"
)
_OTHER_MACRO = re.compile(r"(?<!\w)[a-z]+:(?P<target>[\w./-]+)\[(?P<text>[^\]]{0,1000})\]")
_MARKS = [
    re.compile(r"(``|\*\*|__|##|\+\+)(?P<text>\S(?:(?:(?!\1).)*\S)?)\1"),
    *(
        re.compile(rf"(?<![\w\\{mark}]){mark}(?P<text>[^\s{mark}](?:[^{mark}]*[^\s{mark}])?){mark}(?!\w)")
        for mark in (r"\`", r"\*", "_", r"\+", "#")
    ),
]
_KNOWN = re.compile(r"\{([\w-]+)\}")

_WORD = re.compile(r"[^\W\d_]{3}")
_OPERATOR = re.compile(r"(?:^| )[+*/<>=^] ")
"""What a heading has, and what only a formula has."""


def is_asciidoc(text: str) -> bool:
    r"""Whether a plain text is AsciiDoc: several headings have its marks, below blank lines.

    Or headings are underlined, and there are several other marks of AsciiDoc.

    The first line is the title, or there is none. The levels of the other headings begin at the second and
    leave none out. A heading holds a word and no operator. In MediaWiki, it ends with its marks, too.

    >>> is_asciidoc("= Ports\n\nThey wait.\n\n== Ships\n"), is_asciidoc("== Ports ==\n\n== Ships ==\n")
    (True, False)
    >>> is_asciidoc("They wait.\n\n= Ports\n\n= Ships\n")
    False
    """
    lines = ["", *text.split("\n")]
    if len(_OWN_MARK.findall(text)) >= MIN_MARKS and _count_underlined(lines) >= MIN_HEADINGS:
        return True
    found = [_HEADING.fullmatch(line) for above, line in pairwise(lines) if not above.strip()]
    headings = [heading for heading in found if heading]
    names = [heading["name"] for heading in headings]
    if len(headings) < MIN_HEADINGS or not all(map(_is_name, names)):
        return False
    content = (line for line in lines if line.strip() and not _is_above_title(line))
    levels = [len(heading["marks"]) for heading in headings]
    is_titled = levels[0] == 1 and next(content) == headings[0][0]
    levels = levels if is_titled else [1, *levels]
    return all(1 < level <= above + 1 for above, level in pairwise(levels))


def _count_underlined(lines: Sequence[str]) -> int:
    """The number of headings that have a line of marks below them, and a blank line above."""
    return sum(
        not above.strip() and _is_underlined(line.rstrip(), below.rstrip())
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
    )


def _is_underlined(line: str, below: str) -> bool:
    """Whether a line is a heading, because the next line is a row of marks about as long as it."""
    is_as_long = abs(len(line) - len(below)) <= MAX_DIFFERENCE
    return is_as_long and line[:1].isalnum() and bool(_UNDERLINE.fullmatch(below))


def _is_name(text: str) -> bool:
    return bool(_WORD.search(text)) and not _OPERATOR.search(text) and not text.endswith("=")


def _is_above_title(line: str) -> bool:
    """Whether a line is an attribute or a comment, which may stand above the title."""
    return line.startswith("//") or bool(_ATTRIBUTE.fullmatch(line.rstrip()))


def read_asciidoc(text: str, *, is_guessed: bool = False) -> Converted:
    r"""Read the headings and paragraphs of a text, its author, and what was left out.

    is_guessed: whether nothing but the text says that it is AsciiDoc. Its indented paragraphs are read.

    >>> read = read_asciidoc("= Ports\n\nThey *wait* for https://elm.example[ships].\n\n----\nx = 1\n----\n")
    >>> [part.text for part in read.paragraphs], read.stripped
    (['Ports', 'They wait for ships.'], ['1 code block'])
    """
    reader = _Reader(text.split("\n"), is_guessed)
    paragraphs = list(reader.read())
    return Converted(paragraphs, author=reader.author, stripped=reader.left_out.describe())


@dataclass
class _Reader:
    """Walks through the lines of a document, and counts what is left out."""

    lines: list[str]
    is_guessed: bool
    author: str = ""
    left_out: LeftOut = field(default_factory=LeftOut)
    _attributes: dict[str, str] = field(default_factory=dict)
    _expanded: int = 0
    _unclosed: set[str] = field(default_factory=set)
    _lines: list[str] = field(default_factory=list)

    def read(self) -> Iterator[Paragraph]:
        """The headings and paragraphs. Marks of headings and attributes are text within a paragraph."""
        place, expected = 0, ""
        while place < len(self.lines):
            line = self.lines[place].rstrip()
            was_expected, expected = expected, ""
            block = _BLOCK.fullmatch(line)
            heading = None if self._lines else _HEADING.fullmatch(line)
            attribute = None if self._lines else _ATTRIBUTE.fullmatch(line)
            below = self.lines[place + 1].rstrip() if place + 1 < len(self.lines) else ""
            if heading or (not self._lines and _is_underlined(line, below)):
                name = heading["name"] if heading else line
                level = len(heading["marks"]) if heading else _UNDERLINES.index(self.lines[place + 1][0]) + 1
                yield Paragraph(self._clean(name), level)
                expected = "author" if level == 1 and not self.author else ""
                place += not heading
            elif block and not _FRAME.fullmatch(block["mark"]):
                yield from self._end()
                place = self._skip_block(place, block["mark"])
            elif attribute:
                place = self._read_attribute(place, attribute)
                expected = was_expected
            elif was_expected == "author" and (author := _find_author(line)):
                self.author, expected = author, "version"
            elif was_expected == "version" and _VERSION.fullmatch(line):
                pass
            elif macro := _MACRO.fullmatch(line):
                yield from self._end()
                self._count_macro(macro["name"])
            elif self._is_literal(line):
                # An indented paragraph is shown as it was typed.
                after = range(place, len(self.lines))
                place = next((end for end in after if not self.lines[end].strip()), len(self.lines))
                self.left_out.add("code block")
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

    def _skip_block(self, place: int, mark: str) -> int:
        """Count a block without prose. Returns the place of its end; its start is a rule if it has no end."""
        mark = mark[:3] if mark.startswith("`") else mark
        after = range(place + 1, len(self.lines) if mark not in self._unclosed else 0)
        end = next((end for end in after if self.lines[end].rstrip() == mark), None)
        if end is None:
            self._unclosed.add(mark)
            return place
        self._count(mark, self.lines[place + 1 : end])
        return end

    def _read_attribute(self, place: int, attribute: re.Match[str]) -> int:
        """Keep an attribute. Its value goes on below a backslash. Returns the place of its last line."""
        values = [attribute["value"] or ""]
        while values[-1].endswith(" \\") and place + 1 < len(self.lines):
            place += 1
            values[-1] = values[-1].removesuffix("\\").removesuffix(" + ").strip()
            values.append(self.lines[place].strip())
        self._attributes[attribute["name"]] = " ".join(values)
        return place

    def _is_literal(self, line: str) -> bool:
        begins = line[:1].isspace() and not self._lines
        return begins and not self.is_guessed and not _ITEM.match(line)

    def _read_line(self, line: str) -> Iterator[Paragraph]:
        """A line of a paragraph, which an item, a term or a title begins."""
        item, term = _ITEM.match(line), _TERM.fullmatch(line)
        is_title = not self._lines and bool(_TITLE.match(line))
        if item or term or is_title:
            yield from self._end()
        if item:
            self._lines.append(_BOX.sub("", line[item.end() :], count=1))
        elif term:
            colon = "" if term["term"].endswith((".", "?", "!", ":")) else ":"
            self._lines.append(f"{term['term']}{colon} {term['rest'] or ''}")
        else:
            self._lines.append(line[is_title:])
        if is_title:
            yield from self._end()

    def _end(self) -> Iterator[Paragraph]:
        if not self._lines:
            return
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
        """The words of a text, without its marks."""
        text = " ".join(self._expand(text).split())
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

    def _expand(self, text: str) -> str:
        """The text with the values of attributes, which may stand for links, and for one another."""
        for _ in range(MAX_NESTED):
            size = sum(len(self._attributes.get(name, "")) for name in _KNOWN.findall(text))
            self._expanded += size
            if not size or self._expanded > MAX_EXPANDED:
                break
            text = _KNOWN.sub(lambda found: self._attributes.get(found[1], found[0]), text)
        return text


def _show_link(link: re.Match[str]) -> str:
    """The words of a link. A number is that of a page of a manual, and is no word for it."""
    text = link["text"].rstrip("^").strip()
    return text if any(map(str.isalpha, text)) else link["target"]


def _find_author(line: str) -> str:
    """The author whom the line below a title names. Empty if it names none."""
    found = [_AUTHOR.fullmatch(part) or _NAME.fullmatch(part) for part in map(str.strip, line.split(";"))]
    names = [author.groupdict().get("name", author[0]) for author in found if author]
    return "; ".join(names) if len(names) == len(found) else ""
