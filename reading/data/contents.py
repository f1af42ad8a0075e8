"""Reads the table of contents (`_toc.yml`) and the configuration (`_config.yml`) of a book."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, model_validator

from reading.files.errors import ReadingError, raise_any, single_error, suggest_or_list
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import list_files, read_yaml
from reading.files.yaml import Place, line_of

CONTENTS = "_toc.yml"
"""The file that a book's folder is known by."""

CONFIGURATION = "_config.yml"

SUFFIXES = (".md", ".ipynb")


def _check_address(text: str) -> str:
    if "://" not in text:
        raise ValueError("an address begins with https://")
    return text


class _Item(StrictModel):
    file: NonEmptyStr | None = None
    url: Annotated[str, AfterValidator(_check_address)] | None = None
    title: NonEmptyStr | None = None
    sections: tuple[_Item, ...] = ()

    @model_validator(mode="after")
    def _check_target(self) -> _Item:
        if (self.file is None) == (self.url is None):
            raise ValueError("an entry names either a file or a url")
        return self


class _Part(StrictModel):
    caption: NonEmptyStr
    chapters: tuple[_Item, ...]
    numbered: bool | int = False


class _Contents(StrictModel):
    format: Literal["jb-book"]
    root: NonEmptyStr
    parts: tuple[_Part, ...] = ()
    chapters: tuple[_Item, ...] = ()


class _Configuration(StrictModel):
    """The keys that Jupyter Book 1 knows. It checks their values itself."""

    title: NonEmptyStr
    author: NonEmptyStr
    copyright: Any = None
    logo: Any = None
    only_build_toc_files: Any = None
    exclude_patterns: Any = None
    execute: Any = None
    parse: Any = None
    html: Any = None
    latex: Any = None
    launch_buttons: Any = None
    repository: Any = None
    bibtex_bibfiles: tuple[str, ...] = ()
    sphinx: Any = None


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
        if item.file is not None:
            yield ContentsEntry(item.file, line_of(tree, (*place, number, "file")))
        yield from _list_items(tree, (*place, number, "sections"), item.sections)


def find_source(root: Path, name: str) -> Path | None:
    """The page that an entry names, with or without its suffix. None where it does not exist."""
    candidates = [root / name, *(root / f"{name}{suffix}" for suffix in SUFFIXES)]
    pages = (path for path in candidates if path.suffix in SUFFIXES)
    # These functions take any name. A pipe is a page, too, and reading it says what is wrong.
    return next((path for path in pages if os.path.exists(path) and not os.path.isdir(path)), None)  # noqa: PTH110, PTH112


def find_bibliographies(root: Path) -> list[Path]:
    """The bibliographies that the configuration names.

    Raises `ReadingErrors` where it has keys that nothing reads, or names missing files.
    """
    path = root / CONFIGURATION
    tree = read_yaml(path)
    names = validate_tree(path, tree, _Configuration).bibtex_bibfiles
    existing = [file.relative_to(root).as_posix() for file in list_files(root, "*.bib", "about/*.bib")]
    if existing and not names:
        hint = f"add bibtex_bibfiles: [{existing[0]}]"
        raise single_error(path, line_of(tree, ("bibtex_bibfiles",)), "no bibliography is named", hint)
    raise_any(
        [
            ReadingError(
                path,
                line_of(tree, ("bibtex_bibfiles", number)),
                f"there is no file {name!r}",
                suggest_or_list(name, existing),
            )
            for number, name in enumerate(names)
            if not os.path.isfile(root / name)  # noqa: PTH113 - it takes any name
        ]
    )
    return [root / name for name in names]
