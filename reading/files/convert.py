"""Reads the text of PDF files, Word documents and saved web pages, with libraries of the extra `import`.

A Word document and a web page give paragraphs and headings. A PDF gives lines with their places on the page,
from which `reading/text/pdf_pages.py` finds the paragraphs.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from reading.files.errors import ReadingErrors, single_error
from reading.files.web_blocks import (
    INLINE,
    MIN_WORDS,
    arrange_blocks,
    describe_other_paragraphs,
    list_other_paragraphs,
)
from reading.files.web_surroundings import (
    clean_author,
    describe_outer_lines,
    find_outer_lines,
    take_out_notes,
)
from reading.formatting import pluralize

INSTALL = f"{sys.executable} -m pip install 'reading[import]'"
"""The command that installs the libraries. This package is installed already, so nothing else is fetched."""


class Paragraph(NamedTuple):
    """A paragraph, or a heading with its level from 1. The level of a paragraph is 0.

    size: the size of most of its type in points; 0 where it is unknown
    bold: whether all of it is bold
    is_centred: whether it stands in the middle
    role: *title* or *subtitle* if its style says so, *row* if gaps divide it into columns
    above_table: whether a table that is left out stands right below it
    """

    text: str
    level: int = 0
    size: float = 0
    bold: bool = False
    is_centred: bool = False
    role: str = ""
    above_table: bool = False


class Converted(NamedTuple):
    """The paragraphs and headings of a document, and its title and author where the file states them.

    stripped: a line about each thing that was left out
    """

    paragraphs: list[Paragraph]
    title: str = ""
    author: str = ""
    stripped: Sequence[str] = ()


class PageLine(NamedTuple):
    """A line of a page: its text, where it begins (points from the bottom left), its size and its weight.

    page: the number of its page, from 0
    has_columns: whether it has a wide gap inside, as the rows of tables have
    """

    text: str
    left: float
    bottom: float
    size: float
    bold: bool
    page: int = 0
    has_columns: bool = False


class Bookmark(NamedTuple):
    """An entry of the outline that a PDF holds: a heading, its level from 1, and its page, -1 if unknown."""

    text: str
    level: int
    page: int = -1


class PdfText(NamedTuple):
    """The lines of each page, in the order of reading, and how many turned pieces of text were left out.

    title: what the file states; empty where it states nothing
    bookmarks: the outline of the file, in order
    width: how wide most pages are, in points; 0 if it is unknown
    """

    pages: list[list[PageLine]]
    turned: int
    title: str = ""
    bookmarks: Sequence[Bookmark] = ()
    width: float = 0


def _import_library(path: Path, name: str, kind: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        problem = f"to read {kind}, the package needs libraries that are not installed"
        raise single_error(path, 0, problem, f"install them: {INSTALL}") from None


def _guard(path: Path, kind: str, read: Callable[[], Any]) -> Any:
    """Return what `read` returns. Whatever a library raises for a broken file becomes one message."""
    try:
        return read()
    except ReadingErrors:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        hint = f"open it in another program and save it again; the library says: {reason}"
        raise single_error(path, 0, f"the file cannot be read as {kind}", hint) from None


# PDF --------------------------------------------------------------------------------------------------------


def read_pdf(path: Path, data: bytes, *, most: int = 0) -> PdfText:
    """Read the lines of a PDF file. The path is for messages.

    most: the number of words from which on the file is refused before the rest is read; 0 for any number

    Raises `ReadingErrors` where the library is missing, or the file is broken, locked or without text.
    """
    pypdf = _import_library(path, "pypdf", "PDF")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found: PdfText = _guard(path, "PDF", partial(_read_pages, path, pypdf, data, most))
    if not any(found.pages):
        hint = "its pages are probably pictures: run a program for text recognition (OCR) on it first"
        raise single_error(path, 0, "the PDF holds no text", hint)
    return found


def _read_pages(path: Path, pypdf: Any, data: bytes, most: int) -> PdfText:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise single_error(path, 0, "the PDF needs a password", "save a copy without one")
    collectors = []
    pages: list[list[PageLine]] = []
    words = 0
    for number, page in enumerate(reader.pages):
        collector = _LineCollector(pypdf.mult, number)
        page.extract_text(visitor_text=collector.visit)
        collectors.append(collector)
        pages.append(join_pieces(collector.finish()))
        words += sum(len(line.text.split()) for line in pages[-1])
        if most and words > most:
            problem = f"the first {number + 1} of {len(reader.pages)} pages have {words:,} words already"
            hint = "that is too much for a book: split the file, and make a book of each part"
            raise single_error(path, 0, problem, hint)
    turned = sum(collector.turned for collector in collectors)
    # Many files have broken data about themselves, and a text can be read without them.
    title, bookmarks = "", list[Bookmark]()
    with contextlib.suppress(Exception):
        title = clean_title(str(reader.metadata.title or ""))
    with contextlib.suppress(Exception):
        bookmarks = list(_list_bookmarks(reader, reader.outline))
    widths = Counter[float]()
    with contextlib.suppress(Exception):
        widths.update(float(page.mediabox.width) for page in reader.pages)
    [(width, _)] = widths.most_common(1) or [(0, 0)]
    return PdfText(pages, turned, title, bookmarks, width)


def _list_bookmarks(reader: Any, entries: Iterable[Any], level: int = 1) -> Iterator[Bookmark]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _list_bookmarks(reader, entry, level + 1)
        else:
            page = None
            with contextlib.suppress(Exception):
                page = reader.get_destination_page_number(entry)
            text = " ".join(str(entry.title or "").split())
            yield Bookmark(text, level, -1 if page is None else page)


_NO_TITLE = re.compile(
    r"(?:microsoft|openoffice|powerpoint|word document|document\s*\d*$|untitled|heading \d|slide \d|title$"
    r"|no ?title|template|print|layout \d|chapter \d+$).*"
    r"|.*(?:\.\w{2,4}|[{}\\_<>]|\.{3}|://).*",
    re.IGNORECASE,
)
"""What programs write into a file where its writer states no title, and names of files."""


def clean_title(title: str) -> str:
    """The title that a file states of itself. Empty where it is none but a program's or a file's name.

    >>> clean_title("On  Ships"), clean_title("Microsoft Word - ships.doc"), clean_title("Word Document")
    ('On Ships', '', '')
    """
    title = " ".join(title.split())
    is_one_word = " " not in title and not title.isalpha()
    return "" if is_one_word or _NO_TITLE.fullmatch(title) else title


_WIDTH, _NEAR, _NEAR_WORD = 0.5, 1.0, 2.5
"""The width of a character and gaps between words, in sizes of type. They are those of common fonts."""


def join_pieces(lines: Sequence[PageLine]) -> list[PageLine]:
    """Join the pieces of lines that are near. Some programs print word by word, others print some in two."""
    words = sum(" " not in line.text for line in lines)
    near = _NEAR_WORD if 2 * words > len(lines) else _NEAR
    joined: list[PageLine] = []
    end = 0.0
    for line in lines:
        before = joined[-1] if joined else None
        if (
            before
            and abs(before.bottom - line.bottom) < 0.1 * line.size
            and abs(before.size - line.size) < 0.1 * line.size
            and line.left > before.left
            and abs(line.left - end) < near * line.size
        ):
            joined[-1] = before._replace(
                text=f"{before.text} {line.text}",
                bold=before.bold and line.bold,
                has_columns=before.has_columns or line.has_columns,
            )
        else:
            joined.append(line)
        end = line.left + _WIDTH * line.size * len(line.text)
    return joined


_WIDE = 3.0
"""The gap between columns, in sizes of type."""

_BROAD, _BROAD_CAPITAL = 0.62, 0.72
"""The widths of a character and a capital in broad fonts, so that no space of a line is taken for a gap."""

_BEFORE_TAB = re.compile(r"(?:[^\W\d_]+\s+)?(?:[\d.]+|[IVXLC]+|[A-Z])\W*|\W*\w?\W*")
"""What stands before a wide gap also where there are no columns: a number, a label or a bullet."""

_SPACES = re.compile(r"(?<=\S) {4,}(?=\S)")


def _measure(text: str, size: float) -> float:
    """How wide a text is at most, in points."""
    capitals = sum(map(str.isupper, text))
    return size * (_BROAD * len(text) + (_BROAD_CAPITAL - _BROAD) * capitals)


_BOLD = re.compile(r"bold|black|heavy|cmbx|sfbx|-medi(?!um)", re.IGNORECASE)
"""Names of bold fonts. Those of TeX have names of their own."""


@dataclass
class _LineCollector:
    """Collects the pieces of text of a page into lines. The library visits pieces in the order of reading."""

    multiply: Callable[[Any, Any], Any]
    page: int
    lines: list[PageLine] = field(default_factory=list)
    turned: int = 0
    _texts: list[str] = field(default_factory=list)
    _start: tuple[float, float] | None = None
    _end: float = 0
    _has_columns: bool = False
    _styles: Counter[tuple[float, bool]] = field(default_factory=Counter)

    def visit(self, text: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        """Take a piece of text with its two transformation matrices, its font and the size of its font."""
        matrix = self.multiply(inner, outer)
        if text.strip() and abs(matrix[1]) > abs(matrix[0]):
            self.turned += 1
            return
        pieces = text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                self._end_line()
            height = round(size * math.hypot(matrix[2], matrix[3]), 1)
            is_bold = bool(_BOLD.search(str((font or {}).get("/BaseFont", ""))))
            is_left = self._start and matrix[4] < self._start[0] - height
            if is_left and piece.strip().isdecimal() and all(height < 0.8 * size for size, _ in self._styles):
                # A small number to the left of its line numbers the line, and is no part of it.
                self.lines.append(PageLine(piece.strip(), matrix[4], matrix[5], height, is_bold, self.page))
                continue
            if piece.strip() and self._start:
                is_far = matrix[4] - self._end > _WIDE * height
                self._has_columns |= is_far and not _BEFORE_TAB.fullmatch("".join(self._texts))
            self._texts.append(piece)
            if piece.strip():
                self._end = matrix[4] + _measure(piece.rstrip(), height)
                if self._start is None:
                    self._start = (matrix[4], matrix[5])
                self._styles[height, is_bold] += len(piece.strip())

    def finish(self) -> list[PageLine]:
        """Return all lines. Where they go up the page in the order of reading, its axis is turned."""
        self._end_line()
        ups = sum(
            math.copysign(1, after.bottom - before.bottom)
            for before, after in pairwise(self.lines)
            if after.bottom != before.bottom
        )
        is_turned = ups > len(self.lines) / 3
        return [line._replace(bottom=-line.bottom) for line in self.lines] if is_turned else self.lines

    def _end_line(self) -> None:
        whole = "".join(self._texts)
        text = " ".join(whole.split())
        if text and self._start:
            [((size, bold), _)] = self._styles.most_common(1)
            first, *others = _SPACES.split(whole.strip())
            has_columns = self._has_columns or (bool(others) and not _BEFORE_TAB.fullmatch(first))
            self.lines.append(PageLine(text, *self._start, size, bold, self.page, has_columns))
        self._texts, self._start, self._has_columns = [], None, False
        self._styles = Counter()


# Word -------------------------------------------------------------------------------------------------------


def read_docx(path: Path, data: bytes) -> Converted:
    """Read the paragraphs of a Word document, without its tables, notes, headers and footers.

    Raises `ReadingErrors` where the library is missing or the file is broken.
    """
    docx = _import_library(path, "docx", "Word documents")
    converted: Converted = _guard(path, "Word document", partial(_convert_docx, docx, data))
    return converted


# Deleted text has another element, and moved text stands where it was moved to as well.
_WORD_TEXT = ".//*[self::w:t or self::w:br or self::w:tab or self::w:noBreakHyphen"
_WORD_TEXT += " or self::m:t or self::m:den or self::m:sup]"
_WORD_TEXT += "[not(ancestor::w:moveFrom or ancestor::w:txbxContent)]"

# In a formula, a fraction and a power are written on the line: a/b, x^2.
_WORD_MARKS = {"br": " ", "noBreakHyphen": "-", "den": "/", "sup": "^"}

_WORD_CONTENTS = "w:sdt[.//w:docPartGallery[@w:val='Table of Contents']]"
_WORD_PARAGRAPHS = f"w:p | w:sdt[not(self::{_WORD_CONTENTS})]/w:sdtContent/w:p"
"""Paragraphs of the text, also those that a form frames."""

_WORD_NEIGHBOUR = "{}-sibling::*[self::w:tbl or self::w:p[.//w:t]][1][self::w:tbl]"
"""The table right before or after a paragraph: *preceding* or *following*."""

_MARK_OF_NOTE = re.compile(r"\s*([*\u2020\u2021])")

_USUAL_SIZE = 10
"""Points of type where a Word document states no size."""


def _convert_docx(docx: Any, data: bytes) -> Converted:
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    paragraphs, notes_of_tables = [], []
    has_contents = bool(body.xpath(_WORD_CONTENTS))
    # Sizes are stated in half points.
    stated = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
    usual = docx.shared.Pt(float(stated[0]) / 2 if stated else _USUAL_SIZE)
    for element in body.xpath(_WORD_PARAGRAPHS):
        paragraph = docx.text.paragraph.Paragraph(element, document)
        text, style = _read_word_text(element), _name_style(paragraph)
        has_contents |= style.startswith("toc")
        if _is_note_of_table(element, text):
            notes_of_tables.append(text)
            continue
        # A formula alone is no paragraph.
        if not style.startswith("toc") and any(map(str.strip, element.xpath(".//w:t/text()"))):
            runs = [run for run in paragraph.runs if any(map(str.isalnum, run.text))]
            sizes = Counter[float]()
            for run in runs:
                sizes[(_find_type(run, paragraph, "size") or usual) / docx.shared.Pt(1)] += len(run.text)
            bold = bool(runs) and all(_find_type(run, paragraph, "bold") for run in runs)
            is_row = _read_word_text(element, tab="\t").strip().count("\t") > 1
            role = style if style in ("title", "subtitle") else "row" if is_row else ""
            centred = paragraph.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
            level = _find_level(style) or _find_outline_level(paragraph)
            [(size, _)] = sizes.most_common(1) or [(0, 0)]
            above = bool(element.xpath(_WORD_NEIGHBOUR.format("following")))
            paragraphs.append(Paragraph(text, level, size, bold, centred, role, above))
    stripped = ["a contents list"] if has_contents else []
    if tables := body.xpath("w:tbl"):
        words = sum(len(text.split()) for text in [*map(_read_word_table, tables), *notes_of_tables])
        stripped.append(f"{pluralize(len(tables), 'table')}: {pluralize(words, 'word')}")
    if notes := body.xpath(".//w:footnoteReference | .//w:endnoteReference"):
        stripped.append(pluralize(len(notes), "note"))
    properties = document.core_properties
    # Templates name their maker; only the title is written for the document.
    return Converted(paragraphs, clean_title(properties.title or ""), stripped=stripped)


def _read_word_text(element: Any, *, tab: str = " ") -> str:
    pieces = element.xpath(_WORD_TEXT)
    marks = {**_WORD_MARKS, "tab": tab}
    return "".join(marks.get(piece.tag.rpartition("}")[2], piece.text or "") for piece in pieces)


def _read_word_table(table: Any) -> str:
    return " ".join(map(_read_word_text, table.xpath(".//w:p")))


def _is_note_of_table(element: Any, text: str) -> bool:
    """Whether a paragraph right below a table begins with a mark, such as an asterisk, that the table has."""
    mark = _MARK_OF_NOTE.match(text)
    tables = element.xpath(_WORD_NEIGHBOUR.format("preceding")) if mark else []
    return bool(mark and any(mark[1] in _read_word_table(table) for table in tables))


def _find_type(run: Any, paragraph: Any, name: str) -> Any:
    """The size of type of a run or whether it is bold, as it or its nearest style says. None if none does."""
    found = getattr(run.font, name)
    for style in (run.style, paragraph.style):
        while found is None and style is not None:
            found, style = getattr(style.font, name), style.base_style
    return found


def _name_style(paragraph: Any) -> str:
    """The name of a paragraph's style in lower case: the first that is known among those it is based on."""
    style = paragraph.style
    while style is not None:
        name = (style.name or "").lower()
        if name.startswith(("heading ", "toc ")) or name in ("title", "subtitle"):
            return str(name)
        style = style.base_style
    return ""


def _find_level(style: str) -> int:
    """The level of a heading by the name of its style. The title is above the headings."""
    if style == "title":
        return 1
    number = style.removeprefix("heading ").strip()
    return int(number) + 1 if style.startswith("heading ") and number.isdecimal() else 0


_OUTLINE = "w:pPr/w:outlineLvl/@w:val"
_NO_LEVEL = 9


def _find_outline_level(paragraph: Any) -> int:
    """The level of a heading by the level in the outline that it or its style has. 0 where it has none."""
    found = paragraph._p.xpath(_OUTLINE)
    style = paragraph.style
    while not found and style is not None:
        found, style = style.element.xpath(_OUTLINE), style.base_style
    return int(found[0]) + 2 if found and int(found[0]) < _NO_LEVEL else 0


# Web pages --------------------------------------------------------------------------------------------------


def read_html(path: Path, data: bytes) -> Converted:
    """Read the main text of a saved web page, without menus, tables, comments and what surrounds the text.

    Raises `ReadingErrors` where the library is missing, or the page has no text.
    """
    trafilatura = _import_library(path, "trafilatura", "web pages")
    converted: Converted | None = _guard(path, "web page", partial(_convert_html, trafilatura, data))
    if converted is None or not converted.paragraphs:
        hint = "save the page with its text, or copy the text into a plain file"
        raise single_error(path, 0, "the web page holds no text that can be found", hint)
    return converted


def _convert_html(trafilatura: Any, data: bytes) -> Converted | None:
    page, notes = _load_html(trafilatura, data)
    if page is None:
        return None
    found = _extract(trafilatura, page)
    paragraphs = list(_list_paragraphs(found.body)) if found is not None else []
    is_flat = bool(page.xpath("//h1 | //h2")) and not any(part.level for part in paragraphs)
    body = page.find("body")
    if body is not None and is_flat:
        # The library seeks headings in an element for the main text, which simple pages do not have.
        body.tag = "main"
        again = _extract(trafilatura, page)
        if again is not None:
            found, paragraphs = again, list(_list_paragraphs(again.body))
    if found is None:
        return None
    title = (found.title or "").strip()
    stripped = _describe_rest(trafilatura.load_html(data), paragraphs, title)
    outer = find_outer_lines([part.text for part in paragraphs], [part.level for part in paragraphs])
    lines = [" ".join(paragraphs[place].text.split()) for place in sorted(outer)]
    stripped += filter(None, [notes, describe_outer_lines(lines) if lines else ""])
    stripped += describe_other_paragraphs(list_other_paragraphs(page, [part.text for part in paragraphs]))
    paragraphs = [part for place, part in enumerate(paragraphs) if place not in outer]
    return Converted(paragraphs, title, clean_author((found.author or "").strip()), stripped)


def _load_html(trafilatura: Any, data: bytes) -> tuple[Any, str]:
    """The tree of a web page, without blocks of code, footnotes, and signs that link headings to themselves.

    The second value is a line about the footnotes. Empty where there are none.
    """
    page = trafilatura.load_html(data)
    if page is None:
        return None, ""
    notes = take_out_notes(page)
    words = len(page.text_content().split())
    code = page.findall(".//pre")
    # Where most of the text is set as it was typed, it is no code.
    if 2 * sum(len(block.text_content().split()) for block in code) < words:
        for block in code:
            _empty(block)
    for link in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]//a"):
        if not any(map(str.isalnum, link.text_content())):
            link.drop_tree()
    arrange_blocks(page)
    return page, notes


def _empty(block: Any) -> None:
    """Put the text after a block into a paragraph in its place, apart from the text before it."""
    text, parts = block.tail, []
    for element in block.itersiblings():
        if element.tag not in INLINE:
            break
        parts.append(element)
    block.clear()
    block.tag, block.text = "p", text
    block.extend(parts)


_SECTIONS = (
    "//*[self::h1 or self::h2 or self::h3][not(ancestor::nav or ancestor::header or ancestor::footer)]"
)


def _describe_rest(page: Any, paragraphs: Sequence[Paragraph], title: str) -> list[str]:
    """A line about each thing of a web page that is not among its paragraphs."""
    known = {_join_characters(paragraph.text) for paragraph in paragraphs if paragraph.level}
    known |= {_join_characters(title), ""}
    code, tables = page.findall(".//pre"), page.xpath("//table[not(ancestor::table)]")
    whole = _join_characters("".join(paragraph.text for paragraph in paragraphs))
    tables = [table for table in tables if not _is_read(table, whole)]
    words = sum(len(" ".join(table.itertext()).split()) for table in tables)
    read = sum(len(paragraph.text.split()) for paragraph in paragraphs)
    named = [(" ".join(heading.text_content().split()), heading) for heading in page.xpath(_SECTIONS)]
    others = [
        (name, _count_words_below(heading, whole))
        for name, heading in named
        if _join_characters(name) not in known
    ]
    return [
        *([pluralize(len(code), "code block")] if code else []),
        *([describe_tables(len(tables), words, read)] if tables else []),
        *_describe_unread_sections({name: size for name, size in others if size}),
        *describe_empty_sections([name for name, size in others if not size]),
    ]


def _describe_unread_sections(words: Mapping[str, int]) -> list[str]:
    """Lines about the sections whose text is not read, by their names and their words."""
    if len(words) <= MAX_EMPTY:
        return [f"the section {name!r}: {pluralize(size, 'word')}" for name, size in words.items()]
    listed = ", ".join(map(repr, list(words)[:MAX_EMPTY]))
    return [f"{len(words)} sections: {pluralize(sum(words.values()), 'word')} ({listed}, ...)"]


_NOT_BELOW = (
    "not(ancestor::script or ancestor::style or ancestor::pre or ancestor::table or ancestor::nav"
    " or ancestor::footer or ancestor::a[@href])"
)


def _count_words_below(heading: Any, read: str) -> int:
    """The words between a heading and the next that are not read, without code, tables and links."""
    words = 0
    for text in heading.xpath(f"following::text()[{_NOT_BELOW}]"):
        # What stands behind an element belongs to the one around it.
        own = text.getparent().getparent() if text.is_tail else text.getparent()
        if own is not None and own.xpath("ancestor-or-self::*[self::h1 or self::h2 or self::h3 or self::h4]"):
            break
        if _join_characters(text) not in read:
            words += sum(any(map(str.isalnum, word)) for word in text.split())
    return words


def _is_read(table: Any, read: str) -> bool:
    """Whether a table only sets the text in columns: its longest cell is a part of the text that is read."""
    longest = max((cell.text_content() for cell in table.iter("td")), key=len, default="")
    return len(longest.split()) >= MIN_WORDS and _join_characters(longest) in read


def describe_tables(count: int, words: int, read: int) -> str:
    """A line about tables that are left out: their number and their words, beside those that are read."""
    most = f", more than the text, which has {read:,}" if words > read else ""
    return f"{pluralize(count, 'table')}: {pluralize(words, 'word')}{most}"


MAX_EMPTY = 3
"""Sections without text that are named."""


def describe_empty_sections(names: Sequence[str]) -> list[str]:
    """Lines about the sections that are left out because they have no text."""
    if len(names) <= MAX_EMPTY:
        return [f"the section {name!r}, which has no text" for name in names]
    listed = ", ".join(map(repr, dict.fromkeys(names[:MAX_EMPTY])))
    return [f"{len(names)} sections without text: {listed}, ..."]


def _join_characters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _extract(trafilatura: Any, page: Any) -> Any:
    # The library changes the tree.
    return trafilatura.bare_extraction(
        deepcopy(page),
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        with_metadata=True,
    )


_OWN_PARAGRAPH = ("p", "head", "list", "item", "quote", "table")


def _list_paragraphs(element: Any) -> Iterator[Paragraph]:
    """The paragraphs and headings in the tree of a web page. Blocks of code are left out."""
    level = int(element.get("rend", "h1")[1:]) if element.tag == "head" else 0
    texts: list[str] = [element.text or ""]

    def end() -> Iterator[Paragraph]:
        text = "".join(texts)
        texts.clear()
        if level:
            # The sign of the link to a heading.
            text = text.rstrip().removesuffix("\u00b6")
        if text.strip():
            yield Paragraph(text, level)

    for child in element:
        # Code within a sentence may be broken at the end of a line.
        is_block = "\n" in "".join(child.itertext()) and not "".join(texts).strip()
        is_code = child.tag == "code" and (element.tag == "body" or is_block)
        if is_code or child.tag in _OWN_PARAGRAPH:
            yield from end()
            if not is_code:
                yield from _list_paragraphs(child)
        else:
            texts.append(" " if child.tag == "lb" else "".join(child.itertext()))
        texts.append(child.tail or "")
    yield from end()
