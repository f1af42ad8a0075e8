"""Checks the links, images, citations and cross-references of pages."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from reading.checks.published_files import PublishedFiles
from reading.checks.rules import rule
from reading.data.contents import SUFFIXES
from reading.data.reference import list_folders
from reading.execution.prose import PageFile
from reading.files.errors import ReadingError, closest_match, find_repeated, suggest
from reading.files.markdown import Finding, Link, Page, Piece
from reading.files.read import list_files
from reading.tables.locations import TEXTS

SCHEMES = ("http", "https", "mailto")
"""The schemes that the address of a link may have."""

SITE_FILES = ("datapackage.json", "data.zip", "notebooks.zip")
"""Files that the build writes at the top of the site. Pages may link to them."""

LISTS = f"{TEXTS}.html"
"""The page of the lists of texts, which the build writes for a book with a reference."""

_PREVIEW = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|\[::1\])")
"""The address of the preview, which only its author can open."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")


@dataclass(frozen=True)
class Targets:
    """What pages may link to, cite or refer to.

    pages: the files of the table of contents; None if it cannot be read
    citation_keys: the keys of the bibliography; None if it cannot be read
    labels: the labels of each page, `(name)=` or an option `name`, in lower case
    terms: the terms of the glossaries as written there, by their lower case
    charts: the names of the charts of notebooks, which other pages may show; None if a notebook cannot be
        read
    """

    root: Path
    pages: frozenset[Path] | None
    citation_keys: frozenset[str] | None
    labels: Mapping[Path, frozenset[str]] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    charts: frozenset[str] | None = frozenset()

    @cached_property
    def files(self) -> PublishedFiles:
        """The files of the book that its site may publish."""
        return PublishedFiles(self.root)

    @cached_property
    def all_labels(self) -> frozenset[str]:
        """The labels of all pages."""
        return frozenset[str]().union(*self.labels.values())


def is_site_file(root: Path, name: str) -> bool:
    """Whether the build of a book writes a file at the top of the site, so that pages may link to it."""
    return name in SITE_FILES or (name == LISTS and bool(list_folders(root)))


def find_labels(files: Iterable[PageFile]) -> dict[Path, frozenset[str]]:
    """The labels of each file, in lower case."""
    return {
        file.path: frozenset(_fold_name(one.name) for one in file.page.targets if one.kind == "place")
        for file in files
    }


def find_glossary_terms(files: Iterable[PageFile]) -> dict[str, str]:
    """The terms of all glossaries, by their lower case."""
    targets = (target for file in files for target in file.page.targets)
    return {target.name.lower(): target.name for target in targets if target.kind == "term"}


@rule("repeated-label")
def find_repeated_names(
    root: Path, files: Iterable[PageFile], charts: Iterable[tuple[str, ReadingError]]
) -> Iterator[ReadingError]:
    """Yield an error for each label, term of a glossary and name of a chart that the book has twice.

    `charts` are the names of charts, each with the error for a second one.
    """
    named = [(("chart", name), error) for name, error in charts]
    for file in files:
        for target in file.page.targets:
            kind = "label" if target.kind == "place" else "term of a glossary"
            finding = Finding(target.line, f"a second {kind} {target.name[:60]!r}", "")
            named.append(((kind, _fold_name(target.name)), file.locate(finding)))
    for _, error, first in find_repeated(named):
        yield replace(error, hint=f"first in {first.path.relative_to(root).as_posix()}:{first.line}")


def _fold_name(name: str) -> str:
    return " ".join(name.lower().split())


def check_references(page: Page, folder: Path, targets: Targets) -> Iterator[Finding]:
    """Yield a finding for each link, image, citation or cross-reference that leads nowhere.

    Parameters
    ----------
    page : Page
        The page to check.
    folder : Path
        The folder of the page: relative links start there.
    targets : Targets
        What pages may link to, cite or refer to.
    """
    for link in list_links(page):
        yield from _check_link(link, folder, targets)
    for role in page.roles:
        yield from _check_role(role, targets)


def list_links(page: Page) -> list[Link]:
    """The links of a page, those of roles included."""
    roles = (role for role in page.roles if role.name in {"doc", "download"})
    named = {"doc": "link", "download": "file"}
    return [*page.links, *(Link(named[one.name], _parse_target(one.text), one.line) for one in roles)]  # type: ignore[arg-type]


@rule("reference")
def _check_role(role: Piece, targets: Targets) -> Iterator[Finding]:
    target = _parse_target(role.text)
    # Without the contents, it is not known which pages hold the labels and terms of the book.
    if role.name in {"term", "ref"} and targets.pages is None:
        return
    if role.name == "term" and target.lower() not in targets.terms:
        hint = suggest(target, targets.terms.values()) or "add it to the page with the {glossary}"
        yield Finding(role.line, f"no glossary explains {target[:60]!r}", hint)
    elif role.name == "ref":
        yield from _check_label(target, role.line, targets.all_labels, "")
    elif targets.citation_keys is not None and role.name.startswith("cite"):
        keys = list(map(str.strip, role.text.split(",")))
        if any(re.search(r"[\s;]|^$", key) for key in keys):
            hint = "write keys with one comma between them, and close it with `: {cite:p}`key, other`"
            yield Finding(role.line, f"the citation {role.text[:40]!r} is not a list of keys", hint)
            return
        for key in keys:
            if key not in targets.citation_keys:
                hint = suggest(key, targets.citation_keys) or "its entries are in references.bib"
                yield Finding(role.line, f"the bibliography has no entry {key!r}", hint)


def _parse_target(text: str) -> str:
    """The target of a role: `target` or `title <target>`."""
    match = re.search(r"<([^<>]*)>$", text)
    return (match[1] if match else text).strip()


@rule("link")
def _check_link(link: Link, folder: Path, targets: Targets) -> Iterator[Finding]:
    shown = repr(link.target if len(link.target) <= 60 else f"{link.target[:57]}...")
    scheme = _SCHEME.match(link.target)
    if scheme and link.kind == "file":
        yield Finding(link.line, f"{shown} is not a file of the book", "images must be files of the book")
    elif _PREVIEW.match(link.target):
        hint = "link to the file of the page, such as ../about/method.md"
        yield Finding(link.line, f"the link {shown} leads to your own machine", hint)
    elif scheme and (scheme[1] not in SCHEMES or re.fullmatch(r"https?:(?!//[^/?#]).*", link.target)):
        hint = "link to a page of the book, or to an address that begins with https://"
        yield Finding(link.line, f"the link {shown} is not a valid address", hint)
    name, _, label = link.target.partition("#")
    if not name and label and not scheme and targets.pages is not None:
        yield from _check_label(label, link.line, targets.all_labels, " in the book")
    if scheme or not name:
        return
    path = Path(os.path.normpath((targets.root / name[1:]) if name.startswith("/") else (folder / name)))
    if link.kind == "link" and path.parent == targets.root and is_site_file(targets.root, path.name):
        return
    candidates = [path, *(path.with_name(f"{path.name}{suffix}") for suffix in SUFFIXES if path.name)]
    file = next((one for one in candidates if os.path.isfile(one)), None)  # noqa: PTH113 - it takes any name
    if file is None or not path.is_relative_to(targets.root):
        patterns = (f"{folders}*{glob.escape(path.suffix)}" for folders in ("", "[!._]*/**/"))
        like = list_files(targets.root, *patterns) if link.kind == "file" else sorted(targets.pages or ())
        names = [os.path.relpath(file, folder) for file in like]
        # Paths look alike by their folders.
        meant = closest_match(Path(name).stem, [Path(one).stem for one in names])
        alike = [one for one in names if Path(one).stem == meant]
        hint = f"did you mean {alike[0]!r}?" if len(alike) == 1 else suggest(name, alike)
        if re.match(r"https?//|www\.", name):
            hint = "write https://"
        hint = hint or "add the file to the book, or name the one to which it was moved"
        yield Finding(link.line, f"there is no file {shown} in the book", hint)
    elif link.kind == "file" or file.suffix not in SUFFIXES:
        if problem := targets.files.find_problem(file):
            yield Finding(link.line, f"the file {shown} {problem[0]}", problem[1])
    elif file not in (targets.pages or {file}):
        hint = "readers cannot follow the link"
        yield Finding(link.line, f"the page {shown} is not in the table of contents", hint)
    elif label and file in targets.labels:
        where = f" on {file.relative_to(targets.root)}"
        yield from _check_label(label, link.line, targets.labels[file], where)


def _check_label(label: str, line: int, labels: frozenset[str], where: str) -> Iterator[Finding]:
    if label.lower() not in labels:
        hint = suggest(label, labels) or f"write ({label[:60]})= above the place"
        yield Finding(line, f"there is no label {label[:60]!r}{where}", hint)
