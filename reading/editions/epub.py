"""Packs the book as an EPUB 3. The same site gives the same bytes."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading.data import citation
from reading.editions.content import make_content, render, serialize
from reading.editions.cover import draw_cover
from reading.editions.site_pages import BuiltSite, Page, read_site
from reading.files.write import add_to_zip
from reading.formatting import format_date
from reading.show.theme import PAGE
from reading.site.build import SITE
from reading.site.layout.editions import FILES

EPUB = Path("_build") / FILES["epub"]
"""The file, in the folder of a book."""

MEDIA_TYPE = "application/epub+zip"

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

Tree = list[tuple[Page, list[Page]]]
"""The pages of the first level, each with those below it."""


def describe(book: citation.BookMetadata, site: BuiltSite, content: BuiltSite) -> dict[str, Any]:
    """What the front pages and the package file say of the book: the values for the templates."""
    kept = {page.name for page in content.pages}
    return {
        "book": book,
        "released": format_date(book.released),
        "language": site.language,
        "address": site.address,
        "left_out": [f"“{page.title}”" for page in site.pages if page.name not in kept],
        "parts": [(caption, nest(pages)) for caption, pages in content.parts],
        "pages_of_parts": content.parts,
        "citation": citation.cite(book, "", "", site.address).text,
        "notice": f"Licence: {', '.join(book.license)}",
        # A name of the book in this version, which does not depend on where it was made.
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{book.by} {book.title} {book.version}").urn,
    }


def write_epub(root: Path) -> Path:
    """Make the EPUB of a book from its built site. Returns its file. Raises `ReadingErrors`."""
    site = read_site(root / SITE)
    return write_edition(root, EPUB, make_epub(citation.read(root), site), site)


def write_edition(root: Path, file: Path, data: bytes, site: BuiltSite) -> Path:
    """Write an edition, also to the top of the site if the site offers it. Returns its file."""
    (root / file).write_bytes(data)
    if file.name in site.offered:
        (root / SITE / file.name).write_bytes(data)
    return root / file


def make_epub(book: citation.BookMetadata, site: BuiltSite) -> bytes:
    """The bytes of the EPUB."""
    cover = draw_cover(book, site.pages[0].article)
    content = make_content(site, address_of)
    files = dict(_render_pages(describe(book, site, content), content.pages))
    files["book.css"] = render("book.css", page=PAGE)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # Readers know the format by this file, which comes first and is not compressed.
        add_to_zip(archive, "mimetype", MEDIA_TYPE, stored=True)
        add_to_zip(archive, "META-INF/container.xml", CONTAINER)
        for name, text in sorted(files.items()):
            add_to_zip(archive, f"EPUB/{name}", text)
        add_to_zip(archive, "EPUB/cover.png", cover)
    return buffer.getvalue()


def address_of(page: str, place: str) -> str:
    """Where the EPUB has a place of a page."""
    return f"{page.replace('/', '--')}.xhtml" + (f"#{place}" if place else "")


def _render_pages(front: dict[str, Any], pages: list[Page]) -> Iterator[tuple[str, str]]:
    """The names and the texts of all pages and of the package file."""
    values = front | {"address_of": address_of, "pages": pages}
    yield "package.opf", render("package.opf", **values)
    fronts = {"cover": ("Cover", "cover"), "title": ("Title page", "titlepage"), "nav": ("Contents", "")}
    for name, (title, epub_type) in fronts.items():
        content = render(f"{name}.xhtml", **values)
        text = render("page.xhtml", **front, title=title, epub_type=epub_type, content=content)
        yield f"{name}.xhtml", text
    for page in pages:
        content = serialize(page.article)
        yield address_of(page.name, ""), render("page.xhtml", **front, title=page.title, content=content)


def nest(pages: tuple[Page, ...]) -> Tree:
    """Put the pages of deeper levels below the last one of the first level."""
    tree: Tree = []
    for page in pages:
        if page.depth == 1:
            tree.append((page, []))
        else:
            tree[-1][1].append(page)
    return tree
