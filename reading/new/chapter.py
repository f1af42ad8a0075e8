"""The id of a paragraph goes in; the beginning of its chapter comes out, in the chapter's place."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jinja2

from reading.charts.plain_titles import TITLES
from reading.data import chapters, document, full_text
from reading.data.contents import CONTENTS
from reading.data.document import Document, Paragraph, Section
from reading.files.errors import ReadingError, raise_any, suggest_or_list
from reading.files.markdown import escaped
from reading.files.write import write_files

TEMPLATE = "chapter.md"

REPEATS = 3
"""Words that a paragraph repeats, from which on its chapter has a chart of them."""


def begin(root: Path, paragraph: str) -> list[str]:
    """Write the beginning of a chapter that is not there yet. Returns what was written and what is to do.

    Raises `ReadingErrors` where the document has no such paragraph, or the chapter is there.
    """
    path = root / document.FOLDER / document.OUTLINE
    _, outline = document.read_outline(path)
    known = {one.id: (section, one) for section, one in outline.paragraphs()}
    page = chapters.page_of(paragraph) if paragraph in known else ""
    raise_any(list(_refused(root, paragraph, page, path, list(known))))
    text = beginning(
        document.load(root / document.FOLDER), *known[paragraph], keep=bool(full_text.path_of(root))
    )
    target = root / f"{page}.md"
    write_files(target.parent, {target.name: text})
    return [
        f"{page}.md is there: put the paragraph's retelling in place of the words between the marks",
        f"{CONTENTS} needs, where readers should meet it: - file: {page}",
        "`reading check` says what is left to do",
    ]


def beginning(text: Document, section: Section, paragraph: Paragraph, *, keep: bool) -> str:
    """What a chapter begins as: a mark for each sentence, and, where the text is kept, the sentences."""
    words = text.incidence.query("kind == 'word' and paragraph == @paragraph.id")
    repeated = words.groupby("lemma")["count"].sum() > 1
    opens = paragraph.id == section.paragraphs[0].id
    return _template().render(
        paragraph=paragraph,
        heading=escaped(section.title if opens else paragraph.title),
        short=text.short[paragraph.id],
        repeats=repeated.sum() >= REPEATS,
        title=TITLES["paragraph_terms"],
        keep=keep,
    )


@functools.cache
def _template() -> jinja2.Template:
    text = files("reading.new").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return jinja2.Environment(keep_trailing_newline=True, trim_blocks=True).from_string(text)


def _refused(
    root: Path, paragraph: str, page: str, outline: Path, known: list[str]
) -> Iterator[ReadingError]:
    if not page:
        yield ReadingError(
            outline, 0, f"there is no paragraph {paragraph!r}", suggest_or_list(paragraph, known)
        )
    elif (root / f"{page}.md").exists():
        yield ReadingError(root / f"{page}.md", 0, "the chapter is there already", "edit it")
