"""Reads the table of contents (`_toc.yml`) and the configuration (`_config.yml`) of a book."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import model_validator

from reading.files.errors import ReadingError, attempt, raise_any, suggest_or_list
from reading.files.markdown import KNOWN, UNCONFIGURED, Extensions
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import list_files, read_yaml
from reading.files.yaml import line_of

CONTENTS = "_toc.yml"
"""The file that a book's folder is known by."""

CONFIGURATION = "_config.yml"

SUFFIXES = (".md", ".ipynb")


class _Item(StrictModel):
    file: NonEmptyStr | None = None
    url: NonEmptyStr | None = None
    title: NonEmptyStr | None = None
    sections: tuple[_Item, ...] = ()

    @model_validator(mode="after")
    def _one_target(self) -> _Item:
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
    """The keys that Jupyter Book 1 knows; what they hold is its own to check."""

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
class Listed:
    """A file as the table of contents names it."""

    name: str
    line: int


def listed(root: Path) -> list[Listed]:
    """The files of the table of contents, in its order."""
    path = root / CONTENTS
    tree = read_yaml(path)
    return list(_files(tree, validate_tree(path, tree, _Contents)))


def _files(tree: Any, contents: _Contents) -> Iterator[Listed]:
    yield Listed(contents.root, line_of(tree, ("root",)))
    for number, part in enumerate(contents.parts):
        yield from _below(tree, ("parts", number, "chapters"), part.chapters)
    yield from _below(tree, ("chapters",), contents.chapters)


def _below(tree: Any, place: tuple[str | int, ...], items: tuple[_Item, ...]) -> Iterator[Listed]:
    for number, item in enumerate(items):
        if item.file is not None:
            yield Listed(item.file, line_of(tree, (*place, number, "file")))
        yield from _below(tree, (*place, number, "sections"), item.sections)


def located(root: Path, name: str) -> Path | None:
    """The file of a name, which may lack its suffix."""
    candidates = [root / name, *(root / f"{name}{suffix}" for suffix in SUFFIXES)]
    found = (path for path in candidates if path.suffix in SUFFIXES)
    return next((path for path in found if os.path.isfile(path)), None)  # noqa: PTH113 - it takes any name


def _sources(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in list_files(root, "*.bib", "about/*.bib")]


def bibliographies(root: Path) -> list[Path]:
    """The bibliographies that the configuration names.

    Raises `ReadingErrors` where it has keys that nothing reads, or names missing files.
    """
    path = root / CONFIGURATION
    tree = read_yaml(path)
    names = validate_tree(path, tree, _Configuration).bibtex_bibfiles
    raise_any(
        [
            ReadingError(
                path,
                line_of(tree, ("bibtex_bibfiles", number)),
                f"there is no file {name!r}",
                suggest_or_list(name, _sources(root)),
            )
            for number, name in enumerate(names)
            if not os.path.isfile(root / name)  # noqa: PTH113 - it takes any name
        ]
    )
    return [root / name for name in names]


def extensions(root: Path) -> Extensions:
    """The extensions that a book's configuration enables; what is wrong with it is told elsewhere."""
    tree: Any = attempt([], lambda: read_yaml(root / CONFIGURATION), {})
    parse, sphinx = _mapping(tree, "parse"), _mapping(_mapping(tree, "sphinx"), "config")
    named = [part["myst_enable_extensions"] for part in (parse, sphinx) if "myst_enable_extensions" in part]
    if not named:
        return UNCONFIGURED
    return KNOWN.intersection(str(one) for part in named if isinstance(part, list) for one in part)


def _mapping(tree: Any, key: str) -> Mapping[str, Any]:
    found = tree.get(key) if isinstance(tree, Mapping) else None
    return found if isinstance(found, Mapping) else {}
