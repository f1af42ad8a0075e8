"""A pool of processes that draws the charts of a build while Sphinx reads the pages."""

from __future__ import annotations

import functools
import os
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import metadata
from multiprocessing.context import BaseContext
from pathlib import Path

from sphinx.application import Sphinx

from reading.cache.processes import CONTEXT, end_with_parent, ignore_fork_warning
from reading.cache.results import ResultCache
from reading.show.output_types import Spec
from reading.site.charts.chart_writer import FOLDER, ChartWriter
from reading.site.published import published_book


@dataclass
class DrawingPool:
    """Draws charts in other processes.

    writer: draws and writes the charts
    context: how processes are started. A process that has drawn a chart must not be forked, since the drawing
        library would wait forever for threads that the copy does not have.
    """

    writer: ChartWriter
    context: BaseContext = CONTEXT
    _drawings: dict[tuple[str, str], Future[str]] = field(default_factory=dict)

    @functools.cached_property
    def _executor(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(os.cpu_count(), self.context, end_with_parent)

    def draw(self, spec: Spec, docname: str, anchor: str) -> Future[str]:
        """Start to draw a chart for a place on a page, if it was not started. Its result is the HTML."""
        if (docname, anchor) not in self._drawings:
            with ignore_fork_warning():
                drawing = self._executor.submit(self.writer.write_chart, spec, docname, anchor)
            self._drawings[docname, anchor] = drawing
        return self._drawings[docname, anchor]

    def close(self, *, has_failed: bool = False) -> None:
        """Wait until all files are written. Raises the error of a chart that could not be drawn.

        A build that has failed draws no more.
        """
        self._executor.shutdown(cancel_futures=has_failed)
        for drawing in () if has_failed else self._drawings.values():
            drawing.result()


def setup(app: Sphinx) -> None:
    """Close the pool when a build ends."""
    app.connect("env-purge-doc", _remove_files)
    app.connect("build-finished", _close)


@functools.lru_cache(maxsize=1)
def drawing_pool(app: Sphinx) -> DrawingPool:
    """The pool of this build. Its processes start with the first drawing."""
    cache = ResultCache(Path(app.doctreedir).parent / "drawings", metadata.version("vl-convert-python"))
    book = published_book(app).metadata
    writer = ChartWriter(Path(app.outdir), cache, book, app.config.html_baseurl)
    return DrawingPool(writer)


def _remove_files(app: Sphinx, env: object, page: str) -> None:
    """Remove the files of the charts that a page had when it was last read."""
    for path in Path(app.outdir, FOLDER, page).glob("*.*"):
        path.unlink()


def _close(app: Sphinx, exception: Exception | None) -> None:
    drawing_pool(app).close(has_failed=exception is not None)
