"""What checks get: a book as far as it could be read, and each of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reading.checks.cell_code import list_shown
from reading.checks.published_files import PublishedFiles
from reading.checks.shown_text import ShownText, show_block
from reading.data import chapters
from reading.data.book import Book
from reading.data.contents import ContentsEntry, find_page_file
from reading.execution.prose import PageFile
from reading.files.errors import ReadingError
from reading.tables.figures import Figures

LANDING = "index.md"
"""The first page of the site."""


@dataclass
class CheckedBook:
    """A book as far as it could be read.

    data: None where a part of the data cannot be read; then no name of a figure or of a claim is checked
    listed: the entries of the table of contents; None if it cannot be read
    entries: the file and the line of each entry of the bibliographies, by key; None if they cannot be read
    paths: the files of all pages, also of those that cannot be read
    document: a copy of the document, whose text no file may repeat
    errors: the mistakes that were found so far
    """

    root: Path
    data: Book | None = None
    listed: list[ContentsEntry] | None = None
    entries: Mapping[str, tuple[Path, int]] | None = None
    paths: list[Path] = field(default_factory=list)
    pages: list[CheckedPage] = field(default_factory=list)
    document: Path | None = None
    errors: list[ReadingError] = field(default_factory=list)

    @cached_property
    def files(self) -> PublishedFiles:
        """The files of the book that its site may publish."""
        return PublishedFiles(self.root)

    @cached_property
    def page_files(self) -> frozenset[Path]:
        """The files of the table of contents."""
        return frozenset(find_page_file(self.root, entry.name) or self.root for entry in self.listed or [])

    @cached_property
    def linked(self) -> frozenset[Path] | None:
        """The pages that links may lead to. None if the table of contents has a mistake."""
        is_wrong = self.listed is None or any(error.check == "contents" for error in self.errors)
        return None if is_wrong else self.page_files

    @cached_property
    def unread(self) -> frozenset[Path]:
        """The files of the pages that cannot be read."""
        return frozenset(self.paths).difference(page.path for page in self.pages)

    @cached_property
    def labels(self) -> Mapping[Path, frozenset[str]]:
        """The labels of each page, `(name)=` or an option `name`, in lower case."""
        return {
            page.path: frozenset(
                lower_case_name(one.name) for one in page.page.targets if one.type == "label"
            )
            for page in self.pages
        }

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """The terms of the glossaries as written there, by their lower case."""
        targets = (target for page in self.pages for target in page.page.targets)
        return {target.name.lower(): target.name for target in targets if target.type == "term"}

    @cached_property
    def charts(self) -> frozenset[str] | None:
        """The charts of notebooks that other pages may show. None if a notebook cannot be read."""
        if any(path.suffix == ".ipynb" for path in self.unread):
            return None
        shown = (one for page in self.pages for one in list_shown(page))
        return frozenset(one.texts["name"].text for one in shown if "name" in one.texts)

    @cached_property
    def figures(self) -> Figures | None:
        """All figures by name. None where a part of the data cannot be read."""
        return Figures(self.data) if self.data else None


@dataclass(frozen=True, kw_only=True)
class CheckedPage(PageFile):
    """A page of a book, or a notebook."""

    book: CheckedBook

    @property
    def name(self) -> str:
        """The path of the file, relative to the folder of the book."""
        return self.path.relative_to(self.book.root).as_posix()

    @property
    def paragraph(self) -> str | None:
        """How figures name the paragraph of a chapter. Empty if that is not known, None on another page."""
        if not self.path.is_relative_to(self.book.root / chapters.FOLDER):
            return None
        paragraph = chapters.paragraph_of(self.name.removesuffix(self.path.suffix))
        return self.book.data.document.short.get(paragraph, "") if self.book.data else ""

    @cached_property
    def shown(self) -> list[ShownText]:
        """The blocks as plain text."""
        return list(map(show_block, self.page.blocks))


def lower_case_name(name: str) -> str:
    """A label or a term as it is compared: in lower case, with single spaces."""
    return " ".join(name.lower().split())
