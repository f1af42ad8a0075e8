"""Packs the book as an EPUB 3. The same site gives the same bytes."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading.data import citation
from reading.editions.content import Chapter, Content, make_content, serialize
from reading.editions.cover import draw_cover
from reading.editions.drawings import colour_rules, read_dark_colours
from reading.editions.site_pages import BuiltSite, read_site
from reading.editions.templates import render
from reading.files.appearance import STATIC, find_appearance
from reading.files.write import add_to_zip
from reading.show.theme import PAGE, resolve_colours
from reading.site.build import SITE
from reading.site.frame.editions import FILES

EPUB = Path("_build") / FILES["epub"]
"""The file, in the folder of a book."""

STYLE_SHEET = Path(STATIC, "book.css")
"""The style sheet with the colours of the site."""

MEDIA_TYPE = "application/epub+zip"

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

KINDS = {"glossary": ".//dl[contains(@class, 'glossary')]", "bibliography": ".//div[@class='citation']"}
"""The kinds of chapters that reading systems know, each with what such a chapter holds."""

Tree = list[tuple[Chapter, "Tree"]]
"""Chapters with their sections."""


def describe(book: citation.BookMetadata, site: BuiltSite, content: Content) -> dict[str, Any]:
    """What the front pages and the package file say of the book: the values for the templates."""
    return {
        "book": book,
        "language": site.language,
        "address": site.address,
        "left_out": content.left_out,
        "parts": [(caption, nest(chapters)) for caption, chapters in content.parts],
        "citation": citation.cite(book, "", "", site.address).text,
        "notice": f"Licence: {', '.join(book.license)}",
        # A name of the book in this version, which does not depend on where it was made.
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{book.by} {book.title} {book.version}").urn,
    }


def write_epub(root: Path) -> Path:
    """Make the EPUB of a book from its built site. Returns its file. Raises `ReadingErrors`."""
    book, site = citation.read(root), read_site(root / SITE)
    css = (find_appearance(root) / STYLE_SHEET).read_text(encoding="utf-8")
    return write_edition(root, EPUB, make_epub(book, site, css), site)


def write_edition(root: Path, file: Path, data: bytes, site: BuiltSite) -> Path:
    """Write an edition, also to the top of the site if the site offers it. Returns its file."""
    (root / file).write_bytes(data)
    if file.name in site.offered:
        (root / SITE / file.name).write_bytes(data)
    return root / file


def make_epub(book: citation.BookMetadata, site: BuiltSite, css: str) -> bytes:
    """The bytes of the EPUB. `css` is the style sheet with the colours of the site."""
    dark = read_dark_colours(css)
    cover = draw_cover(book, site.pages[0].article)
    content = make_content(site, address_of)
    files = dict(_render_pages(describe(book, site, content), content))
    files["book.css"] = render(
        "book.css", page=resolve_colours(PAGE), dark_page=dark["page"], dark_rules=colour_rules(dark)
    )
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


def _render_pages(front: dict[str, Any], content: Content) -> Iterator[tuple[str, str]]:
    """The names and the texts of all pages and of the package file."""
    language = front["language"]
    kinds = {
        chapter.page.name: kind
        for chapter in content.chapters
        for kind, held in KINDS.items()
        if chapter.tree.xpath(held)
    }
    values = front | {"address_of": address_of, "chapters": content.chapters, "kinds": kinds}
    yield "package.opf", render("package.opf", **values)
    fronts = {"cover": ("Cover", "cover"), "title": ("Title page", "titlepage"), "nav": ("Contents", "")}
    for name, (title, kind) in fronts.items():
        page = render(f"{name}.xhtml", **values)
        yield f"{name}.xhtml", _frame(language, title, kind, page)
    for chapter in content.chapters:
        page = serialize(chapter.tree)
        kind = kinds.get(chapter.page.name, "")
        yield address_of(chapter.page.name, ""), _frame(language, chapter.page.title, kind, page)


def _frame(language: str, title: str, kind: str, content: str) -> str:
    return render("page.xhtml", language=language, title=title, kind=kind, content=content)


def nest(chapters: tuple[Chapter, ...]) -> Tree:
    """Put each chapter below the last one of a lower depth."""
    tree: Tree = []
    levels = [(0, tree)]
    for chapter in chapters:
        while levels[-1][0] >= chapter.page.depth:
            levels.pop()
        deeper: Tree = []
        levels[-1][1].append((chapter, deeper))
        levels.append((chapter.page.depth, deeper))
    return tree
