"""Reads the text of a document from a file of any format, repaired and without what only surrounds it.

`reading new` and `reading derive` both read a document here, so that a book can be derived again.
Other texts, which a document is measured beside, are plain files: see `plain_text`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reading.files import convert, encoding
from reading.files.kinds import Kind, recognise
from reading.files.read import Line, clean_text, read_bytes
from reading.text import plain_text, sentences
from reading.text.formulas import describe_kinds, name_kind
from reading.text.pages import Block, join_paragraphs, join_pdf_pages, join_plain_pages, mark_headings
from reading.text.recognition import describe_recognition
from reading.text.repair import join_addresses, join_broken_words, replace_characters
from reading.text.sentences import Breaks, split_blocks
from reading.text.surroundings import strip_contents, strip_fields, strip_gutenberg

_BLANK = Line(0, "")

BY_HEADINGS = "its headings begin with #"
"""Why a file of plain text is read as Markdown."""


@dataclass(frozen=True)
class DocumentText:
    """The text of a document, and what is known of it.

    kind: the kind of its file
    lines: its lines, with their numbers in the file; 0 where the file has no lines
    headings: the headings with their levels; None where they have to be guessed from the text
    breaks: how paragraphs end; None where it has to be guessed
    encoding: the name of the encoding of a text file; empty for other files
    is_guessed: whether a file of plain text was taken for Markdown by its headings
    stripped: a line about each thing that was left out
    title, author: what the file states; empty where it states nothing
    stated: a title that the file states, and that its text may not show
    contents: the headings that a list of contents names, or that stand below labels of parts
    doubts: a line about each thing that makes the text unreliable
    source: the text to store in a book that keeps it
    """

    kind: Kind
    lines: Sequence[Line]
    headings: Mapping[str, int] | None = None
    breaks: Breaks | None = None
    encoding: str = ""
    is_guessed: bool = False
    stripped: Sequence[str] = ()
    title: str = ""
    stated: str = ""
    author: str = ""
    contents: Sequence[str] = ()
    doubts: Sequence[str] = ()
    source: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(line.text for line in self.lines)

    def split(self, headings: Iterable[str], breaks: Breaks) -> list[sentences.Block]:
        """Split the text into headings and paragraphs, whose lines are numbered as in the file."""
        blocks = split_blocks(self.text, headings=headings, breaks=breaks)
        return [block._replace(line=self.lines[block.line - 1].number) for block in blocks]

    def describe(self) -> list[str]:
        """Say in a line each what was assumed and what was left out. Empty for a plain file in UTF-8."""
        assumed = []
        if self.encoding not in ("", encoding.UTF_8):
            assumed.append(f"encoding: {self.encoding} was assumed")
        if self.is_guessed:
            assumed.append(f"read as Markdown: {BY_HEADINGS}")
        return [*assumed, *(f"left out: {line}" for line in self.stripped), *self.doubts]


def read(path: Path, *, is_plain: bool = False, most: int = 0) -> DocumentText:
    """Read a document. With `is_plain`, a text file whose lines look like headings of Markdown is none.

    `most` is the number of words from which on reading a PDF stops with an error; 0 for any number.

    Raises `ReadingErrors` where the file cannot be read, is no document or has no text, and where a library
    that its format needs is missing.
    """
    data = read_bytes(path)
    kind = recognise(path, data)
    if kind == "pdf":
        pdf = convert.read_pdf(path, data, most=most)
        pages = [[line._replace(text=replace_characters(line.text)) for line in page] for page in pdf.pages]
        joined = join_pdf_pages(
            pages, turned=pdf.turned, title=pdf.title, bookmarks=pdf.bookmarks, width=pdf.width
        )
        kinds = ["" if block.level else name_kind(" ".join(block.lines)) for block in joined.blocks]
        blocks = [block for block, name in zip(joined.blocks, kinds, strict=True) if not name]
        stripped = [*joined.stripped, *describe_kinds(filter(None, kinds))]
        built = _build(kind, blocks, stripped=stripped, title=joined.title, stated=pdf.title)
        doubts = list(filter(None, [describe_recognition(built.text)]))
        return dataclasses.replace(built, contents=joined.names, doubts=doubts)
    if kind in ("docx", "html"):
        converted = (convert.read_docx if kind == "docx" else convert.read_html)(path, data)
        parts = [part._replace(text=replace_characters(part.text)) for part in converted.paragraphs]
        stated, author = converted.title, converted.author
        if kind == "html":
            blocks = mark_headings(parts)
            return _build(kind, blocks, stripped=converted.stripped, stated=stated, author=author)
        read_parts = join_paragraphs(parts, title=stated)
        stripped = [*converted.stripped, *read_parts.stripped]
        return _build(kind, read_parts.blocks, stripped=stripped, title=read_parts.title, stated=stated)
    raw, name = encoding.decode(path, data)
    text = replace_characters(clean_text(path, raw))
    is_guessed = kind == "text" and not is_plain and plain_text.has_markdown_headings(text)
    if kind == "markdown" or is_guessed:
        fields, size = plain_text.read_front_matter(path, text)
        front = [f"front matter (lines 1 to {size})"] if size else []
        return DocumentText(
            "markdown",
            _number(plain_text.strip_markdown(text)),
            _keep_first(plain_text.list_headings(text)),
            "blank",
            encoding=name,
            is_guessed=is_guessed,
            stripped=[*front, *plain_text.describe_rest(text)],
            title=_get_text(fields, "title"),
            author=_get_text(fields, "author"),
            source=text,
        )
    framed = strip_gutenberg(_number(text))
    headed = strip_fields(framed.lines)
    paged = join_plain_pages(headed.lines)
    listed = strip_contents(paged.parts)
    lines = join_broken_words(listed.lines)
    stripped = [*filter(None, [framed.removed, headed.removed, *paged.stripped, listed.removed])]
    source = "\n".join(line.text for line in lines)
    return DocumentText(
        kind,
        lines,
        encoding=name,
        stripped=stripped,
        title=framed.title or headed.title,
        author=framed.author or headed.author,
        contents=listed.contents,
        source=source,
    )


def _get_text(fields: Mapping[str, Any], name: str) -> str:
    """A field of front matter on one line. Empty where it is missing or no text."""
    value = fields.get(name)
    return " ".join(replace_characters(value).split()) if isinstance(value, str) else ""


def _number(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def _keep_first(headings: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The headings with their levels. Of equal headings the first counts."""
    levels: dict[str, int] = {}
    for text, level in headings:
        levels.setdefault(text, level)
    return levels


def _build(
    kind: Kind,
    blocks: Sequence[Block],
    *,
    stripped: Sequence[str] = (),
    title: str = "",
    stated: str = "",
    author: str = "",
) -> DocumentText:
    """A document of paragraphs and headings, each of which becomes one line with a blank line after it."""
    # The words of a text decide about the hyphens in it, so the lines of all blocks are repaired at once.
    lines = [Line(number, text) for number, (texts, _) in enumerate(blocks) for text in (*texts, _BLANK.text)]
    joined: dict[int, list[str]] = {}
    for line in join_broken_words(lines):
        joined.setdefault(line.number, []).append(line.text)
    levels: list[tuple[str, int]] = []
    text: list[Line] = []
    for number, (_, level) in enumerate(blocks):
        whole = join_addresses(" ".join(" ".join(joined[number]).split()))
        if any(map(str.isalnum, whole)):
            text += [Line(0, whole), _BLANK]
            if level:
                levels.append((whole, level))
    return DocumentText(
        kind,
        text,
        _keep_first(levels) or None,
        "blank",
        stripped=stripped,
        title=" ".join(replace_characters(title).split()),
        stated=stated,
        author=author,
        source="\n".join(line.text for line in text),
    )
