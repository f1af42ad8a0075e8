"""The id of a paragraph goes in; the first lines of its chapter come out, in the chapter's place."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jinja2

from reading import chapters, document
from reading.book import CONTENTS
from reading.errors import ReadingError, nearest_of, raise_any
from reading.files import write_all

TEMPLATE = "chapter.md"


def begin(root: Path, paragraph: str) -> list[str]:
    """Write the beginning of a chapter that is not there yet. Returns what was written and what is to do.

    Raises `ReadingErrors` where the document has no such paragraph, or the chapter is there.
    """
    path = root / document.FOLDER / document.OUTLINE
    _, outline = document.read_outline(path)
    known = {one.id: one for _, one in outline.paragraphs()}
    page = chapters.page_of(paragraph) if paragraph in known else ""
    raise_any(list(_refused(root, paragraph, page, path, list(known))))
    text = template().render(paragraph=known[paragraph])
    target = root / f"{page}.md"
    write_all(target.parent, {target.name: text})
    return [
        f"{page}.md is there: put the paragraph's retelling in place of the words between the marks",
        f"{CONTENTS} needs, where readers should meet it: - file: {page}",
        "`reading check` says what is left to do",
    ]


def template() -> jinja2.Template:
    """What a chapter begins as."""
    text = files("reading").joinpath(TEMPLATE).read_text(encoding="utf-8")
    return jinja2.Environment(keep_trailing_newline=True, trim_blocks=True).from_string(text)


def _refused(
    root: Path, paragraph: str, page: str, outline: Path, known: list[str]
) -> Iterator[ReadingError]:
    if not page:
        yield ReadingError(outline, 0, f"there is no paragraph {paragraph!r}", nearest_of(paragraph, known))
    elif (root / f"{page}.md").exists():
        yield ReadingError(root / f"{page}.md", 0, "the chapter is there already", "edit it")
