"""The charts of a build: drawn in processes of their own, while the pages that show them are read."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sphinx.application import Sphinx

from reading.processes import CONTEXT, starting
from reading.site import assets
from reading.site.drawer import FOLDER, Drawer
from reading.site.drawing import Spec
from reading.site.palette import palette
from reading.site.store import Store

SCRIPT = "_static/charts.js"

_KEPT = "_reading_studio"

_Drawn = TypeVar("_Drawn")


@dataclass
class Studio:
    """Has charts drawn beside the reading of the pages; a figure is asked for when its page is written."""

    drawer: Drawer
    _pool: ProcessPoolExecutor = field(default_factory=lambda: ProcessPoolExecutor(os.cpu_count(), CONTEXT))
    _figures: dict[str, Future[str]] = field(default_factory=dict)
    _named: Counter[str] = field(default_factory=Counter)
    _first: dict[str, Spec] = field(default_factory=dict)
    _files: list[Future[None]] = field(default_factory=list)

    def take(self, spec: Spec, docname: str) -> str:
        """Have a chart drawn for a page. Returns its address: `PAGE#chart-NAME`, the next `-2`."""
        name = spec["usermeta"]["name"].replace("_", "-")
        self._named[f"{docname}#{name}"] += 1
        times = self._named[f"{docname}#{name}"]
        address = f"{docname}#chart-{name}" + (f"-{times}" if times > 1 else "")
        if not self._first:
            self._files.append(self._submit(self.drawer.runtime))
        self._figures[address] = self._submit(self.drawer.figure, spec, docname, address.partition("#")[2])
        self._first.setdefault(docname, spec)
        return address

    def share(self, docname: str, title: str, *, otherwise: str) -> str | None:
        """Have a page's picture drawn, of its first chart or another page's. Returns its file's name."""
        spec = self._first.get(docname) or self._first.get(otherwise)
        if spec is None:
            return None
        name = f"{FOLDER}/{docname}.png"
        self._files.append(self._submit(self.drawer.share, self.drawer.out / name, spec, title))
        return name

    def has(self, docname: str) -> bool:
        """Whether a chart was taken for the page."""
        return docname in self._first

    def figure(self, address: str) -> str:
        """The HTML of a chart at its address."""
        return self._figures[address].result()

    def close(self) -> None:
        """Wait until all files are written, and keep of the drawings those of this build."""
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
    app.connect("html-page-context", _serve)
    app.connect("build-finished", _close)


def of(app: Sphinx) -> Studio:
    """The studio of this build."""
    studio: Studio = getattr(app, _KEPT)
    return studio


def _open(app: Sphinx) -> None:
    sheet = (Path(app.srcdir) / "_static" / "book.css").read_text(encoding="utf-8")
    store = Store(Path(app.doctreedir).parent / "drawings")
    drawer = Drawer(Path(app.outdir), store, palette(sheet), str(app.config.html_title))
    setattr(app, _KEPT, Studio(drawer))


def _serve(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if of(app).has(page):
        script = (Path(app.confdir) / SCRIPT).read_bytes()
        context["chart_script"] = assets.versioned(SCRIPT, script)


def _close(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        of(app).close()
