"""A built site in, one data package of all its numbers out: figures, the document's tables, charts' tables.

`datapackage.json` lies at the site's top and names each table's file (Frictionless Data Package, version 1);
`data.zip` holds it with all of them.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from reading.checks.references import WRITTEN
from reading.data import document
from reading.figures import Figure
from reading.files.read import read_json
from reading.site import book
from reading.site.drawings.chart_writer import FOLDER, TABLE

DESCRIPTOR, ARCHIVE = WRITTEN[1:]

FIGURES = "figures.csv"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of all that is in the archive, so that the same tables make the same bytes: the first of ZIP."""

Resource = dict[str, Any]


def setup(app: Sphinx) -> None:
    """Pack once everything else is written, and let pages link to what is packed."""
    app.connect("build-finished", _pack, priority=600)
    app.connect("doctree-read", _lead)


def _lead(app: Sphinx, doctree: nodes.document) -> None:
    """Resolve links to the files that the build writes at the site's top."""
    folder = posixpath.dirname(app.env.docname)
    for link in list(doctree.findall(addnodes.pending_xref)):
        if posixpath.normpath(posixpath.join(folder, link["reftarget"])) in WRITTEN:
            link.replace_self(
                nodes.reference("", "", *link.children, refuri=link["reftarget"], internal=True)
            )


def _pack(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    site, built = Path(app.outdir), book.of(app)
    folder = site / document.FOLDER
    shutil.copytree(built.book.root / document.FOLDER, folder, dirs_exist_ok=True)
    (site / FIGURES).write_text(as_table(built.figures), encoding="utf-8", newline="\n")
    package = read_json(folder / document.PACKAGE)
    resources = [figures_resource(), *_of_document(package), *_of_charts(site)]
    described = {
        "profile": "tabular-data-package",
        "name": "numbers-of-the-book",
        "title": f"{built.cited.title}: the numbers",
        "description": built.cited.abstract,
        "version": built.cited.version,
        "licenses": package["licenses"],
        "sources": package["sources"],
        "resources": resources,
    }
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    (site / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    with zipfile.ZipFile(site / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (DESCRIPTOR, *(resource["path"] for resource in resources)):
            archive.writestr(
                zipfile.ZipInfo(name, EARLIEST), (site / name).read_bytes(), zipfile.ZIP_DEFLATED
            )


def as_table(figures: Mapping[str, Figure]) -> str:
    """All published figures as a table in CSV, by name."""
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(["name", "value", "unit", "definition", "table"])
    for name, figure in sorted(figures.items()):
        writer.writerow([name, figure.value, figure.unit, figure.definition, figure.table])
    return rows.getvalue()


def figures_resource() -> Resource:
    """The description of the table of figures."""
    fields = [{"name": name, "type": "string"} for name in ("name", "unit", "definition", "table")]
    # Numbers, and what is true or false, or a verdict in words.
    fields.insert(1, {"name": "value", "type": "any"})
    return _resource("figures", FIGURES, "Every number that the book publishes, by name", fields)


def _of_document(package: dict[str, Any]) -> Iterator[Resource]:
    """The document's own tables, as their package describes them."""
    for resource in package["resources"]:
        yield {**resource, "path": f"{document.FOLDER.as_posix()}/{resource['path']}"}


def _of_charts(site: Path) -> Iterator[Resource]:
    """The tables behind the charts, each as it was written beside its chart."""
    for path in sorted((site / FOLDER).rglob(f"*.{TABLE}")):
        table = read_json(path)
        below = path.with_name(path.name.removesuffix(TABLE) + "csv").relative_to(site).as_posix()
        name = re.sub(r"[^a-z0-9]+", "-", below.removeprefix(f"{FOLDER}/").removesuffix(".csv").lower())
        fields = table["schema"]["fields"]
        yield _resource(name, below, f"{table['title']}. {table['description']}", fields)


def _resource(name: str, path: str, told: str, fields: list[dict[str, str]]) -> Resource:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "description": told,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields},
    }
