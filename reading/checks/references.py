"""Checks what pages name: figures, files, pages, labels, terms and entries of the bibliography."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from reading.checks.cell_code import list_shown
from reading.checks.known import CheckedBook, CheckedPage, lower_case_name
from reading.checks.published_files import SIGNATURES
from reading.checks.registry import check
from reading.data.contents import SUFFIXES
from reading.files.errors import ReadingError, closest_match, find_repeated, suggest
from reading.files.markdown import Link, Mistake, Piece
from reading.files.read import list_files
from reading.tables.table import DECIMALS

SCHEMES = ("http", "https", "mailto")
"""The schemes that the address of a link may have."""

SITE_FILES = ("datapackage.json", "data.zip", "notebooks.zip")
"""Files that the build writes at the top of the site. Pages may link to them."""

_PREVIEW = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|\[::1\])")
"""The address of the preview, which only its author can open."""

_HOST = re.compile(r"(?:www\.|[\w-]+\.(?:[\w-]+\.)?(?:com|org|net|edu|gov|int|ru|cn)(?:/|\Z))")
"""The start of an address without its scheme."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")


@check("reference", "page", firm=True)
def check_references(known: CheckedPage) -> Iterator[Mistake]:
    """Find a figure, citation or term that does not exist, and the mark of a sentence outside a chapter."""
    for role in known.page.roles:
        yield from _check_role(role, known, known.book)


def _check_role(role: Piece, known: CheckedPage, book: CheckedBook) -> Iterator[Mistake]:
    target = re.sub(r"(?s).*<([^<>]*)>$", r"\1", role.text).strip()
    if role.name == "s" and known.paragraph is None:
        hint = "marks belong in the chapter of a paragraph"
        yield Mistake(role.line, f"the mark {role.text[:40]!r} is not in a retelling", hint)
    elif role.name == "fig" and book.figures is not None and (name := role.text.strip()) not in book.figures:
        yield Mistake(role.line, f"there is no figure {name!r}", book.figures.hint(name))
    # Without the contents, it is not known which pages hold the terms of the book.
    elif role.name == "term" and book.linked is not None and target.lower() not in book.terms:
        hint = suggest(target, book.terms.values()) or "add it to the page with the {glossary}"
        yield Mistake(role.line, f"no glossary explains {target[:60]!r}", hint)
    elif book.entries is not None and role.name.startswith("cite"):
        keys = list(map(str.strip, role.text.split(",")))
        if any(re.search(r"[\s;]|^$", key) for key in keys):
            hint = "write keys with one comma between them, and close it with `: {cite:p}`key, other`"
            yield Mistake(role.line, f"the citation {role.text[:40]!r} is not a list of keys", hint)
            return
        for key in keys:
            if key not in book.entries:
                hint = suggest(key, book.entries) or "its entries are in references.bib"
                yield Mistake(role.line, f"the bibliography has no entry {key!r}", hint)


@check("rate-as-count", "page")
def check_rates(known: CheckedPage) -> Iterator[Mistake]:
    """Find a share or a rate that the sentence calls a number of times."""
    if (figures := known.book.figures) is None:
        return
    for role, after in (pair for block in known.page.blocks for pair in pairwise(block.pieces)):
        name = role.text.strip()
        if role.name != "fig" or name not in figures or not re.match(r"\s+times\b", after.text):
            continue
        unit = figures[name].unit
        if unit in DECIMALS and unit != "ratio":
            problem = f"{name} is {figures[name]} ({unit}), no number of times"
            yield Mistake(role.line, problem, "name a count, or say the rate as one")


@check("repeated-name", "book", firm=True)
def find_repeated_names(known: CheckedBook) -> Iterator[ReadingError]:
    """Find a label, a term of the glossary or a chart of a notebook that has the name of another one."""
    # A copy that is not listed has its error, and the original has none.
    pages = [page for page in known.pages if page.path in known.page_files]
    shown = [one for page in pages for one in list_shown(page)]
    named = [("chart", *one.texts["name"], one.locate) for one in shown if "name" in one.texts]
    named += [(*target, page.locate) for page in pages for target in page.page.targets]
    places = [
        ((target, lower_case_name(name)), locate(Mistake(line, f"a second {target} {name[:60]!r}", "")))
        for target, name, line, locate in named
    ]
    for _, error, first in find_repeated(places):
        yield replace(error, hint=f"first in {first.path.relative_to(known.root).as_posix()}:{first.line}")


@check("link", "page", firm=True)
def check_links(known: CheckedPage) -> Iterator[Mistake]:
    """Find a link or an image that leads nowhere, or to what the site does not publish."""
    for link in known.page.links:
        yield from _check_link(link, known.path.parent, known.book)


def _check_link(link: Link, folder: Path, book: CheckedBook) -> Iterator[Mistake]:
    shown = repr(link.target if len(link.target) <= 60 else f"{link.target[:57]}...")
    scheme = _SCHEME.match(link.target)
    if scheme and link.type == "file":
        yield Mistake(link.line, f"{shown} is not a file of the book", "images must be files of the book")
    elif _PREVIEW.match(link.target):
        hint = "link to the file of the page, such as ../about/method.md"
        yield Mistake(link.line, f"the link {shown} leads to your own machine", hint)
    elif scheme and (scheme[1] not in SCHEMES or re.fullmatch(r"https?:(?!//[^/?#]).*", link.target)):
        hint = "link to a page of the book, or to an address that begins with https://"
        yield Mistake(link.line, f"the link {shown} is not a valid address", hint)
    name, _, label = link.target.partition("#")
    # A page that cannot be read may hold the label.
    if not name and label and not scheme and book.linked is not None and not book.unread:
        labels = frozenset[str]().union(*book.labels.values())
        yield from _check_label(label, link.line, labels, " in the book")
    if scheme or not name:
        return
    path = Path(os.path.normpath((book.root / name[1:]) if name.startswith("/") else (folder / name)))
    if link.type == "link" and path.parent == book.root and path.name in SITE_FILES:
        return
    candidates = [path, *(path.with_name(f"{path.name}{suffix}") for suffix in SUFFIXES if path.name)]
    file = next((one for one in candidates if os.path.isfile(one)), None)  # noqa: PTH113 - it takes any name
    if file is None or not path.is_relative_to(book.root):
        pictures = (file for file in list_files(book.root, "*", "[!._]*/**/*") if file.suffix in SIGNATURES)
        files = pictures if link.type == "file" else book.linked or ()
        # Paths look alike by their folders. Of files of one name, that of the same folder is meant.
        near = sorted(files, key=lambda one: (one.parent == path.parent, one))
        names = {one.stem: os.path.relpath(one, folder) for one in near}
        meant = closest_match(Path(name).stem, names)
        hint = f"did you mean {names[meant]!r}?" if meant else "add the file to the book, or name another"
        hint = "write https:// before an address" if _HOST.match(name) else hint
        yield Mistake(link.line, f"there is no file {shown} in the book", hint)
    elif link.type == "file" or file.suffix not in SUFFIXES:
        if problem := book.files.find_problem(file):
            yield Mistake(link.line, f"the file {shown} {problem[0]}", problem[1])
    elif file not in (book.linked or {file}):
        hint = "readers cannot follow the link"
        yield Mistake(link.line, f"the page {shown} is not in the table of contents", hint)
    elif label and file in book.labels:
        where = f" on {file.relative_to(book.root)}"
        yield from _check_label(label, link.line, book.labels[file], where)


def _check_label(label: str, line: int, labels: frozenset[str], where: str) -> Iterator[Mistake]:
    if label.lower() not in labels:
        hint = suggest(label, labels) or f"write ({label[:60]})= above the place"
        yield Mistake(line, f"there is no label {label[:60]!r}{where}", hint)
