"""Creates the chapter of a paragraph from a template, for `reading new-page`."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

import jinja2

from reading.charts.plain_titles import TITLES
from reading.data import chapters, document, full_text
from reading.data.contents import CONTENTS
from reading.data.document import Document, Paragraph, Section
from reading.files.errors import single_error, suggest_or_list
from reading.files.markdown import escape
from reading.files.write import write_files

TEMPLATE = "chapter.md"

MIN_REPEATED = 3
"""Words that a paragraph repeats from which on its chapter has a chart of them."""


def create_chapter(root: Path, paragraph: str) -> list[str]:
    """Write the chapter of a paragraph that has none yet.

    Parameters
    ----------
    root : Path
        The book's folder.
    paragraph : str
        The id of the paragraph.

    Returns
    -------
    list of str
        Lines to print: what was written, and what to do next.

    Raises
    ------
    ReadingErrors
        If the document has no such paragraph, or the chapter exists.
    """
    path = root / document.FOLDER / document.OUTLINE
    _, outline = document.read_outline(path)
    known = {entry.id: (section, entry) for section, entry in outline.paragraphs()}
    if paragraph not in known:
        hint = suggest_or_list(paragraph, known)
        raise single_error(path, 0, f"there is no paragraph {paragraph!r}", hint)
    page = chapters.page_of(paragraph)
    target = root / f"{page}.md"
    if target.exists():
        raise single_error(target, 0, "the chapter exists already", "edit it")
    keep = bool(full_text.find_copy(root))
    text = render_chapter(document.load(root / document.FOLDER), *known[paragraph], keep=keep)
    write_files(target.parent, {target.name: text})
    return [
        f"{page}.md was written: replace the words before each mark by a retelling of the sentence",
        f"add it to {CONTENTS}, at its place: - file: {page}",
        "`reading check` says what is left to do",
    ]


def render_chapter(text: Document, section: Section, paragraph: Paragraph, *, keep: bool) -> str:
    """The text of a new chapter: a mark for each sentence and, with `keep`, the sentences themselves."""
    words = text.incidence.query("kind == 'word' and paragraph == @paragraph.id")
    repeated = words.groupby("lemma")["count"].sum() > 1
    is_opening = paragraph.id == section.paragraphs[0].id
    required = chapters.list_required([part.id for _, part in text.outline.paragraphs()])
    lacks_chapters = any(part.id not in required for part in section.paragraphs)
    return _load_template().render(
        paragraph=paragraph,
        heading=format_heading(section, paragraph),
        short=text.short[paragraph.id],
        repeats=repeated.sum() >= MIN_REPEATED,
        title=TITLES["paragraph_terms"],
        profile_title=TITLES["paragraph_profile"],
        keep=keep,
        has_rest=is_opening and lacks_chapters,
    )


def format_heading(section: Section, paragraph: Paragraph) -> str:
    """The heading of a new chapter in Markdown: the paragraph's title, or the section's for its first one."""
    is_opening = paragraph.id == section.paragraphs[0].id
    return escape(section.title if is_opening else paragraph.title)


@functools.cache
def _load_template() -> jinja2.Template:
    text = files("reading.new").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return jinja2.Environment(keep_trailing_newline=True, trim_blocks=True).from_string(text)
