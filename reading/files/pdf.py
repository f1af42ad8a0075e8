"""Reads the lines of PDF files with their places on the page.

`reading/documents/pdf/pdf_pages.py` finds the paragraphs.
"""

from __future__ import annotations

import contextlib
import io
import logging
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from reading.files.convert import clean_title, guard, import_library
from reading.files.errors import single_error
from reading.files.word_spacing import correct_spaces

MIN_UNDERLINED = 3
"""Underlined lines from which on they are headings. No other such line stands right above or below them."""

DRAWN_RULE = "\u2500" * 4
"""The text of a line that stands for a short rule that is drawn, such as that above notes."""


class PageLine(NamedTuple):
    """A line of a page: its text, where it begins (points from the bottom left), its size and its weight.

    bold: whether it is bold, or a heading that is underlined
    page: the number of its page, from 0
    has_columns: whether it has a wide gap inside, as the rows of tables have
    lead: what it begins with in bold, and a number before it, if a rest is not bold; else empty
    underlined: whether it is not in bold type but underlined, as headings were on typewriters
    mark: the small number with which it ends, as that of a note; else empty
    number: the small number with which it begins, as a note at the foot of a page; else empty
    """

    text: str
    left: float
    bottom: float
    size: float
    bold: bool
    page: int = 0
    has_columns: bool = False
    lead: str = ""
    underlined: bool = False
    mark: str = ""
    number: str = ""

    @property
    def end(self) -> float:
        """About where the line ends: the width of a character is half its size in common fonts."""
        return self.left + 0.5 * self.size * len(self.text)


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


def read_pdf(path: Path, data: bytes, *, most: int = 0) -> PdfText:
    """Read the lines of a PDF file. The path is for messages.

    most: the number of words from which on the file is refused before the rest is read; 0 for any number

    Raises `ReadingErrors` where the library is missing, or the file is broken, locked or without text.
    """
    pypdf = import_library(path, "pypdf", "PDF")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found: PdfText = guard(path, "PDF", partial(_read_pages, path, pypdf, data, most))
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
        with contextlib.suppress(Exception):
            correct_spaces(page, pypdf.generic)
        page.extract_text(visitor_text=collector.visit, visitor_operand_before=collector.visit_operator)
        collectors.append(collector)
        pages.append(collector.finish(partial(_list_links, page)))
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
    return PdfText(_join_all_pieces(pages), turned, title, bookmarks, width)


def _join_all_pieces(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Join the pieces of lines of all pages, where underlined lines are bold if they are headings.

    Citations, and what is written on the lines of a form, are underlined as well. So underlined lines are
    headings only where several stand alone.
    """
    bold = [
        [line._replace(bold=True, lead="") if line.underlined else line for line in page] for page in pages
    ]
    joined = [join_pieces(page) for page in bold]
    runs = [
        len(list(run))
        for page in joined
        for is_underlined, run in groupby(page, lambda line: line.bold and line.underlined)
        if is_underlined
    ]
    if runs.count(1) >= MIN_UNDERLINED:
        return joined
    return [join_pieces([line._replace(underlined=False) for line in page]) for page in pages]


def _list_links(page: Any) -> list[tuple[float, ...]]:
    """The rectangles of a page that are links: left, bottom, right and top, in points.

    A link that is broken is left out.
    """
    links, references = list[tuple[float, ...]](), list[Any]()
    with contextlib.suppress(Exception):
        references = list(page["/Annots"])
    for reference in references:
        with contextlib.suppress(Exception):
            note = reference.get_object()
            if note.get("/Subtype") == "/Link":
                # A file may name any two opposite corners.
                first, second, third, fourth = map(float, note["/Rect"])
                links.append((min(first, third), min(second, fourth), max(first, third), max(second, fourth)))
    return links


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
                lead=_join_leads(before, line),
                mark=line.mark,
                has_columns=before.has_columns or line.has_columns,
                underlined=before.underlined or line.underlined,
            )
        else:
            joined.append(line)
        end = line.left + _WIDTH * line.size * len(line.text)
    return [line._replace(bold=True, lead="") if line.lead == line.text else line for line in joined]


def _join_leads(before: PageLine, line: PageLine) -> str:
    """What two pieces of a line begin with in bold: all, where only a number at its start is not bold."""
    is_bold = before.bold and not before.lead
    if not is_bold and before.lead != before.text and not _NUMBER_BEFORE.fullmatch(f"{before.text} "):
        return before.lead
    if line.bold and not line.lead:
        return "" if is_bold else f"{before.text} {line.text}"
    return f"{before.text} {line.lead}".rstrip() if before.bold or before.lead or line.lead else ""


_WIDE = 3.0
"""The gap between columns, in sizes of type."""

_BROAD, _BROAD_CAPITAL = 0.62, 0.72
"""The widths of a character and a capital in broad fonts, so that no space of a line is taken for a gap."""

_BEFORE_TAB = re.compile(r"(?:[^\W\d_]+\s+)?(?:[\d.]+|[IVXLC]+|[A-Z])\W*|\W*\w?\W*")
"""What stands before a wide gap also where there are no columns: a number, a label or a bullet."""

_SPACES = re.compile(r"(?<=\S) {4,}(?=\S)")

_ZERO_WIDTH = re.compile(r" ?\u200b ?(?=[,.;:)\u201d])|(?<=[(\u201c]) ?\u200b ?|(?<! )\u200b(?! )")
_ZERO_WIDTH_BETWEEN_WORDS = re.compile(r" ?\u200b ?")
"""Zero-width spaces, around which the library puts spaces: no space is before a comma or within a word."""


def _measure(text: str, size: float) -> float:
    """How wide a text is at most, in points."""
    capitals = sum(map(str.isupper, text))
    return size * (_BROAD * len(text) + (_BROAD_CAPITAL - _BROAD) * capitals)


def _find_lead(pieces: Sequence[tuple[str, bool]]) -> str:
    """The bold text with which a line begins, and a number before it. Empty where there is none."""
    lead, has_bold = "", False
    for text, is_bold in pieces:
        if text.strip() and not is_bold and not _NUMBER_BEFORE.fullmatch(f"{lead}{text} ".lstrip()):
            break
        lead += text
        has_bold |= is_bold and any(map(str.isalpha, text))
    whole = " ".join("".join(text for text, _ in pieces).split())
    lead = " ".join(lead.split())
    return lead if has_bold and whole.startswith(lead) and lead != whole else ""


def _is_within(line: PageLine, link: Sequence[float]) -> bool:
    """Whether the rectangle of a link covers a part of a line."""
    left, bottom, right, top = link
    end = line.left + _WIDTH * line.size * len(line.text)
    return right > line.left and left < end and bottom <= line.bottom + _WIDTH * line.size <= top


_THIN = 2.0
"""The thickness of a rule at most, in points."""

_BELOW, _ABOVE = 0.35, 0.02
"""How far an underline is below the foot of its letters at most, and above it, in sizes of type."""

_SHORT_RULE = (60.0, 220.0)
"""How long the rule above notes is, in points."""

_SMALLEST = 0.1
"""The size, in points, that type of size 0 is given, so that sizes can be divided. Such files are broken."""

_SMALL = 0.8
"""The size of the number of a note at most, as a share of that of its line."""

_INITIAL = 1.6
"""How many times as large as small capitals the first letters of their words are at most."""

_SHORTEST = 0.7
"""How long underlines are at least, as a share of the width of their line in common fonts."""

_TAB = 3.0
"""How wide the gap behind the number of a heading may be, in sizes of type."""

_NUMBER_BEFORE = re.compile(r"(?:\[\*\d+\] ?)?\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])[.)]\s+")
"""The number before a heading, which may not be underlined or bold as its name is."""


class _Rule(NamedTuple):
    """A thin horizontal line, in points from the bottom left."""

    left: float
    right: float
    bottom: float


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
    _rules: list[_Rule] = field(default_factory=list)
    _pen: tuple[float, float] = (0, 0)
    _pieces: list[tuple[str, bool]] = field(default_factory=list)
    _first: tuple[str, float] = ("", 0)
    _last: tuple[str, float] = ("", 0)
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
            height = round(size * math.hypot(matrix[2], matrix[3]), 1) or _SMALLEST
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
            self._pieces.append((piece, is_bold))
            if piece.strip():
                self._last = (piece.strip(), height)
                self._end = matrix[4] + _measure(piece.rstrip(), height)
                if self._start is None:
                    self._start = (matrix[4], matrix[5])
                    self._first = self._last
                self._styles[height, is_bold] += len(piece.strip())

    def visit_operator(self, name: bytes, operands: Sequence[Any], outer: Any, _inner: Any) -> None:
        """Take an operator that draws, with the matrix of the page, and keep the thin horizontal lines."""
        if name not in (b"re", b"m", b"l"):
            return
        with contextlib.suppress(TypeError, ValueError, IndexError):
            first, second, *size = map(float, operands)
            corners = [(first, second), (first + size[0], second + size[1])] if size else [(first, second)]
            points = [
                (outer[0] * x + outer[2] * y + outer[4], outer[1] * x + outer[3] * y + outer[5])
                for x, y in corners
            ]
            start, end = (points[0], points[1]) if size else (self._pen, points[0])
            self._pen = end
            if name != b"m" and abs(start[1] - end[1]) < _THIN < abs(start[0] - end[0]):
                left, right = sorted((start[0], end[0]))
                self._rules.append(_Rule(left, right, min(start[1], end[1])))

    def finish(self, list_links: Callable[[], Sequence[tuple[float, ...]]]) -> list[PageLine]:
        """Return all lines. Where they go up the page in the order of reading, its axis is turned.

        list_links: lists the rectangles that are links, which are underlined for that reason
        """
        self._end_line()
        underlined = {line for line in self.lines if not line.bold and self._is_underlined(line)}
        # A rule may be drawn as a narrow rectangle, by its edges.
        kept = {(int(rule.left), int(rule.bottom / _THIN)): rule for rule in self._rules}
        for rule in kept.values():
            self._keep_rule(rule, underlined)
        links = list_links() if underlined else []
        self.lines = [
            line._replace(underlined=True)
            if line in underlined and not any(_is_within(line, link) for link in links)
            else line
            for line in self.lines
        ]
        ups = sum(
            math.copysign(1, after.bottom - before.bottom)
            for before, after in pairwise(self.lines)
            if after.bottom != before.bottom
        )
        is_turned = ups > len(self.lines) / 3
        return [line._replace(bottom=-line.bottom) for line in self.lines] if is_turned else self.lines

    def _keep_rule(self, rule: _Rule, underlined: set[PageLine]) -> None:
        """Keep a short rule at the left edge, with only the last lines below, as a line of its own."""
        edge = min((line.left for line in self.lines), default=0)
        place = len(self.lines)
        while place and self.lines[place - 1].bottom < rule.bottom:
            place -= 1
        is_short = _SHORT_RULE[0] < rule.right - rule.left < _SHORT_RULE[1]
        if 0 < place < len(self.lines) and is_short and abs(rule.left - edge) < self.lines[place].size:
            above = self.lines[place - 1]
            if above in underlined or above.bottom - rule.bottom < _BELOW * above.size:
                return
            size = self.lines[place].size
            self.lines.insert(place, PageLine(DRAWN_RULE, rule.left, rule.bottom, size, False, self.page))

    def _is_underlined(self, line: PageLine) -> bool:
        """Whether rules are below a line from its start, or from behind its number, to about its end."""
        if line.text.endswith(":") or not self._rules:
            return False
        number = _NUMBER_BEFORE.match(line.text)
        # A tab may be behind a number.
        before = line.size * (_TAB + _WIDTH * len(number[0])) if number else 0
        near = [
            rule
            for rule in self._rules
            if line.bottom - _BELOW * line.size < rule.bottom < line.bottom + _ABOVE * line.size
            if rule.left > line.left - line.size
        ]
        left = min((rule.left for rule in near), default=math.inf)
        right = max((rule.right for rule in near), default=0)
        least = _SHORTEST * _WIDTH * line.size * len(line.text)
        is_long = least < right - line.left < _measure(line.text, line.size) + before
        covered = sum(rule.right - rule.left for rule in set(near))
        return (
            left < line.left + max(before, _WIDTH * line.size)
            and is_long
            and covered > _SHORTEST * (right - left)
        )

    def _end_line(self) -> None:
        whole = "".join(self._texts)
        text = _ZERO_WIDTH_BETWEEN_WORDS.sub(" ", _ZERO_WIDTH.sub("", " ".join(whole.split()))).strip()
        if text and self._start:
            [((size, bold), _)] = self._styles.most_common(1)
            largest = max(other for other, _ in self._styles)
            # Small capitals are set in smaller type than the first letters of their words.
            if text.isupper() and size < largest < _INITIAL * size and text.split()[0][:1].isalpha():
                size = largest
            first, *others = _SPACES.split(whole.strip())
            has_columns = self._has_columns or (bool(others) and not _BEFORE_TAB.fullmatch(first))
            lead = _find_lead(self._pieces)
            number, mark = (
                found if found.isdecimal() and height < _SMALL * size else ""
                for found, height in (self._first, self._last)
            )
            mark = mark if text.endswith(mark) else ""
            self.lines.append(
                PageLine(
                    text, *self._start, size, bold, self.page, has_columns, lead, mark=mark, number=number
                )
            )
        self._texts, self._pieces, self._start, self._has_columns = [], [], None, False
        self._styles = Counter()
