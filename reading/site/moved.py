"""Writes a page at each earlier address of the book, which leads on to what stood there.

`data/moved.txt` has them, one a line: the earlier page, and the page of today. Where that holds more than the
earlier one, the start of its anchors follows: `evidence/a evidence#`, `texts/a texts#a`. A third part of a
line is the place for an address without an anchor: `evidence/a evidence# letter.a`.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from reading.data.contents import MOVED
from reading.files.read import read_list
from reading.show.output_types import path_to_root
from reading.site.charts.templates import render
from reading.site.frame import assets

SCRIPT = "_static/moved.js"


def setup(app: Sphinx) -> None:
    """Write the pages at the end of each build."""
    app.connect("build-finished", _write)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or not (Path(app.srcdir) / MOVED).exists():
        return
    for line in read_list(Path(app.srcdir) / MOVED):
        old, new, *place = line.text.split()
        page, mark, anchor = new.partition("#")
        root, path = path_to_root(old), Path(app.outdir, f"{old}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        script = root + assets.find_script(app, SCRIPT)
        address = f"{root}{page}.html{mark}{anchor}"
        html = render("moved.html", address=address, place="".join(place), script=script)
        path.write_text(html, encoding="utf-8", newline="\n")
