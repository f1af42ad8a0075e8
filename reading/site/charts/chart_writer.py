"""Writes the HTML of a chart, and the files that a reader can save."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from sphinx.application import Sphinx

from reading.cache.results import ResultCache
from reading.data.citation import BookMetadata
from reading.files.spreadsheet import write_csv
from reading.show.output_types import SITE, Spec, path_to_root
from reading.show.svg import WIDTHS, draw, prepare_for_page
from reading.site.charts.pictures import frame_chart
from reading.site.charts.templates import get_template
from reading.site.published import published_book

FOLDER = "_charts"
"""The folder of all chart files, below the landing page of the site."""


@dataclass(frozen=True)
class ChartWriter:
    """Writes the charts of a site.

    out: the folder of the site
    cache: the cache of finished drawings
    book: what a saved picture says of the book
    site: the address of the site; empty where it is not known
    """

    out: Path
    cache: ResultCache
    book: BookMetadata
    site: str = ""

    def write_chart(self, spec: Spec, docname: str, anchor: str) -> str:
        """Draw a chart for a place on a page and write its files. Returns the chart's HTML."""
        root = path_to_root(docname)
        drawings = {name: draw(spec, width, self.cache) for name, width in WIDTHS.items()}
        folder = self.out / FOLDER / docname
        folder.mkdir(parents=True, exist_ok=True)
        files = {}
        address = f"{self.site}{docname}.html#{anchor}" if self.site else ""
        for suffix, content in self._downloads(spec, drawings["wide"], address):
            (folder / f"{anchor}.{suffix}").write_bytes(content)
            files[suffix] = f"{root}{FOLDER}/{docname}/{anchor}.{suffix}"
        described = spec["description"]
        return get_template("chart.html").render(
            anchor=anchor,
            title=spec["title"],
            description=described,
            drawings={
                name: prepare_for_page(svg, root, f"{anchor}-{name}-", described, WIDTHS[name])
                for name, svg in drawings.items()
            },
            files=files,
            table=spec["usermeta"]["table"],
        )

    def _downloads(self, spec: Spec, vega_svg: str, address: str) -> Iterator[tuple[str, bytes]]:
        """Yield the suffix and the content of each file that a reader can save."""
        credit = f"{self.book.by} ({self.book.year}). {self.book.title}, version {self.book.version}."
        svg = frame_chart(vega_svg, spec["title"], [credit, address])
        yield "svg", svg.encode()
        table = spec["usermeta"]["table"]
        yield "csv", write_csv([table["columns"], *table["rows"]]).encode()
        vega_lite = {name: part for name, part in spec.items() if name != "usermeta"}
        yield "vl.json", json.dumps(vega_lite, ensure_ascii=False).replace(SITE, "").encode()


def setup(app: Sphinx) -> None:
    """Remove the files of a page's charts before Sphinx reads it again."""
    app.connect("env-purge-doc", _remove_files)


@functools.lru_cache(maxsize=1)
def chart_writer(app: Sphinx) -> ChartWriter:
    """The writer of a build's charts."""
    cache = ResultCache(Path(app.doctreedir).parent / "drawings", metadata.version("vl-convert-python"))
    book = published_book(app).metadata
    return ChartWriter(Path(app.outdir), cache, book, app.config.html_baseurl)


def _remove_files(app: Sphinx, env: object, page: str) -> None:
    for path in Path(app.outdir, FOLDER, page).glob("*.*"):
        path.unlink()
