"""Publishes the numbers of the site: the published tables and the document's own.

`datapackage.json` describes the file of each table (Frictionless Data Package, version 1), and `data.zip`
contains it with all tables. Both are at the top of the site, the published tables in `tables/`.
"""

from __future__ import annotations

import posixpath
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from reading.checks.published_files import DATA
from reading.checks.references import SITE_FILES
from reading.data import descriptor, document, reference
from reading.files.read import list_files, read_json
from reading.files.write import add_to_zip
from reading.show.output_types import path_to_root
from reading.site.builder import is_all_written
from reading.site.published import PublishedBook, published_book
from reading.tables.package import write_package

DESCRIPTOR, ARCHIVE, _ = SITE_FILES

TABLES = "tables"
"""The folder of the published tables on the site."""

LINKS = addnodes.pending_xref | addnodes.download_reference
"""The nodes of links whose targets Sphinx has not resolved yet."""

Resource = dict[str, Any]


def setup(app: Sphinx) -> None:
    """Write the package, and let pages link to it."""
    app.connect("build-finished", _write_data)
    app.connect("doctree-read", _resolve_links)


def _resolve_links(app: Sphinx, doctree: nodes.document) -> None:
    """Resolve links to the files that the build writes at the site's top."""
    page = app.env.docname
    for link in list(doctree.findall(lambda node: isinstance(node, LINKS))):
        # The path from the top of the site. A target may also begin there, with a slash.
        name = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), link["reftarget"]))[1:]
        # Sphinx would copy a table of a reference away from the others.
        if name in SITE_FILES or name.startswith(f"{reference.FOLDER.as_posix()}/"):
            address = f"{path_to_root(page)}{name}"
            link.replace_self(nodes.reference("", "", *link.children, refuri=address, internal=True))


def _write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the tables, those of the book's data and the package, with all pages: they change together."""
    if exception is not None or not is_all_written(app):
        return
    site, published = Path(app.outdir), published_book(app)
    for path in list_files(published.book.root, *DATA):
        target = site / path.relative_to(published.book.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    write_package(published.book, site / TABLES)
    _write_package(site, published)


def _write_package(site: Path, published: PublishedBook) -> None:
    document_package = read_json(site / document.FOLDER / descriptor.PACKAGE)
    folders = (TABLES, document.FOLDER.as_posix())
    resources = [each for folder in folders for each in _list_resources(site, folder)]
    text = descriptor.format_package(
        resources,
        name="numbers-of-the-book",
        title=f"{published.metadata.title}: the numbers",
        description=published.metadata.abstract,
        version=published.metadata.version,
        licenses=document_package["licenses"],
        sources=document_package["sources"],
    )
    (site / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    with zipfile.ZipFile(site / ARCHIVE, "w") as archive:
        for name in (DESCRIPTOR, *(resource["path"] for resource in resources)):
            add_to_zip(archive, name, (site / name).read_bytes())


def _list_resources(site: Path, folder: str) -> Iterator[Resource]:
    """The tables of a folder as their own package describes them, with paths from the top of the site."""
    for resource in read_json(site / folder / descriptor.PACKAGE)["resources"]:
        yield {**resource, "path": f"{folder}/{resource['path']}"}
