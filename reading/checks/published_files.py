"""Checks that the site publishes only files of the book: none that git ignores, and none with scripts."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.parsers import expat

from reading.data import document, reference
from reading.data.contents import CONTENTS
from reading.files.errors import ReadingError, ReadingErrors
from reading.files.markdown import Finding
from reading.files.read import read_bytes

FOLDERS = ("_static", document.FOLDER.as_posix(), reference.FOLDER.as_posix())
"""The folders that the build copies to the site as they are."""

HTML = frozenset({".htm", ".html", ".mht", ".mhtml", ".shtml", ".svgz", ".xht", ".xhtml", ".xsl", ".xslt"})
"""The suffixes of files that are not published: a browser would run their scripts as those of the site."""

DRAWINGS = frozenset({".svg", ".xml"})
"""The suffixes of files that are published if they hold no script."""

ACTIVE = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object", "listener"})
"""The elements of a drawing that run scripts or hold HTML."""

GENERATED = "_build"

IMAGES = {
    ".gif": b"GIF8",
    ".jpeg": b"\xff\xd8\xff",
    ".jpg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".webp": b"RIFF",
}
"""How the files of some images begin, by suffix."""

PLAIN = "save it as plain SVG, without scripts"


@dataclass(frozen=True)
class PublishedFiles:
    """The files of a book that its site may publish."""

    root: Path

    @cached_property
    def _known_to_git(self) -> dict[str, bool] | None:
        """Whether git tracks each file that it does not ignore, by name; None if the book is not in git."""
        command = ["git", "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard"]
        try:
            done = subprocess.run(command, cwd=self.root, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        entries = [os.fsdecode(entry) for entry in done.stdout.split(b"\0") if entry]
        known = {entry[2:]: entry[0] != "?" for entry in entries}
        return known if known.get(CONTENTS) else None

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
        known = self._known_to_git
        if known is not None and name not in known:
            return "is ignored by git", "publish a file that git tracks"
        if known is not None and tracked and not known.get(name, True):
            return "is not tracked by git", f"run: git add {name}"
        if path.suffix.lower() in HTML:
            return "could run scripts, and is not published", "write it as Markdown, or offer a PDF"
        return None

    def list_like(self, path: Path) -> list[Path]:
        """The files of the book with the suffix of another, as far as git tells."""
        names = (Path(name) for name in self._known_to_git or () if name.endswith(path.suffix))
        return sorted(self.root / name for name in names if (self.root / name).is_file())

    def is_in_folder(self, path: Path) -> bool:
        """Whether a file is in one of `FOLDERS`, where `check_folders` finds it."""
        return any(path.is_relative_to(self.root / folder) for folder in FOLDERS)

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

    def check_pages(self, paths: Iterable[Path]) -> Iterator[ReadingError]:
        """Yield an error for each page that is no file of the book."""
        for path in paths:
            if path.is_file() and (problem := self.find_problem(path, tracked=False)):
                yield ReadingError(path, 0, f"the page {problem[0]}", problem[1])


def is_image(path: Path) -> bool:
    """Whether a file is an image of the kind that its suffix names. Other files are."""
    with path.open("rb") as file:
        return file.read(12).startswith(IMAGES.get(path.suffix.lower(), b""))


def find_scripts(path: Path) -> list[Finding]:
    """A finding for each part of a drawing that a browser could run."""
    findings: list[Finding] = []
    if path.suffix.lower() not in DRAWINGS:
        return findings
    parser = expat.ParserCreate()

    def report(problem: str) -> None:
        findings.append(Finding(parser.CurrentLineNumber, f"a drawing may not have {problem}", PLAIN))

    def check_element(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2].lower() in ACTIVE:
            report(f"the element <{name}>")
        for attribute, value in attributes.items():
            plain = "".join(letter for letter in value if letter > " ").lower()
            if attribute.lower().startswith("on") or (
                attribute == "attributeName" and plain.startswith("on")
            ):
                report(f"the attribute {attribute} of <{name}>")
            elif "javascript:" in plain or "data:text/html" in plain:
                report(f"a script in the attribute {attribute} of <{name}>")

    parser.StartElementHandler = check_element
    parser.ProcessingInstructionHandler = lambda target, _: report(f"the instruction {target}")
    parser.EntityDeclHandler = lambda name, *_: report(f"the entity {name}")
    try:
        parser.Parse(read_bytes(path), True)
    except ReadingErrors as errors:
        findings += [Finding(0, error.problem, error.hint) for error in errors.exceptions]  # type: ignore[union-attr]
    except expat.ExpatError as error:
        findings.append(Finding(error.lineno, f"not valid XML: {expat.ErrorString(error.code)}", PLAIN))
    return findings
