"""Reads the headings and paragraphs of a document in Markdown, also in that of MyST and of MkDocs.

The markup is removed, and with it everything that is no prose: code, tables, images, HTML, footnotes, lists
of contents. What is left out is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from reading.documents.markup.directives_and_roles import DATED, PROSE, TITLED, close_gaps, show_role
from reading.documents.markup.left_out import CONTENTS_LINE, LeftOut
from reading.documents.markup.template_tags import WithoutTags, take_out_tags
from reading.documents.plain.run_in_headings import Separated, separate_openings
from reading.documents.typography.bold_headings import BOLD, Text, find_bold_headings
from reading.files.errors import ReadingErrors
from reading.files.read import Line
from reading.files.yaml import parse_yaml
from reading.text.sentences import read_mark

_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.MULTILINE)
_FIRST = re.compile(r"\s*#{1,6}[ \t]+\S")
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

_ADMONITION = re.compile(
    r"^[ \t]*(?:!!!|\?\?\?\+?) ?[a-z][\w-]*(?: .*)?\n(?:[ \t]*\n)?(?: {4}|\t)", re.MULTILINE
)
"""An admonition of MkDocs: a mark, its kind, and indented text. Elsewhere the marks belong to a sentence."""

_DIRECTIVE = re.compile(r"\{(?P<name>[\w:+-]+)\}\s*(?P<argument>.*)")
_OPTIONS = re.compile(r"(?:[ \t]*:[\w-]+:[^\n]*\n)+|---\n.*?\n---\n", re.DOTALL)
_VERSION = re.compile(r"v?\d[\w.]*\s*")
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{(?:[#.][\w.-]+(?: [^{}]*)?|-)\}$")
_LABEL = re.compile(r"\([\w.:-]+\)=")
_CONTENTS_MARK = re.compile(r"\[\[?_?toc_?\]?\]", re.IGNORECASE)
_LOST_MARK = re.compile(r"\[\^[\w-]+\]")
"""The mark of a footnote that the text does not have."""

_HTML_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>", re.DOTALL | re.IGNORECASE
)

_TASK = re.compile(r"\[[ xX]\]\s+")
"""The box of an item of a list of tasks."""

_CITATION = re.compile(r"\s*\[(?:[^\[\]@]*[\s(])?-?@[\w:.#$%&+?<>~/-]+(?:[;,\s][^\[\]]*)?\]")
"""The keys of cited works in brackets, as Pandoc and Quarto write them."""

_PICTURE = re.compile(r"<(?:img|svg|video|iframe|object)\b", re.IGNORECASE)

_HEADING_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")

MIN_NUMBERED = 0.8
"""Share of the headings that have numbers, from which on numbers may set their levels."""

_COUNTED = {
    "fence": "code block",
    "code_block": "code block",
    "html_block": "HTML block",
    "table_open": "table",
    "footnote_reference_open": "footnote",
}
"""What is left out, by the type of its first token."""

_ORDER = (
    "code block",
    "table",
    "picture",
    "HTML block",
    "footnote",
    CONTENTS_LINE,
    "contents list",
    "directive",
    "citation",
    "template tag",
    "issue number",
    "link target",
)
"""What is left out, in the order in which it is named."""

_WITH_WORDS = ("HTML block", "table", "footnote")
"""What is left out and may hold sentences, so that its words are counted."""


class MarkdownText(NamedTuple):
    """What is read of a text in Markdown.

    lines: its headings and paragraphs, with the numbers of the lines in which they start
    headings: the headings in order, with their levels from 1
    stripped: a line about each kind of thing that was left out
    """

    lines: list[Line]
    headings: list[tuple[str, int]]
    stripped: list[str]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(line.text for line in self.lines)


def has_markdown_headings(text: str) -> bool:
    r"""Whether the headings of a text are Markdown's: its first line is one, or several lines are.

    >>> has_markdown_headings("# Ports\n\nShips load."), has_markdown_headings("Ship #1 loads.\n# 2 waits.")
    (True, False)
    """
    return bool(_FIRST.match(text)) or len(_HEADING.findall(text)) > 1


def read_front_matter(path: Path, markdown: str) -> tuple[dict[str, Any], int]:
    """Return what the front matter states, by names in lower case, and its lines; 0 where there is none.

    Raises no error: front matter that is no YAML states nothing.
    """
    matter = FRONT_MATTER.match(markdown)
    if not matter:
        return {}, 0
    try:
        fields = parse_yaml(path, matter["fields"])
    except ReadingErrors:
        fields = None
    named = {str(name).lower(): value for name, value in fields.items()} if isinstance(fields, dict) else {}
    return named, matter[0].rstrip("\n").count("\n") + 1


def read_markdown(markdown: str, *, is_exact: bool = False) -> MarkdownText:
    r"""Read the headings and paragraphs of Markdown, and name what is no prose.

    With `is_exact`, headings are the lines that are marked as such, at the levels of their marks. Otherwise
    lines in bold and the openings of paragraphs may be headings, numbers may set the levels, and tags of
    templates are taken out.

    >>> read_markdown("# Ports\n\nShips *load*\n[grain](x.html).\n").text
    'Ports\n\nShips load grain.\n\n'
    >>> read_markdown("Ships.\n\n```\nx\n```\n\n| a |\n|---|\n| b |\n\n![c](d.png)\n").stripped
    ['1 code block', '1 table: 2 words', '1 picture']
    """
    reader = _Reader(is_exact=is_exact)
    untagged = WithoutTags(markdown, 0) if is_exact else take_out_tags(markdown)
    reader.left_out.add("template tag", times=untagged.number)
    markdown = untagged.text
    blocks = list(reader.walk(markdown, 0))
    blocks = blocks if is_exact else _mark_bold_headings(_level_by_numbers(blocks))
    # Headings at the end have no paragraph.
    while blocks and blocks[-1].level:
        blocks.pop()
    lines = [""] * (markdown.count("\n") + 1)
    for block in blocks:
        lines[block.line] = block.show()
    numbered = [Line(number, line) for number, line in enumerate(lines, 1)]
    separated = Separated(numbered, []) if is_exact else separate_openings(numbered)
    below = max([BOLD, *(block.level for block in blocks)]) + 1
    found = {heading: below + _count_points(heading) for heading in separated.headings}
    for block in blocks:
        if block.level:
            found.setdefault(block.text, block.level)
    texts = [line.text.strip() for line in separated.lines]
    headings = [(text, found[text]) for text in texts if text in found]
    return MarkdownText(separated.lines, headings, reader.left_out.describe(_ORDER))


class _Block(NamedTuple):
    """A heading or a paragraph.

    line: the line in which it starts, from 0
    level: of a heading, from 1; 0 for a paragraph
    mark: the number of the item that it opens, or a bullet; empty where it opens none
    depth: how many lists and quotations it stands in
    is_bold: whether all of it is bold
    """

    line: int
    text: str
    level: int
    mark: str = ""
    depth: int = 0
    is_bold: bool = False

    def show(self) -> str:
        """The line of the block. An item of a list has its mark, unless its text begins with one."""
        mark = "" if self.level or read_mark(self.text) else self.mark
        return f"{'  ' * (self.depth - 1)}{mark} {self.text}" if mark else self.text


def strip_citations(text: str) -> tuple[str, int]:
    """Leave out the keys of cited works in brackets, and count the brackets.

    >>> strip_citations("Ships [see @berg2020, p. 2] sail [1] to a@b.org.")
    ('Ships sail [1] to a@b.org.', 1)
    """
    return _CITATION.subn("", text)


def _parse(markdown: str) -> list[Token]:
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(myst_role_plugin).use(colon_fence_plugin)
    if _ADMONITION.search(markdown):
        parser.use(admon_plugin)
    return parser.parse(markdown)


@dataclass
class _Reader:
    """Collects the headings and paragraphs of Markdown, and counts what is left out."""

    left_out: LeftOut = field(default_factory=LeftOut)
    is_exact: bool = False

    def walk(self, markdown: str, first: int, *, frames: int = 0) -> Iterator[_Block]:
        """The headings and paragraphs of a text, whose first line has the number `first`.

        `frames` is the number of directives around the text.
        """
        tokens = _parse(markdown)
        marks = _list_marks(tokens)
        place = 0
        while place < len(tokens):
            token = tokens[place]
            end = _find_end(tokens, place)
            if token.type in ("fence", "colon_fence"):
                yield from self._read_fence(token, first)
            elif token.type in _COUNTED:
                self._count(_COUNTED[token.type], tokens[place : end + 1])
                place = end
            elif token.type == "admonition_title_open":
                title = tokens[place + 1]
                if _is_own_title(tokens, place) and title.map:
                    yield _Block(first + title.map[0], self._join(title), 0)
                place = end
            elif token.type == "inline" and token.map:
                for block in self._read_inline(token, tokens[place - 1], first):
                    depth = frames + (token.level - 1) // 2
                    yield block._replace(mark=marks.get(place - 2, ""), depth=depth)
            place += 1

    def _count(self, kind: str, tokens: Sequence[Token]) -> None:
        """Count what is left out. Comments and tags without words and pictures are nothing to a reader."""
        words = _count_words(tokens) if kind in _WITH_WORDS else 0
        if kind != "HTML block" or words or _PICTURE.search(tokens[0].content):
            self.left_out.add(kind, words=words)

    def _read_fence(self, fence: Token, first: int) -> Iterator[_Block]:
        """The paragraphs of a directive that frames some. Other fences are counted."""
        assert fence.map is not None
        match = _DIRECTIVE.match(fence.info.strip())
        name = match["name"] if match else ""
        if fence.type == "fence" and not match:
            self.left_out.add("code block")
        elif name and name not in PROSE:
            self.left_out.add_directive(name)
        else:
            line = first + fence.map[0]
            argument = match["argument"] if match else ""
            argument = _VERSION.sub("", argument) if name.startswith(DATED) else argument
            if argument and name not in TITLED:
                yield from self.walk(argument, line, frames=1)
            elif argument:
                yield _Block(line, argument, 0)
            options = _OPTIONS.match(fence.content)
            start = options.end() if options else 0
            inside = line + 1 + fence.content[:start].count("\n")
            yield from self.walk(fence.content[start:], inside, frames=1)

    def _read_inline(self, token: Token, opening: Token, first: int) -> Iterator[_Block]:
        """The heading or the paragraph that a token opens, if it is prose."""
        assert token.map is not None
        level = int(opening.tag[1]) if opening.type == "heading_open" else 0
        text = " ".join(self._join(token).split())
        if self.is_exact:
            yield from [_Block(first + token.map[0], text, level)] if text else []
            return
        text = _ATTRIBUTES.sub("", text) if level else _TASK.sub("", _ALERT.sub("", text, count=1), count=1)
        if not level and _is_contents_entry(token):
            self.left_out.add(CONTENTS_LINE)
        elif not level and _CONTENTS_MARK.fullmatch(text):
            self.left_out.add("contents list")
        elif not level and _LABEL.fullmatch(text):
            self.left_out.add("link target")
        elif text.strip():
            yield _Block(first + token.map[0], text, level, is_bold=not level and _is_bold(token))

    def _join(self, token: Token) -> str:
        """The text of a heading or a paragraph on one line, without the marks of its footnotes."""
        text, is_short = "", False
        for child in token.children or ():
            if child.type == "text" and self.is_exact:
                text += child.content
            elif child.type == "text":
                shown, citations = strip_citations(_LOST_MARK.sub("", child.content))
                for _ in range(citations):
                    self.left_out.add("citation")
                text += shown
            elif child.type == "code_inline":
                text += child.content
            elif child.type in ("softbreak", "hardbreak"):
                text += " "
            elif child.type == "image":
                self.left_out.add("picture")
            elif child.type == "myst_role":
                shown = show_role(child.content)
                if not shown:
                    self.left_out.add("issue number")
                    is_short = True
                text = text + shown if shown else text.rstrip()
        return close_gaps(text) if is_short else text


def _count_words(tokens: Sequence[Token]) -> int:
    """The words of a table, a footnote or a block of HTML."""
    texts = [_HTML_TAG.sub(" ", token.content) for token in tokens if token.type in ("inline", "html_block")]
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())


def _list_marks(tokens: Sequence[Token]) -> dict[int, str]:
    """The mark of each item of a list, by the place of its token. Items count up from the first number."""
    marks: dict[int, str] = {}
    numbers: list[int] = []
    for place, token in enumerate(tokens):
        if token.type in ("ordered_list_open", "bullet_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else -1)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            # A longer number would be none of an item.
            marks[place] = f"{numbers[-1]}{token.markup}" if 0 <= numbers[-1] < 1000 else "-"
            numbers[-1] += numbers[-1] >= 0
    return marks


def _is_bold(paragraph: Token) -> bool:
    """Whether all words of a paragraph are bold."""
    depth, words = 0, 0
    for child in paragraph.children or ():
        depth += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        has_words = child.type in ("text", "code_inline") and any(map(str.isalnum, child.content))
        if (has_words or child.type in ("image", "myst_role")) and not depth:
            return False
        words += has_words
    return words > 0


def _mark_bold_headings(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks, in which lines in bold are headings below those with marks, if the text has several."""
    bold = find_bold_headings(
        [
            Text(block.text, bool(block.level), block.is_bold, bool(block.mark or block.depth))
            for block in blocks
        ]
    )
    return [block._replace(level=BOLD) if place in bold else block for place, block in enumerate(blocks)]


def _level_by_numbers(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks, whose headings have the levels of their numbers, where marks set several depths alike.

    The numbers go up, unlike those of versions, and each has the number above it: *2.1.1* is below *2.1*.
    """
    headings = [place for place, block in enumerate(blocks) if block.level]
    found = {place: _HEADING_NUMBER.match(blocks[place].text) for place in headings}
    numbers = {place: tuple(map(int, match[1].split("."))) for place, match in found.items() if match}
    depths: dict[int, set[int]] = {}
    for place, number in numbers.items():
        depths.setdefault(blocks[place].level, set()).add(len(number))
    is_rising = all(before < after for before, after in pairwise(numbers.values()))
    known = set(numbers.values())
    highest = min(map(len, known), default=0)
    has_parents = all(len(number) == highest or number[:-1] in known for number in known)
    is_mixed = any(len(own) > 1 for own in depths.values())
    if not (is_mixed and is_rising and has_parents and len(numbers) >= MIN_NUMBERED * len(headings)):
        return list(blocks)
    top = min(depths) - highest
    levels = {place: top + len(number) for place, number in numbers.items()}
    levels |= {
        place: top + min(depths[blocks[place].level])
        for place in headings
        if place not in numbers and blocks[place].level in depths
    }
    return [block._replace(level=levels.get(place, block.level)) for place, block in enumerate(blocks)]


def _count_points(heading: str) -> int:
    """Count the points within the number of a heading: one in *2.1. Ports*."""
    number = re.search(r"\d+(?:\.\d+)*", heading)
    return number[0].count(".") if number else 0


def _find_end(tokens: Sequence[Token], place: int) -> int:
    """The place of the token that closes the one at a place; the same place where it needs none."""
    if tokens[place].nesting != 1:
        return place
    level = tokens[place].level
    return next(end for end in range(place + 1, len(tokens)) if tokens[end].level == level)


def _is_own_title(tokens: Sequence[Token], place: int) -> bool:
    """Whether the title of an admonition is not only its kind, and text follows within the admonition."""
    opening = tokens[place - 1]
    inside = tokens[_find_end(tokens, place) + 1 : _find_end(tokens, place - 1)]
    has_text = any(token.type == "inline" for token in inside)
    return has_text and opening.content.lower() != str(opening.meta.get("tag", "")).lower()


def _is_contents_entry(token: Token) -> bool:
    """Whether a paragraph is only links to headings of its own page, with marks between them."""
    depth, links = 0, 0
    for child in token.children or ():
        if child.type == "link_open":
            depth, links = depth + 1, links + 1
            if not str(child.attrGet("href") or "").startswith("#"):
                return False
        elif child.type == "link_close":
            depth -= 1
        elif not depth and any(map(str.isalnum, child.content)):
            return False
    return links > 0
