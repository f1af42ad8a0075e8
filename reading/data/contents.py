"""Reads the table of contents (`_toc.yml`) and the configuration (`_config.yml`) of a book."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_model, read_yaml
from reading.files.yaml import Place, line_of

CONTENTS = "_toc.yml"
"""The file that a book's folder is known by."""

CONFIGURATION = "_config.yml"

SUFFIXES = (".md", ".ipynb")


class _Item(StrictModel):
    file: NonEmptyStr
    sections: tuple[_Item, ...] = ()


class _Part(StrictModel):
    caption: NonEmptyStr
    chapters: tuple[_Item, ...]


class _Contents(StrictModel):
    format: Literal["jb-book"]
    root: Literal["index"]
    parts: tuple[_Part, ...] = ()
    chapters: tuple[_Item, ...] = ()


class _Configuration(StrictModel, extra="ignore"):
    """Jupyter Book and Sphinx check the other settings."""

    title: NonEmptyStr
    author: NonEmptyStr
    bibtex_bibfiles: tuple[str, ...] = ()


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


def _list_items(tree: Any, place: Place, items: tuple[_Item, ...]) -> Iterator[ContentsEntry]:
    for number, item in enumerate(items):
        yield ContentsEntry(item.file, line_of(tree, (*place, number, "file")))
        yield from _list_items(tree, (*place, number, "sections"), item.sections)


def find_source(root: Path, name: str) -> Path | None:
    """The page that an entry names, with or without its suffix. None where it does not exist."""
    candidates = [root / name, *(root / f"{name}{suffix}" for suffix in SUFFIXES)]
    pages = (path for path in candidates if path.suffix in SUFFIXES)
    # These functions take any name. A pipe is a page, too, and reading it says what is wrong.
    return next((path for path in pages if os.path.exists(path) and not os.path.isdir(path)), None)  # noqa: PTH110, PTH112


def find_bibliographies(root: Path) -> list[Path]:
    """The bibliographies that the configuration names. Raises `ReadingErrors` where it cannot be read."""
    return [root / name for name in read_model(root / CONFIGURATION, _Configuration).bibtex_bibfiles]
