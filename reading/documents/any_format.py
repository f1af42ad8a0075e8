"""Reads the text of a document from a file of any format, repaired and without what only surrounds it.

`reading new` and `reading derive` both read a document here, so that a book can be derived again.
Other texts, which a document is measured beside, are plain files: see `plain_text`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from reading.documents.formulas import describe_kinds, name_kind
from reading.documents.letters import find_letter
from reading.documents.markup import asciidoc_text, markdown_text, restructured_text
from reading.documents.markup.corrected_copy import describe_unspaced, is_corrected_copy
from reading.documents.markup.logo import find_logo_name
from reading.documents.pdf.pdf_pages import join_pdf_pages
from reading.documents.plain.around_title import strip_around_title
from reading.documents.plain.chapter_contents import strip_chapter_contents
from reading.documents.plain.closing_lines import join_closing_lines
from reading.documents.plain.gutenberg import strip_front, strip_gutenberg
from reading.documents.plain.indented_paragraphs import part_paragraphs
from reading.documents.plain.last_heading import strip_last_headings
from reading.documents.plain.lines import clear
from reading.documents.plain.listed_fields import strip_listed_fields
from reading.documents.plain.listed_headings import find_listed_headings
from reading.documents.plain.not_prose import strip_not_prose, unframe
from reading.documents.plain.plain_pages import join_plain_pages
from reading.documents.plain.run_in_headings import separate_headings
from reading.documents.plain.surroundings import (
    Stripped,
    strip_contents,
    strip_ends,
    strip_fields,
    strip_head,
    strip_heads,
    strip_italics,
)
from reading.documents.plain.turns import strip_turns
from reading.documents.recognition import count_words, describe_recognition, join_cut_words
from reading.documents.repair import join_addresses, join_broken_words, replace_characters
from reading.documents.styled.styled_paragraphs import join_paragraphs, mark_web_headings
from reading.documents.typography.heading_levels import Block
from reading.files import encoding
from reading.files.convert import Converted, describe_empty_sections
from reading.files.kinds import Kind, recognise
from reading.files.pdf import read_pdf
from reading.files.read import Line, clean_text, read_bytes
from reading.files.web_page import read_html
from reading.files.word import read_docx
from reading.formatting import pluralize
from reading.text import sentences
from reading.text.sentences import Breaks, read_mark, split_blocks

_BLANK = Line(0, "")

MARKED: tuple[Kind, ...] = ("markdown", "rst", "asciidoc", "html")
"""Kinds of files that mark headings by what they are, not by how they look."""

_CONTENTS = ("contents", "table of contents")
"""Names of lists of contents, in lower case."""

REASONS = {
    "markdown": "its headings begin with #",
    "rst": restructured_text.BY_MARKS,
    "asciidoc": asciidoc_text.BY_MARKS,
}
"""Why a file of plain text is read as another kind."""

_EQUALS = re.compile(r"^={1,5} \w.*$", re.MULTILINE)
"""A heading in MediaWiki."""

NAMES = {
    "text": "plain text",
    "markdown": "Markdown",
    "rst": "reStructuredText",
    "asciidoc": "AsciiDoc",
    "pdf": "PDF",
    "docx": "Word",
    "html": "web page",
}
"""What the kinds of files are called."""


@dataclass(frozen=True)
class DocumentText:
    """The text of a document, and what is known of it.

    kind: the kind of its file
    lines: its lines, with their numbers in the file; 0 where the file has no lines
    headings: the headings with their levels; None where they have to be guessed from the text. Empty where
        there are none
    breaks: how paragraphs end; None where it has to be guessed
    encoding: the name of the encoding of a text file; empty for other files
    is_corrected: whether it is a copy of a text that was read before, see `corrected_copy`
    is_guessed: whether a file of plain text was taken for another kind by its marks
    stripped: a line about each thing that was left out
    title, author, date: what the file states; empty where it states nothing
    stated: a title that the file states, and that its text may not show
    contents: the headings that a list of contents names, or that stand below labels of parts
    speakers: who speaks, where the text is a transcript or a play; those of most turns first
    doubts: a line about each thing that makes the text unreliable
    source: the text to store in a book that keeps it
    """

    kind: Kind
    lines: Sequence[Line]
    headings: Mapping[str, int] | None = None
    breaks: Breaks | None = None
    encoding: str = ""
    is_corrected: bool = False
    is_guessed: bool = False
    stripped: Sequence[str] = ()
    title: str = ""
    stated: str = ""
    author: str = ""
    date: str = ""
    contents: Sequence[str] = ()
    speakers: Sequence[str] = ()
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

    def list_marks(self, headings: Iterable[str], breaks: Breaks) -> list[str]:
        """For each block, the number, the letter or the bullet of an item, which its text does not have."""
        blocks = split_blocks(self.text, headings=headings, breaks=breaks)
        return ["" if block.heading else self._read_mark(block) for block in blocks]

    def _read_mark(self, block: sentences.Block) -> str:
        """The mark with which the line of a paragraph begins, unless the paragraph begins with it as well."""
        line = sentences.normalize(self.lines[block.line - 1].text)
        mark = read_mark(line)
        return "" if line.startswith(block.text[: len(mark) + 3]) else mark

    def describe(self) -> list[str]:
        """Say in a line each what was assumed and what was left out. Empty for a plain file in UTF-8."""
        assumed = []
        if self.encoding not in ("", encoding.UTF_8):
            assumed.append(f"encoding: {self.encoding} was assumed")
        if self.is_guessed:
            assumed.append(f"read as {NAMES[self.kind]}: {REASONS[self.kind]}")
        return [*assumed, *(f"left out: {line}" for line in self.stripped), *self.doubts]


def read(path: Path, *, is_plain: bool = False, most: int = 0) -> DocumentText:
    """Read a document. With `is_plain`, a text file is the text that a book keeps, and is left as it is.

    `most` is the number of words from which on reading a PDF stops with an error; 0 for any number.

    Raises `ReadingErrors` where the file cannot be read, is no document or has no text, and where a library
    that its format needs is missing.
    """
    document = _read(path, is_plain=is_plain, most=most)
    if document.is_corrected:
        return _leave_out_empty(document)
    if document.kind == "text" and is_plain:
        return document
    document = _leave_out_labels(_leave_out_empty(document) if document.kind in MARKED else document)
    return _read_letter(document) if document.kind in ("pdf", "docx") else document


def _read(path: Path, *, is_plain: bool, most: int) -> DocumentText:
    data = read_bytes(path)
    kind = recognise(path, data)
    if kind == "pdf":
        return _read_pdf(path, data, most=most)
    if kind == "docx":
        return _read_word(path, data)
    if kind == "html":
        return _read_web_page(path, data)
    raw, name = encoding.decode(path, data)
    text = replace_characters(clean_text(path, raw))
    # In AsciiDoc, a line of code may look like a heading in Markdown. A mark of terms is one of reST, too.
    is_guessed = kind == "text" and not is_plain and asciidoc_text.is_asciidoc(text)
    is_guessed = is_guessed and not restructured_text.is_restructured(text)
    if kind == "asciidoc" or is_guessed:
        return replace(_read_asciidoc(text, is_guessed=is_guessed), encoding=name, is_guessed=is_guessed)
    is_guessed = kind == "text" and not is_plain and markdown_text.has_markdown_headings(text)
    if kind == "markdown" or is_guessed:
        return replace(_read_markdown(path, text), encoding=name, is_guessed=is_guessed)
    is_guessed = kind == "text" and not is_plain and restructured_text.is_restructured(text)
    if kind == "rst" or is_guessed:
        return replace(_read_restructured(path, text), encoding=name, is_guessed=is_guessed)
    if is_plain:
        return DocumentText("text", join_broken_words(_number(text)), encoding=name, source=text)
    return replace(_read_plain(text), encoding=name)


def _read_pdf(path: Path, data: bytes, *, most: int) -> DocumentText:
    """A document in PDF, without formulas, code, rows of numbers and keys of cited works."""
    pdf = read_pdf(path, data, most=most)
    pages = [[line._replace(text=replace_characters(line.text)) for line in page] for page in pdf.pages]
    is_damaged = bool(describe_recognition("\n".join(line.text for page in pages for line in page)))
    counts = count_words(line.text for page in pages for line in page)
    pages = [
        [line._replace(text=join_cut_words(line.text, is_damaged=is_damaged, counts=counts)) for line in page]
        for page in pages
    ]
    joined = join_pdf_pages(
        pages, turned=pdf.turned, title=pdf.title, bookmarks=pdf.bookmarks, width=pdf.width
    )
    kinds = ["" if block.level else name_kind(" ".join(block.lines)) for block in joined.blocks]
    blocks = [block for block, name in zip(joined.blocks, kinds, strict=True) if not name]
    stripped = [*joined.stripped, *describe_kinds(filter(None, kinds))]
    built = _build("pdf", blocks, stripped=stripped, title=joined.title, stated=pdf.title)
    built = _leave_out_citations(built)
    doubts = list(filter(None, [describe_recognition(built.text)]))
    return replace(built, contents=joined.names, doubts=doubts)


def _read_word(path: Path, data: bytes) -> DocumentText:
    converted = _replace_characters(read_docx(path, data))
    joined = join_paragraphs(converted.paragraphs, title=converted.title, name=path.stem)
    stripped = [*converted.stripped, *joined.stripped]
    return _build("docx", joined.blocks, stripped=stripped, title=joined.title, stated=converted.title)


def _read_web_page(path: Path, data: bytes) -> DocumentText:
    converted = _replace_characters(read_html(path, data))
    return _build(
        "html",
        mark_web_headings(converted.paragraphs),
        stripped=converted.stripped,
        stated=converted.title,
        author=converted.author,
    )


def _replace_characters(converted: Converted) -> Converted:
    parts = [part._replace(text=replace_characters(part.text)) for part in converted.paragraphs]
    return converted._replace(paragraphs=parts)


def _read_plain(text: str) -> DocumentText:
    """A document in plain text, without what stands around the text and what is no prose."""
    framed = strip_gutenberg(_number(text))
    headed = strip_fields(framed.lines)
    title, author = framed.title or headed.title, framed.author or headed.author
    fronted = strip_front(headed.lines, title, author) if framed.removed else strip_head(headed.lines)
    paged = join_plain_pages(fronted.lines)
    running = strip_heads(paged.parts)
    listed = strip_contents(part_paragraphs(running.lines))
    again = strip_chapter_contents(listed.lines)
    prose = strip_not_prose(unframe(again.lines))
    ended = strip_ends(prose.lines)
    separated = separate_headings(join_broken_words(ended.lines), listed.contents)
    if not paged.stripped:
        # At the edges of pages, blank lines are left out.
        separated = join_closing_lines(separated, listed.contents)
    known = dict.fromkeys(paged.names, 1)
    known = known or find_listed_headings(separated, listed.contents, listed.indents)
    opened = strip_around_title(separated, listed.contents, known)
    lines, last = strip_last_headings(opened.lines, listed.contents)
    surroundings = [framed.removed, headed.removed, fronted.removed, *paged.stripped, running.removed]
    stripped = [
        *filter(
            None,
            [*surroundings, opened.removed, listed.removed, again.removed, *prose.stripped, ended.removed],
        ),
        *last,
    ]
    return DocumentText(
        "text",
        lines,
        known or None,
        stripped=stripped,
        title=title,
        author=author,
        contents=listed.contents,
        doubts=_describe_other_marks(text),
        source="\n".join(line.text for line in lines),
    )


def _describe_other_marks(text: str) -> list[str]:
    """A line about headings in the marks of MediaWiki, which no reader here knows."""
    marked = _EQUALS.findall(text)
    hint = "save the text as Markdown or as a web page"
    return [f"warning: marks such as {marked[0]!r} are read as words; {hint}"] if len(marked) > 1 else []


def _read_markdown(path: Path, text: str) -> DocumentText:
    """A document in Markdown. Its fields may stand between two lines of hyphens, or end with a blank line."""
    fields, size = markdown_text.read_front_matter(path, text)
    lines = _number(text)
    headed = Stripped([]) if size else strip_fields(lines)
    front = f"front matter (lines 1 to {size})" if size else headed.removed
    start = headed.lines[0].number if headed.removed and headed.lines else size + 1
    listed = strip_listed_fields([clear(line) if line.number < start else line for line in lines])
    is_corrected = is_corrected_copy(path, text)
    read = markdown_text.read_markdown("\n".join(line.text for line in listed.lines), is_exact=is_corrected)
    return DocumentText(
        "markdown",
        read.lines,
        _keep_first(read.headings),
        "blank",
        is_corrected=is_corrected,
        stripped=[*filter(None, [front, listed.removed]), *read.stripped],
        title=headed.title or _find_letters(_get_text(fields, "title")) or listed.title,
        stated=find_logo_name(text) if "readme" in path.stem.lower() else "",
        author=headed.author or _get_text(fields, "author") or _get_text(fields, "authors") or listed.author,
        date=headed.date or _get_text(fields, "date") or listed.date,
        doubts=describe_unspaced(text) if is_corrected else (),
        source=text,
    )


def _read_restructured(path: Path, text: str) -> DocumentText:
    """A document in reStructuredText. A head of fields, as proposals of programs have, is no part of it."""
    headed = strip_fields(_number(text))
    converted = restructured_text.read(path, "\n".join(line.text for line in headed.lines))
    return _build(
        "rst",
        [Block([part.text], part.level) for part in converted.paragraphs],
        stripped=[*filter(None, [headed.removed]), *converted.stripped],
        title=headed.title,
        author=headed.author or converted.author,
    )


def _read_asciidoc(text: str, *, is_guessed: bool) -> DocumentText:
    converted = asciidoc_text.read_asciidoc(text, is_guessed=is_guessed)
    blocks = [Block([part.text], part.level) for part in converted.paragraphs]
    return _build("asciidoc", blocks, stripped=converted.stripped, author=converted.author)


def _leave_out_empty(document: DocumentText) -> DocumentText:
    """The document without headings that have no text below them: what they are above is no prose.

    The first heading may be the title of the document, whatever is below it.
    """
    levels = document.headings or {}
    filled = [place for place, line in enumerate(document.lines) if line.text.strip()]
    found = [(place, levels.get(document.lines[place].text, 0)) for place in filled]
    empty = [
        place
        for (place, level), (_, below) in pairwise([*found, (0, 1)])
        if level and below and below <= level and place != filled[0]
    ]
    if not empty:
        return document
    lines = [clear(line) if place in empty else line for place, line in enumerate(document.lines)]
    names = [" ".join(document.lines[place].text.split()) for place in empty]
    # What was below a heading such as *Contents* is named already.
    names = [name for name in names if name.lower().rstrip(":") not in _CONTENTS]
    stored = document.source if document.kind == "markdown" else "\n".join(line.text for line in lines)
    return replace(
        document,
        lines=lines,
        stripped=[*document.stripped, *describe_empty_sections(names)],
        source=stored,
    )


def _leave_out_citations(document: DocumentText) -> DocumentText:
    """The document without keys of cited works such as *[@berg2020]*, which a PDF may keep."""
    found = [markdown_text.strip_citations(line.text) for line in document.lines]
    count = sum(size for _, size in found)
    if not count:
        return document
    lines = [line._replace(text=text) for line, (text, _) in zip(document.lines, found, strict=True)]
    headings = {
        markdown_text.strip_citations(text)[0]: level for text, level in (document.headings or {}).items()
    }
    return replace(
        document,
        lines=lines,
        headings=headings or None,
        stripped=[*document.stripped, pluralize(count, "citation")],
        source="\n".join(line.text for line in lines),
    )


def _leave_out_labels(document: DocumentText) -> DocumentText:
    """The document without labels of speakers and what else is put around speech."""
    turns = strip_turns(document.lines, document.headings or (), is_titled=bool(document.title))
    # Labels of speakers may be set in italics, and are found by them.
    lines = strip_italics(turns.lines) if document.kind == "text" else turns.lines
    if not turns.stripped and lines == document.lines:
        return document
    stored = document.source if document.kind == "markdown" else "\n".join(line.text for line in lines)
    return replace(
        document,
        lines=lines,
        stripped=[*document.stripped, *turns.stripped],
        speakers=turns.speakers,
        source=stored,
    )


def _read_letter(document: DocumentText) -> DocumentText:
    """The document; a letter without headings in its address and signature, and with its subject as title.

    In a PDF, larger type above the greeting is that of the address.
    """
    filled = [line.text.strip() for line in document.lines if line.text.strip()]
    letter = find_letter(filled)
    if not letter:
        return document
    body = set(filled[letter.greeting + 1 : letter.closing])
    headings = {text: level for text, level in (document.headings or {}).items() if text in body}
    title = letter.subject or (document.title if document.kind == "docx" else "")
    return replace(document, headings=headings, title=title, stated="")


def _get_text(fields: Mapping[str, Any], name: str) -> str:
    """A field of front matter on one line. Empty where it is missing or no text, names or date."""
    value = fields.get(name)
    if isinstance(value, list):
        names = [each.get("name") if isinstance(each, dict) else each for each in value]
        value = ", ".join(map(str, names)) if all(isinstance(each, str) for each in names) else None
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return " ".join(replace_characters(value).split()) if isinstance(value, str) else ""


def _find_letters(title: str) -> str:
    """A title that has letters. A date or a number alone is none."""
    return title if any(map(str.isalpha, title)) else ""


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
