"""Checks that the site publishes only files of the book: none that git ignores, and none with scripts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from reading.checks.rules import rule
from reading.data import document, reference
from reading.data.contents import CONTENTS
from reading.files.errors import ReadingError, ReadingErrors
from reading.files.markdown import Finding
from reading.files.read import read_bytes
from reading.files.tracked import list_known

FOLDERS = ("_static", document.FOLDER.as_posix(), reference.FOLDER.as_posix())
"""The folders that the build copies to the site as they are."""

HTML = frozenset({".htm", ".html", ".mht", ".mhtml", ".shtml", ".svgz", ".xht", ".xhtml", ".xsl", ".xslt"})
"""The suffixes of files that are not published: a browser would run their scripts as those of the site."""

DRAWINGS = frozenset({".svg", ".xml"})
"""The suffixes of files that are published if they hold no script."""

ACTIVE = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object", "listener"})
"""The elements of a drawing that run scripts or hold HTML."""

GENERATED = "_build"

PLAIN = "save it as plain SVG, without scripts"


@dataclass(frozen=True)
class PublishedFiles:
    """The files of a book that its site may publish."""

    root: Path

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Whether git tracks each file that it does not ignore, by name; empty if the book is not in git."""
        known = list_known(self.root)
        return known if known.get(CONTENTS) else {}

    def find_problem(self, path: Path, *, tracked: bool = True) -> tuple[str, str] | None:
        """Why the site may not publish an existing file, and what to do instead; None if it may.

        With `tracked`, git must track the file. It must not ignore it in any case.
        """
        name = path.relative_to(self.root).as_posix()
        if any(part.startswith(".") or part == GENERATED for part in name.split("/")):
            return "is hidden or generated", "publish a file that people write"
        if os.path.realpath(path) != str(Path(os.path.realpath(self.root), name)):
            return "is reached through a symbolic link", "copy the file to its place"
        if not path.is_file():
            return "is no plain file", "copy the file to its place"
        if self._known and name not in self._known:
            return "is ignored by git", "publish a file that git tracks"
        if tracked and not self._known.get(name, True):
            return "is not tracked by git", f"run: git add {name}"
        if path.suffix.lower() in HTML:
            return "could run scripts, and is not published", "write it as Markdown, or offer a PDF"
        return None

    def list_like(self, path: Path) -> list[Path]:
        """The files of the book with the suffix of another, as far as git tells."""
        names = (Path(name) for name in self._known if name.endswith(path.suffix))
        return sorted(self.root / name for name in names if (self.root / name).is_file())

    def is_in_folder(self, path: Path) -> bool:
        """Whether a file is in one of `FOLDERS`, where `check_folders` finds it."""
        return any(path.is_relative_to(self.root / folder) for folder in FOLDERS)

    @rule("unpublished-file")
    def check_folders(self) -> Iterator[ReadingError]:
        """Yield an error for each file that must not be in one of `FOLDERS`."""
        for folder in FOLDERS:
            for path in sorted((self.root / folder).rglob("*")):
                hidden = any(part.startswith(".") for part in path.relative_to(self.root).parts)
                if hidden or (path.is_dir() and not path.is_symlink()):
                    continue
                if problem := self.find_problem(path, tracked=False):
                    yield ReadingError(path, 0, f"the file {problem[0]}", problem[1])
                for finding in () if problem else find_scripts(path):
                    yield ReadingError(path, *finding)

    @rule("unpublished-file")
    def check_pages(self, paths: Iterable[Path]) -> Iterator[ReadingError]:
        """Yield an error for each page that is no file of the book."""
        for path in paths:
            if path.is_file() and (problem := self.find_problem(path, tracked=False)):
                yield ReadingError(path, 0, f"the page {problem[0]}", problem[1])


def find_scripts(path: Path) -> list[Finding]:
    """A finding for each part of a drawing that a browser could run."""
    if path.suffix.lower() not in DRAWINGS:
        return []
    try:
        tree = etree.fromstring(read_bytes(path), etree.XMLParser(resolve_entities=False, no_network=True))
    except ReadingErrors as errors:
        return [Finding(0, error.problem, error.hint) for error in errors.exceptions]  # type: ignore[union-attr]
    except etree.XMLSyntaxError as error:
        return [Finding(error.lineno or 0, f"not valid XML: {error.msg}", PLAIN)]
    found = [(1, "entities")] if tree.getroottree().docinfo.internalDTD is not None else []
    # An instruction may stand before the drawing.
    for node in (*tree.itersiblings(preceding=True), *tree.iter()):
        if isinstance(node, etree._ProcessingInstruction):
            found.append((node.sourceline, f"the instruction {node.target}"))
        elif isinstance(node.tag, str):
            found += [(node.sourceline, what) for what in _list_active(node)]
    return [Finding(line, f"a drawing may not have {what}", PLAIN) for line, what in found]


def _list_active(node: etree._Element) -> Iterator[str]:
    """What a browser could run of an element of a drawing."""
    name = etree.QName(node).localname
    if name.lower() in ACTIVE:
        yield f"the element <{name}>"
    for key, value in node.attrib.items():
        attribute, plain = etree.QName(key).localname, re.sub(r"[\x00-\x20]", "", value).lower()
        if attribute.lower().startswith("on") or (attribute == "attributeName" and plain.startswith("on")):
            yield f"the attribute {attribute} of <{name}>"
        elif "javascript:" in plain or "data:text/html" in plain:
            yield f"a script in the attribute {attribute} of <{name}>"
