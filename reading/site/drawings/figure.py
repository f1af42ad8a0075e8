"""A chart's specification in; its figure on a page out, and the files that can be saved of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vl_convert

from reading.cache.results import Store
from reading.charts import SITE
from reading.site.drawings import templates
from reading.site.drawings.palette import concrete
from reading.site.drawings.pictures import png, saved, shared
from reading.site.drawings.svg import Spec, drawings, root_of

FOLDER = "_charts"
"""Where the files of the charts are, below the site's landing page."""

RUNTIME = "_static/vega.js"
"""What brings charts to life: loaded when a reader reaches for the first one."""

TABLE = "table.json"
"""What the name of a chart's table in JSON ends with."""

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


@dataclass(frozen=True)
class Drawer:
    """Draws for a site: `out` is its folder, `credit` the line below a saved picture."""

    out: Path
    store: Store
    colours: dict[str, str]
    credit: str

    def figure(self, spec: Spec, docname: str, anchor: str) -> str:
        """Draw a chart for a place on a page, write its files and return its HTML."""
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
        yield TABLE, (json.dumps(as_records(spec), ensure_ascii=False, indent=1) + "\n").encode()
        shared = {**spec, "background": self.colours["--page"]}
        del shared["usermeta"]
        text = json.dumps(shared, ensure_ascii=False).replace(SITE, "")
        yield "vl.json", concrete(text, self.colours).encode()

    def share(self, path: Path, spec: Spec, title: str) -> None:
        """Write the picture that stands for a page where it is shared."""
        source = [spec, title, self.credit, self.colours]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.store.bytes("shared.png", source, lambda given: shared(*given)))

    def runtime(self) -> None:
        """Write what brings charts to life."""
        runtime = self.store.text("js", _RUNTIME, vl_convert.javascript_bundle)
        path = self.out / RUNTIME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"(() => {{\n{runtime}\n}})();\n", encoding="utf-8", newline="\n")


def as_records(spec: Spec) -> dict[str, Any]:
    """A chart's table as JSON, a record a row, with the types of its columns as a Table Schema."""
    table = spec["usermeta"]["table"]
    columns = [[row[place] for row in table["rows"]] for place in range(len(table["columns"]))]
    fields = [
        {"name": name, "type": kind_of(column)}
        for name, column in zip(table["columns"], columns, strict=True)
    ]
    return {
        "title": spec["title"],
        "description": spec["description"],
        "schema": {"fields": fields},
        "data": [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]],
    }


def kind_of(column: list[Any]) -> str:
    """The type of a column's values, in the words of a Table Schema."""
    kinds = {type(value) for value in column}
    if kinds <= {bool}:
        return "boolean"
    if kinds <= {int}:
        return "integer"
    return "number" if kinds <= {int, float} else "string"
