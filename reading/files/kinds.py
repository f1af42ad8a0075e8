"""Tells what kind of file a document is, by its content and its suffix, and refuses what holds no prose."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal, NamedTuple

from reading.files.errors import single_error

Kind = Literal["text", "markdown", "rst", "asciidoc", "pdf", "docx", "html"]

MARKDOWN = (".md", ".markdown", ".mdown")
"""The suffixes of Markdown files."""

RESTRUCTURED = (".rst", ".rest")
"""The suffixes of files in reStructuredText."""

ASCIIDOC = (".adoc", ".asciidoc")
"""The suffixes of files in AsciiDoc."""

WEB = (".html", ".htm", ".xhtml")
"""The suffixes of web pages."""

READABLE = "plain text, Markdown, reStructuredText, AsciiDoc, PDF, Word (.docx) or HTML"
"""The kinds of files that hold a document."""


class _Refused(NamedTuple):
    """A kind of file that is refused: its name, and what to do instead."""

    name: str
    hint: str


_IMAGE = _Refused("a picture", "run a program for text recognition (OCR) on it, and save plain text")
_TABLE = _Refused("a table", f"a book reads running text: {READABLE}")
_DATA = _Refused("data", f"a book reads running text: {READABLE}")
_ARCHIVE = _Refused("an archive", "unpack it, and name the file of the text")
_OTHER_FORMAT = "save it as .docx, PDF or plain text"
_PROGRAM = _Refused("a program or a library", f"a book reads running text: {READABLE}")

_STARTS = {
    b"\x89PNG": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF8": _IMAGE,
    b"RIFF": _Refused("a picture, a sound or a film", _IMAGE.hint),
    b"II*\0": _IMAGE,
    b"MM\0*": _IMAGE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf": _ARCHIVE,
    b"\xfd7zXZ": _ARCHIVE,
    b"BZh": _ARCHIVE,
    b"Rar!": _ARCHIVE,
    b"\x7fELF": _PROGRAM,
    b"{\\rtf": _Refused("a document in RTF", _OTHER_FORMAT),
    b"\xd0\xcf\x11\xe0": _Refused("a document of an older Office", _OTHER_FORMAT),
}
"""The first bytes of files that are refused."""

_SUFFIXES = {
    ".csv": _TABLE._replace(name="a table (CSV)"),
    ".tsv": _TABLE._replace(name="a table (TSV)"),
    ".xlsx": _TABLE._replace(name="a table (Excel)"),
    ".ods": _TABLE._replace(name="a table (OpenDocument)"),
    ".json": _DATA._replace(name="data (JSON)"),
    ".jsonl": _DATA._replace(name="data (JSON)"),
    ".ipynb": _DATA._replace(name="a notebook"),
    ".xml": _DATA._replace(name="data (XML)"),
    ".svg": _IMAGE,
    ".zip": _ARCHIVE,
    ".epub": _Refused("an e-book (EPUB)", "save it as HTML or plain text"),
    ".odt": _Refused("a document of OpenOffice or LibreOffice", _OTHER_FORMAT),
    ".pptx": _Refused("slides", _OTHER_FORMAT),
    ".tex": _Refused("a document in LaTeX", "make a PDF or plain text of it"),
    **dict.fromkeys(
        (".srt", ".vtt"), _Refused("a file of subtitles", "save its words as plain text, without the times")
    ),
    **dict.fromkeys(
        (".eml", ".mbox"), _Refused("an e-mail", "save its words as plain text, without the head")
    ),
    ".org": _Refused("a document in Org", "export it as Markdown or HTML"),
    **dict.fromkeys((".wiki", ".mediawiki"), _Refused("a document in wikitext", "save the page as HTML")),
    ".textile": _Refused("a document in Textile", "save it as HTML"),
    ".mht": _Refused("a web archive", "save the page as HTML"),
    ".mhtml": _Refused("a web archive", "save the page as HTML"),
}
"""The suffixes of files that are refused."""

_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b")
_SUBTITLES = re.compile(rb"^\s*[\d:]+[.,]\d{3} --> [\d:]+[.,]\d{3}", re.M)
"""The time of a subtitle, as in SubRip and WebVTT."""

_HTML = re.compile(rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)


def recognise(path: Path, data: bytes) -> Kind:
    """Return the kind of a file. Raises `ReadingErrors` where files of its kind hold no document."""
    suffix = path.suffix.lower()
    # Something else may stand before the start of a PDF.
    if data.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if data.startswith(b"PK") and b"word/document.xml" in data:
        return "docx"
    refused = next((kind for start, kind in _STARTS.items() if data.startswith(start)), None)
    refused = refused or _SUFFIXES.get(suffix) or (_ARCHIVE if data.startswith(b"PK\x03\x04") else None)
    if refused is None and _is_json(data):
        refused = _SUFFIXES[".json"]
    if refused is None and suffix not in WEB and _XML.match(data) and not _HTML.match(data[:2000]):
        refused = _SUFFIXES[".xml"]
    if refused is None and len(_SUBTITLES.findall(data[:2000])) > 1:
        refused = _SUFFIXES[".srt"]
    if refused:
        raise single_error(path, 0, f"{refused.name} cannot be read as a document", refused.hint)
    if suffix in (".pdf", ".docx"):
        hint = "download or save it again"
        raise single_error(path, 0, f"the file is not what its name says: no {suffix[1:].upper()}", hint)
    if suffix in MARKDOWN:
        return "markdown"
    if suffix in RESTRUCTURED:
        return "rst"
    if suffix in ASCIIDOC:
        return "asciidoc"
    return "html" if suffix in WEB or _HTML.match(data[:2000]) else "text"


def _is_json(data: bytes) -> bool:
    """Whether a file is JSON without the suffix of it. A quotation or a number alone may be a text."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
