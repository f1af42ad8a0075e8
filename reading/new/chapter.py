"""Creates the chapter of a paragraph from a template, for `reading new-page`."""

from __future__ import annotations

from pathlib import Path

from reading.data import chapters, document, full_text
from reading.data.contents import CONTENTS
from reading.data.document import Document
from reading.files.errors import single_error, suggest_or_list
from reading.files.write import write_files
from reading.new.templates import CHAPTER, render


def create_chapter(root: Path, paragraph: str) -> list[str]:
    """Write the chapter of a paragraph that has none yet, given by its id. Returns lines to print.

    Raises `ReadingErrors` where the document has no such paragraph, or the chapter exists.
    """
    path = root / document.FOLDER / document.OUTLINE
    _, outline = document.read_outline(path)
    known = [entry.id for _, entry in outline.paragraphs()]
    if paragraph not in known:
        hint = suggest_or_list(paragraph, known)
        raise single_error(path, 0, f"there is no paragraph {paragraph!r}", hint)
    page = chapters.page_of(paragraph)
    target = root / f"{page}.md"
    if target.exists():
        raise single_error(target, 0, "the chapter exists already", "edit it")
    keep = bool(full_text.find_copy(root))
    text = render_chapter(document.load(root / document.FOLDER), paragraph, keep=keep)
    write_files(target.parent, {target.name: text})
    return [
        f"{page}.md was written: retell each sentence, and end it with its mark",
        f"add it to {CONTENTS}, at its place: - file: {page}",
        "`reading check` says what is left to do",
    ]


def render_chapter(text: Document, name: str, *, keep: bool) -> str:
    """The text of a new chapter of the paragraph with this id; with `keep`, it shows the sentences."""
    section, paragraph = next(pair for pair in text.outline.paragraphs() if pair[1].id == name)
    is_opening = paragraph.id == section.paragraphs[0].id
    return render(
        CHAPTER,
        paragraph=paragraph,
        heading=section.title if is_opening else paragraph.title,
        short=text.short[paragraph.id],
        keep=keep,
    )
