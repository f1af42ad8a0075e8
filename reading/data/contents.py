"""Reads the table of contents (`_toc.yml`) and the configuration (`_config.yml`) of a book."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_model, read_yaml
from reading.files.yaml import KeyPath, line_of

CONTENTS = "_toc.yml"
"""The file that a book's folder is known by."""

CONFIGURATION = "_config.yml"

SUFFIXES = (".md", ".ipynb")

EXTENSIONS = ("myst_nb", "jupyter_book", "sphinx_external_toc", "sphinxcontrib.bibtex", "reading.site")
"""The extensions of Sphinx that build a book."""


_PAGE = re.compile(
    r"(?i:(?!(?:404|genindex|modindex|search)(?:\.\w+)?$)\w[^/\\]*)"
    r"|(?:chapters|notebooks|about)(?:/\w[^/\\]*)+"
)
"""The names that pages may have. The build would replace others by pages and files of its own."""


def _check_page(name: str) -> str:
    if not _PAGE.fullmatch(name):
        raise ValueError("write pages at the top, in chapters/, notebooks/ or about/, with own names")
    return name


class _Item(StrictModel):
    file: Annotated[str, AfterValidator(_check_page)]
    sections: tuple[_Item, ...] = ()


class _Part(StrictModel):
    caption: NonEmptyStr
    chapters: tuple[_Item, ...]


class _Contents(StrictModel):
    format: Literal["jb-book"]
    root: Literal["index"]
    parts: tuple[_Part, ...] = ()
    chapters: tuple[_Item, ...] = ()


def _only(right: Any) -> AfterValidator:
    """The validator of a setting that has one value in all books."""

    def check(value: Any) -> Any:
        if value != right:
            raise ValueError(f"write {json.dumps(right)}")
        return value

    return AfterValidator(check)


class _Settings(StrictModel):
    extensions: Annotated[Any, _only([*EXTENSIONS])]
    html_title: NonEmptyStr
    language: Annotated[str, Field(pattern=r"^en(-[A-Z]{2})?$")]


class _Sphinx(StrictModel):
    config: _Settings


class _Configuration(StrictModel):
    """All settings that a book has. With any other, the site would have what the check does not know.

    Those with one value say what Jupyter Book loads before the extension of the book can set anything.
    """

    title: NonEmptyStr
    author: NonEmptyStr
    copyright: NonEmptyStr
    html: Annotated[Any, _only({"use_multitoc_numbering": False})]
    latex: Annotated[Any, _only({"use_jupyterbook_latex": False})]
    bibtex_bibfiles: tuple[Annotated[str, Field(pattern=r"^[\w-]+(/[\w-]+)*\.bib$")], ...]
    sphinx: _Sphinx


@dataclass(frozen=True)
class ContentsEntry:
    """The name of a file in the table of contents, and its line."""

    name: str
    line: int


def read_contents(root: Path) -> list[ContentsEntry]:
    """Read the entries of the table of contents, in its order. Raises `ReadingErrors`."""
    path = root / CONTENTS
    tree = read_yaml(path)
    return list(_list_entries(tree, validate_tree(path, tree, _Contents)))


def _list_entries(tree: Any, contents: _Contents) -> Iterator[ContentsEntry]:
    yield ContentsEntry(contents.root, line_of(tree, ("root",)))
    for number, part in enumerate(contents.parts):
        yield from _list_items(tree, ("parts", number, "chapters"), part.chapters)
    yield from _list_items(tree, ("chapters",), contents.chapters)


def _list_items(tree: Any, place: KeyPath, items: tuple[_Item, ...]) -> Iterator[ContentsEntry]:
    for number, item in enumerate(items):
        yield ContentsEntry(item.file, line_of(tree, (*place, number, "file")))
        yield from _list_items(tree, (*place, number, "sections"), item.sections)


def find_page_file(root: Path, name: str) -> Path | None:
    """The page that an entry names, with or without its suffix. None where it does not exist."""
    candidates = [root / name, *(root / f"{name}{suffix}" for suffix in SUFFIXES)]
    pages = (path for path in candidates if path.suffix in SUFFIXES)
    # These functions take any name. A pipe is a page, too, and reading it says what is wrong.
    return next((path for path in pages if os.path.exists(path) and not os.path.isdir(path)), None)  # noqa: PTH110, PTH112


def find_bibliographies(root: Path) -> list[Path]:
    """The bibliographies that the configuration names. Raises `ReadingErrors` where it cannot be read."""
    return [root / name for name in read_model(root / CONFIGURATION, _Configuration).bibtex_bibfiles]
