"""Checks the links, images, citations and cross-references of pages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from reading.data.contents import SUFFIXES
from reading.files.errors import ReadingError, nearest, nearest_of, raise_any
from reading.files.markdown import Finding, Link, Page, Piece
from reading.files.read import read_text

SCHEMES = ("http", "https", "mailto")
"""What an address may open with."""

WRITTEN = ("figures.json", "datapackage.json", "data.zip")
"""Files that the build writes at the top of the site. Pages may link to them."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")


@dataclass(frozen=True)
class Targets:
    """What pages may point to.

    pages: the files of the table of contents; None where that cannot be read
    entries: the keys of the bibliography; None where that cannot be read
    labels: the places that each page names, by `(name)=` or an option `name`, in lower case
    terms: what the glossaries explain, as it is written there, by its lower case
    """

    root: Path
    pages: frozenset[Path] | None
    entries: frozenset[str] | None
    labels: Mapping[Path, frozenset[str]] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def files(self) -> list[Path]:
        """What a link that leads nowhere may have meant."""
        return sorted(self.pages or ())


def labels(pages: Mapping[Path, Iterable[Page]]) -> dict[Path, frozenset[str]]:
    """The places of each file that links can lead to, in lower case. A notebook is a page for each cell."""
    return {
        path: frozenset(
            " ".join(target.name.lower().split())
            for page in parts
            for target in page.targets
            if target.kind == "place"
        )
        for path, parts in pages.items()
    }


def terms(pages: Mapping[Path, Iterable[Page]]) -> dict[str, str]:
    """The terms of the glossaries of files, by their lower case."""
    return {
        target.name.lower(): target.name
        for parts in pages.values()
        for page in parts
        for target in page.targets
        if target.kind == "term"
    }


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
        yield from _named(role, targets)
        if targets.entries is not None and re.match(r"(foot)?cite", role.name):
            for key in filter(None, map(str.strip, role.text.split(","))):
                if key not in targets.entries:
                    hint = nearest(key, targets.entries) or "entries are in the bibliography, references.bib"
                    yield Finding(role.line, f"the bibliography has no entry {key!r}", hint)


def _named(role: Piece, targets: Targets) -> Iterator[Finding]:
    """A role for a term that no glossary has, or for a place that no page names."""
    target = _target(role.text)
    places = frozenset[str]().union(*targets.labels.values())
    if role.name == "term" and target.lower() not in targets.terms:
        hint = nearest(target, targets.terms.values()) or "add it to the page with the {glossary}"
        yield Finding(role.line, f"no glossary explains {target[:60]!r}", hint)
    elif role.name in {"ref", "numref"} and target.lower() not in places:
        hint = nearest(target, places) or f"write above the place: ({target[:60]})="
        yield Finding(role.line, f"no place is called {target[:60]!r}", hint)


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
    name, _, place = link.target.partition("#")
    if not name and place and not scheme:
        places = frozenset[str]().union(*targets.labels.values())
        yield from _place(link, place, places, "in the book")
    if scheme or not name:
        return
    path = Path(os.path.normpath((targets.root / name[1:]) if name.startswith("/") else (folder / name)))
    if link.kind == "link" and path.parent == targets.root and path.name in WRITTEN:
        return
    paths = [path, *(path.with_name(f"{path.name}{suffix}") for suffix in SUFFIXES if path.name)]
    found = next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113 - it takes any name
    if found is None or not path.is_relative_to(targets.root):
        names = [os.path.relpath(one, folder) for one in targets.files]
        yield Finding(link.line, f"there is no file {shown} in the book", nearest_of(name, names))
    elif link.kind == "link" and found.suffix in SUFFIXES and found not in (targets.pages or {found}):
        hint = "readers cannot follow the link"
        yield Finding(link.line, f"the page {shown} is not in the table of contents", hint)
    elif link.kind == "link" and place and found in targets.labels:
        yield from _place(link, place, targets.labels[found], f"on {found.relative_to(targets.root)}")


def _place(link: Link, place: str, places: frozenset[str], where: str) -> Iterator[Finding]:
    if place.lower() not in places:
        hint = nearest(place, places) or f"write above the place: ({place[:60]})="
        yield Finding(link.line, f"no place {where} is called {place[:60]!r}", hint)
