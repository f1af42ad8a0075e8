"""Writes a document as Markdown, in which its author corrects the headings before `reading new`.

Plain text, Word documents and web pages are read here. Other programs make Markdown of other kinds.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from reading.data.document_text import decode_text, is_markdown
from reading.files.errors import ReadingError, raise_any, single_error
from reading.files.read import read_bytes
from reading.new.plain import LONGEST, escape_marks, mark_headings
from reading.text.repair import replace_characters

PLAIN, WORD, WEB = ("", ".asc", ".text", ".txt"), (".docx",), (".htm", ".html", ".xhtml")
"""The suffixes of the kinds of files that are read."""

INSTALL = f"{sys.executable} -m pip install 'reading[import]'"
"""The command that installs the libraries for Word and the web. This package is installed already."""

_PARAGRAPHS = ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent or ancestor::w:sdt//w:docPartObj)]"
_TEXTS = ".//w:t[not(ancestor::w:txbxContent)] | .//w:tab[ancestor::w:r] | .//w:br"


def copy_text(path: Path) -> str:
    """Return a document as Markdown. Raises `ReadingErrors` where it cannot be read or holds no text."""
    suffix, data = path.suffix.lower(), read_bytes(path)
    if is_markdown(path):
        hint = "correct its headings there, and give it to `reading new`"
        raise single_error(path, 0, "the file is Markdown already", hint)
    if suffix in WORD:
        text = _guard(path, "docx", _read_word)
    elif suffix in WEB:
        text = _guard(path, "trafilatura", _read_web_page)
    elif suffix in PLAIN and not data.startswith(b"%PDF"):
        text = mark_headings(decode_text(path))
    else:
        raise_any([name_converter(path)])
    if not any(map(str.isalpha, text)):
        raise single_error(path, 0, "no text was found in the file", "copy the text into a plain text file")
    return text


def name_converter(path: Path) -> ReadingError:
    """Say which program makes Markdown of a file that is none."""
    is_pdf, suffix = read_bytes(path).startswith(b"%PDF"), path.suffix.lower()
    if suffix in (*PLAIN, *WORD, *WEB) and not is_pdf:
        hint = f"first `reading text {path} COPY.md`, then correct the headings in the copy"
        return ReadingError(path, 0, "a book is made of Markdown", hint)
    problem = f"{'PDF' if is_pdf else f'a file {suffix}'} is not read here"
    tools = (
        "docling, opendataloader-pdf or pdf-inspector"
        if is_pdf
        else "pandoc (slides and scans: docling; .doc: save it as .docx)"
    )
    return ReadingError(path, 0, problem, f"make Markdown of it with {tools}, and give that to `reading new`")


def _guard(path: Path, library: str, read: Callable[[Path, Any], str]) -> str:
    """What `read` returns with a library. Whatever the library raises for a broken file is one message."""
    try:
        module: ModuleType = importlib.import_module(library)
    except ImportError:
        problem = f"a file {path.suffix} needs libraries that are not installed"
        raise single_error(path, 0, problem, f"install them: {INSTALL}") from None
    try:
        return replace_characters(read(path, module))
    except Exception as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        problem = f"the file cannot be read as {path.suffix}: {reason}"
        raise single_error(path, 0, problem, "open it in its program, and save it again") from None


def _read_word(path: Path, docx: Any) -> str:
    """A Word document. Headings have a style, else they are short lines in bold, the largest the highest."""
    document = docx.Document(str(path))
    found: list[tuple[str, int, tuple[float, bool]]] = []
    for element in document.element.body.xpath(_PARAGRAPHS):
        paragraph = docx.text.paragraph.Paragraph(element, document._body)
        style, name = paragraph.style, paragraph.style.name.lower()
        text = " ".join("".join(node.text or " " for node in element.xpath(_TEXTS)).split())
        if not text or name.startswith("toc"):
            continue
        level = {"title": 1, **{f"heading {depth}": depth + 1 for depth in range(1, 10)}}.get(name, 0)
        runs = [run for run in paragraph.runs if run.text.strip()]
        bold = runs and all(style.font.bold if run.bold is None else run.bold for run in runs)
        size = max((getattr(run.font.size or style.font.size, "pt", 0) for run in runs), default=0)
        is_short = len(text.split()) <= LONGEST and not text.endswith((".", ",", ";"))
        found.append((text, level, (-size, not text.isupper()) if bold and is_short else (1, False)))
    deepest = max((level for _, level, _ in found), default=0)
    is_styled = sum(level > 0 for _, level, _ in found) > 1
    forms = sorted({form for _, _, form in found if form[0] <= 0})
    written = []
    for text, level, form in found:
        guessed = 0 if is_styled or form not in forms else deepest + 1 + forms.index(form)
        written.append(f"{'#' * min(level or guessed, 6)} {escape_marks(text)}".strip())
    return "\n\n".join(written) + "\n"


def _read_web_page(path: Path, trafilatura: Any) -> str:
    """The main text of a saved web page, with its headings."""
    options = {"include_comments": False, "include_tables": False, "favor_recall": True}
    page = path.read_bytes()
    text = trafilatura.extract(page, output_format="markdown", **options) or ""
    title = getattr(trafilatura.extract_metadata(page), "title", None) or ""
    has_title = any(line.startswith("# ") for line in text.split("\n"))
    return text + "\n" if has_title or not (title and text) else f"# {escape_marks(title)}\n\n{text}\n"
