"""Reads the paragraphs and headings of Word documents."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from reading.files.convert import Converted, Paragraph, clean_title, guard, import_library
from reading.formatting import pluralize


def read_docx(path: Path, data: bytes) -> Converted:
    """Read the paragraphs of a Word document, without its tables, notes, headers and footers.

    Raises `ReadingErrors` where the library is missing or the file is broken.
    """
    docx = import_library(path, "docx", "Word documents")
    converted: Converted = guard(path, "Word document", partial(_convert_docx, docx, data))
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
            level = 0 if _is_sentence(text) else _find_level(style) or _find_outline_level(paragraph)
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


_LONGEST_HEADING, _LONGEST_NAME = 8, 24
"""Words from which on a stop makes text of a heading, and from which on it is text without one."""


def _is_sentence(text: str) -> bool:
    """Whether a paragraph in the style of a heading is text: contracts number their clauses so."""
    words, end = text.split(), text.rstrip()
    introduces_items = end.endswith(":") and 2 * sum(word[0].islower() for word in words) > len(words)
    is_stopped = introduces_items or end.endswith((".", ";", "; or", "; and"))
    return len(words) > _LONGEST_NAME or (len(words) > _LONGEST_HEADING and is_stopped)


_OUTLINE = "w:pPr/w:outlineLvl/@w:val"
_NO_LEVEL = 9


def _find_outline_level(paragraph: Any) -> int:
    """The level of a heading by the level in the outline that it or its style has. 0 where it has none.

    A level of the default style, which other programs export, says nothing.
    """
    found = paragraph._p.xpath(_OUTLINE)
    style = paragraph.style
    while not found and style is not None and not style.element.default:
        found, style = style.element.xpath(_OUTLINE), style.base_style
    return int(found[0]) + 2 if found and int(found[0]) < _NO_LEVEL else 0
