"""Renders the templates of a new book in `skeleton/`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2

from reading.charts.plain_titles import TITLES
from reading.checks.typed_numbers import split_at_numbers
from reading.data.chapters import list_required, page_of
from reading.data.document import Outline
from reading.files.markdown import escape
from reading.new.settings import quote_yaml

SKELETON = Path(__file__).parent / "skeleton"

SUFFIX = ".template"
"""The suffix of templates that pytest would take for tests."""

STORED_TEXT = {
    False: "The text is not stored here, only figures: counts, and which words occur in which sentence.",
    True: "The text is stored here, and shown sentence by sentence.",
}
"""What a book stores of its document, by whether it keeps the text."""


class Templates:
    """The templates, with the values that all of them use.

    Parameters
    ----------
    outline : Outline
        The outline of the document.
    day : str
        The day of the book, as an ISO date.
    keep : bool
        Whether the book keeps the text.
    chapters : collection of str, optional
        The paragraphs that have a chapter. By default, those that need one.
    openings : mapping of str to str, optional
        The first words of each paragraph, by id, for comments in the outline. By default, none has a comment.
    """

    def __init__(
        self,
        outline: Outline,
        day: str,
        *,
        keep: bool,
        chapters: Collection[str] | None = None,
        openings: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.first_chapter = page_of(outline.sections[0].paragraphs[0].id)
        paragraphs = [paragraph.id for _, paragraph in outline.paragraphs()]
        if chapters is None:
            chapters = list_required(paragraphs)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(SKELETON),
            autoescape=False,
            block_start_string="[%",
            block_end_string="%]",
            variable_start_string="[[",
            variable_end_string="]]",
            comment_start_string="[#",
            comment_end_string="#]",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=jinja2.StrictUndefined,
        )
        self._environment.filters |= {
            "quoted": quote_yaml,
            "listed": _quote_list,
            "escaped": escape,
            "with_marked_numbers": mark_numbers,
        }
        self._environment.globals |= {
            "title": outline.source.title,
            "outline": outline,
            "sections": outline.sections,
            "chapters": chapters,
            "is_long": len(chapters) < len(paragraphs),
            "page": page_of,
            "link": lambda text, paragraph: f"[{escape(text)}]({page_of(paragraph)}.md)",
            "first": self.first_chapter,
            "keep": keep,
            "stores": STORED_TEXT[keep],
            "plain_titles": TITLES,
            "today": day,
            "openings": openings,
        }

    def render(self, name: str, **values: Any) -> str:
        """The text of a template with its own values."""
        return self._environment.get_template(name).render(values)


def list_templates() -> Iterator[str]:
    """The names of all templates, relative to `skeleton/`."""
    for path in sorted(SKELETON.rglob("*")):
        if path.is_file():
            yield path.relative_to(SKELETON).as_posix()


def _quote_list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quote_yaml, texts))}]"


def mark_numbers(title: str) -> str:
    """A title in Markdown whose numbers are marked as conventions, since the check refuses typed numbers."""
    return "".join(
        escape(text) + (f"{{n}}`{number}`" if number else "") for text, number in split_at_numbers(title)
    )
