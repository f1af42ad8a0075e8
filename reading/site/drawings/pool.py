"""The charts of a build: drawn in processes of their own, while the pages that show them are read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from reading.cache.processes import CONTEXT, starting
from reading.cache.results import Store
from reading.site.drawings.figure import FOLDER, Drawer
from reading.site.drawings.palette import palette
from reading.site.drawings.svg import Spec

_KEPT = "_reading_studio"

_Drawn = TypeVar("_Drawn")


@dataclass
class Studio:
    """Has charts drawn beside the reading of the pages; a figure is asked for when its page is written.

    `start` is how its processes start. A process that has drawn must not be forked: what draws in the copy
    waits for threads that are not copied.
    """

    drawer: Drawer
    start: BaseContext = CONTEXT
    _figures: dict[str, Future[str]] = field(default_factory=dict)
    _files: list[Future[None]] = field(default_factory=list)

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(os.cpu_count(), self.start)

    def begin(self, spec: Spec, docname: str, anchor: str) -> None:
        """Have a chart drawn for its place on a page."""
        if not self._figures:
            self._files.append(self._submit(self.drawer.runtime))
        self._figures[f"{docname}#{anchor}"] = self._submit(self.drawer.figure, spec, docname, anchor)

    def figure(self, spec: Spec, docname: str, anchor: str) -> str:
        """The HTML of a chart at its place."""
        if f"{docname}#{anchor}" not in self._figures:
            self.begin(spec, docname, anchor)
        return self._figures[f"{docname}#{anchor}"].result()

    def share(self, spec: Spec, docname: str, title: str) -> str:
        """Have the picture of a page drawn, of a chart. Returns its file's name."""
        name = f"{FOLDER}/{docname}.png"
        self._files.append(self._submit(self.drawer.share, self.drawer.out / name, spec, title))
        return name

    def close(self) -> None:
        """Wait until all files are written."""
        self._pool.shutdown()
        for drawn in self._figures.values():
            drawn.result()
        for written in self._files:
            written.result()
        self.drawer.store.clear()

    def _submit(self, draw: Callable[..., _Drawn], *arguments: Any) -> Future[_Drawn]:
        with starting():
            return self._pool.submit(draw, *arguments)


def setup(app: Sphinx) -> None:
    """Have charts drawn while pages are read, and served with the script that brings them to life."""
    app.connect("builder-inited", _open)
    app.connect("env-purge-doc", _forget)
    app.connect("build-finished", _close)


def of(app: Sphinx) -> Studio:
    """The studio of this build."""
    studio: Studio = getattr(app, _KEPT)
    return studio


def _open(app: Sphinx) -> None:
    sheet = (Path(app.srcdir) / "_static" / "book.css").read_text(encoding="utf-8")
    store = Store(Path(app.doctreedir).parent / "drawings", metadata.version("vl-convert-python"))
    drawer = Drawer(Path(app.outdir), store, palette(sheet), str(app.config.html_title))
    setattr(app, _KEPT, Studio(drawer))


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Remove the files of a page's charts, before it is read anew or where it is gone."""
    shutil.rmtree(Path(app.outdir) / FOLDER / docname, ignore_errors=True)


def _close(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        of(app).close()
