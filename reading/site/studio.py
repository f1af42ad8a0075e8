"""The charts of a build: drawn for their pages while the pages are read, with the files that can be saved."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import vl_convert
from sphinx.application import Sphinx

from reading.charts import SITE
from reading.site import assets, templates
from reading.site.drawing import Spec, drawings, root_of
from reading.site.palette import concrete, palette
from reading.site.pictures import png, saved, shared
from reading.site.store import Store

FOLDER = "_charts"
"""Where the files of the charts are, below the site's landing page."""

SCRIPT = "_static/charts.js"

RUNTIME = "_static/vega.js"
"""What brings charts to life: loaded when a reader reaches for the first one."""

_INTERPRETER = "2.0.0"
"""The release of Vega's expression interpreter within vl-convert, which tells the others' only."""

# The names under which vl-convert holds its copies: nothing is fetched.
_HELD = "https://cdn.jsdelivr.net/npm/{}/+esm"
_RUNTIME = "".join(
    f'import {{ {names} }} from "{_HELD.format(package)}"; '
    for names, package in [
        ("View, parse", f"vega@{vl_convert.get_vega_version()}"),
        ("expressionInterpreter as expr", f"vega-interpreter@{_INTERPRETER}"),
    ]
)
_RUNTIME += "window.vega = { View, parse, expr };"

_KEPT = "_reading_studio"


@dataclass
class Studio:
    """Where charts are drawn: `out` is the site's folder, `credit` the line below a saved picture.

    The drawing runs beside the reading of the pages; a page's figure is asked for when it is written.
    """

    out: Path
    store: Store
    colours: dict[str, str]
    credit: str
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2))
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
        self._figures[address] = self._pool.submit(self._figure, spec, docname, address.partition("#")[2])
        if not self._first:
            self._files.append(self._pool.submit(self._bundle))
        self._first.setdefault(docname, spec)
        return address

    def share(self, docname: str, title: str, *, otherwise: str) -> str | None:
        """Have a page's picture drawn, of its first chart or another page's. Returns its file's name."""
        spec = self._first.get(docname) or self._first.get(otherwise)
        if spec is None:
            return None
        name = f"{FOLDER}/{docname}.png"
        self._files.append(self._pool.submit(self._share, self.out / name, spec, title))
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
        self.store.clear()

    def _figure(self, spec: Spec, docname: str, anchor: str) -> str:
        root, usermeta = root_of(docname), spec["usermeta"]
        drawn = dict(drawings(spec, root, self.store))
        folder = self.out / FOLDER / docname
        folder.mkdir(parents=True, exist_ok=True)
        for width, drawing in drawn.items():
            vega = json.dumps(drawing.vega, ensure_ascii=False, separators=(",", ":"))
            script = f"document.currentScript.spec={vega};\n"
            (folder / f"{anchor}.{width}.js").write_text(script, encoding="utf-8", newline="\n")
        files = {}
        for suffix, content in self._saved(spec, drawn["wide"].still):
            (folder / f"{anchor}.{suffix}").write_bytes(content)
            files[suffix] = f"{root}{FOLDER}/{docname}/{anchor}.{suffix}"
        return templates.render(
            "chart.html",
            anchor=anchor,
            title=spec["title"],
            description=spec["description"],
            drawings={width: drawing.svg for width, drawing in drawn.items()},
            scripts=f"{root}{FOLDER}/{docname}/{anchor}",
            files=files,
            table=usermeta["table"],
        )

    def _saved(self, spec: Spec, still: str) -> Iterator[tuple[str, bytes]]:
        """What a reader can save of a chart: suffix and content."""
        svg = saved(still, spec["title"], self.credit, self.colours)
        yield "svg", svg.encode()
        yield "png", self.store.bytes("png", svg, png)
        table, rows = spec["usermeta"]["table"], io.StringIO()
        csv.writer(rows, lineterminator="\n").writerows([table["columns"], *table["rows"]])
        yield "csv", rows.getvalue().encode()
        shared = {**spec, "background": self.colours["--page"]}
        del shared["usermeta"]
        text = json.dumps(shared, ensure_ascii=False).replace(SITE, "")
        yield "json", concrete(text, self.colours).encode()

    def _share(self, path: Path, spec: Spec, title: str) -> None:
        source = [spec, title, self.credit, self.colours]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.store.bytes("shared.png", source, lambda given: shared(*given)))

    def _bundle(self) -> None:
        runtime = self.store.text("js", _RUNTIME, vl_convert.javascript_bundle)
        path = self.out / RUNTIME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"(() => {{\n{runtime}\n}})();\n", encoding="utf-8", newline="\n")


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
    studio = Studio(Path(app.outdir), store, palette(sheet), str(app.config.html_title))
    setattr(app, _KEPT, studio)


def _serve(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if of(app).has(page):
        script = (Path(app.confdir) / SCRIPT).read_bytes()
        context["chart_script"] = assets.versioned(SCRIPT, script)


def _close(app: Sphinx, exception: Exception | None) -> None:
    if exception is None:
        of(app).close()
