"""A page of Markdown goes in; links, images and citations that lead nowhere, or astray, come out by line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reading.checks.contents import SUFFIXES
from reading.errors import ReadingError, nearest, raise_any
from reading.files import read_text
from reading.markdown import Finding, Link, Page

SCHEMES = ("http", "https", "mailto")
"""What an address may open with."""

WRITTEN = ("figures.json", "datapackage.json", "data.zip")
"""Files that the build writes at the site's top: pages there may link to what the book does not hold."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")


@dataclass(frozen=True)
class Targets:
    """What pages may point to.

    pages: the files of the table of contents; None where that cannot be read
    entries: the keys of the bibliography; None where that cannot be read
    """

    root: Path
    pages: frozenset[Path] | None
    entries: frozenset[str] | None

    @cached_property
    def files(self) -> list[Path]:
        """What a link that leads nowhere may have meant."""
        return sorted(self.pages or ())


def entries(paths: list[Path]) -> frozenset[str]:
    """The keys of bibliographies. Raises `ReadingErrors` with what BibTeX cannot read of any."""
    # Imported here since only a book with a bibliography needs it.
    from pybtex.database.input.bibtex import Parser
    from pybtex.errors import capture
    from pybtex.exceptions import PybtexError

    keys: set[str] = set()
    errors: list[ReadingError] = []
    for path in paths:
        text = read_text(path)
        with capture() as told:
            try:
                keys.update(entry.key for entry in Parser().parse_string(text).entries.values())
            except PybtexError as error:
                told.append(error)
        errors += [ReadingError(path, *_told(error, text)) for error in told]
    raise_any(errors)
    return frozenset(keys)


def _told(error: Exception, text: str) -> tuple[int, str, str]:
    """The line and the words of what BibTeX cannot read."""
    line = getattr(error, "lineno", None) or 0
    problem = str(error).replace(f" in line {line}", "")
    if repeated := re.fullmatch(r"repeated bibliography entry: (.+)", problem):
        entry = re.compile(rf"@\w+\s*[{{(]\s*{re.escape(repeated[1])}\s*,", re.IGNORECASE)
        places = [found.start() for found in entry.finditer(text)]
        line = text.count("\n", 0, places[1]) + 1 if len(places) > 1 else 0
    return line, f"not valid BibTeX: {problem}", "braces stand around every value, commas behind"


def findings(page: Page, folder: Path, targets: Targets) -> Iterator[Finding]:
    """What is wrong with the links, images and citations of a page that stands in a folder."""
    roles = [
        Link("file" if role.name == "download" else "link", _target(role.text), role.line)
        for role in page.roles
        if role.name in {"doc", "download"}
    ]
    for link in (*page.links, *roles):
        yield from _link(link, folder, targets)
    for role in page.roles:
        if targets.entries is not None and re.match(r"(foot)?cite", role.name):
            for key in filter(None, map(str.strip, role.text.split(","))):
                if key not in targets.entries:
                    hint = nearest(key, targets.entries) or "entries are in the bibliography, references.bib"
                    yield Finding(role.line, f"the bibliography has no entry {key!r}", hint)


def _target(text: str) -> str:
    found = re.search(r"<([^<>]*)>$", text)
    return (found[1] if found else text).strip()


def _link(link: Link, folder: Path, targets: Targets) -> Iterator[Finding]:
    shown = repr(link.target if len(link.target) <= 60 else f"{link.target[:57]}...")
    scheme = _SCHEME.match(link.target)
    if scheme and link.kind == "file":
        yield Finding(link.line, f"{shown} is not the book's own", "images come from the book itself")
    elif scheme and scheme[1] not in SCHEMES:
        hint = "links lead to pages of the book, or open with https://"
        yield Finding(link.line, f"the link {shown} is no address", hint)
    name = link.target.partition("#")[0]
    if scheme or not name or (link.kind == "link" and name in WRITTEN and folder == targets.root):
        return
    path = Path(os.path.normpath((targets.root / name[1:]) if name.startswith("/") else (folder / name)))
    paths = [path, *(path.with_name(f"{path.name}{suffix}") for suffix in SUFFIXES if path.name)]
    found = next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113 - it takes any name
    if found is None or not path.is_relative_to(targets.root):
        names = [os.path.relpath(one, folder) for one in targets.files]
        yield Finding(link.line, f"there is no file {shown} in the book", nearest(name, names))
    elif link.kind == "link" and found.suffix in SUFFIXES and found not in (targets.pages or {found}):
        hint = "readers cannot follow the link"
        yield Finding(link.line, f"the page {shown} is not in the table of contents", hint)
