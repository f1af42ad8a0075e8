"""A chart's specification goes in; the picture that stands for a page where it is shared comes out."""

from __future__ import annotations

import copy
import re
import textwrap
from pathlib import Path
from typing import Any

import vl_convert
from lxml import etree

SIZE = (1200, 630)
"""Width and height in pixels, as sites that show such pictures want them."""

FOLDER = "_static/shared"

_KEPT = "shared_chart"
_LINES, _COLUMNS = 2, 46
_CHART = (80, 200, 1040, 340)
_SVG = "{http://www.w3.org/2000/svg}"

Spec = dict[str, Any]


def keep(metadata: dict[str, Any], spec: Spec) -> None:
    """Remember the first chart of a page, in what the build knows of the page."""
    metadata.setdefault(_KEPT, spec)


def kept(metadata: dict[str, Any]) -> Spec | None:
    """The page's first chart."""
    return metadata.get(_KEPT)


def palette(sheet: str) -> dict[str, str]:
    """The colours of a style sheet on a light page: `light-dark(#fff, #000)` is the former."""
    stated = re.findall(r"--([\w-]+):\s*light-dark\((#\w+),", sheet)
    colours = dict(reversed(stated))  # what stands later is for high contrast
    aliases = re.findall(r"--([\w-]+):\s*var\(--([\w-]+)\)", sheet)
    return colours | {name: colours[meant] for name, meant in aliases if meant in colours}


def picture(spec: Spec, title: str, book: str, colours: dict[str, str]) -> bytes:
    """A PNG: the title, the chart below it, and the book's name."""
    drawn = copy.deepcopy(spec)
    drawn.pop("title", None)
    for name, side in (("width", 760), ("height", 250)):
        if name in drawn or not {"facet", "vconcat", "hconcat", "concat"} & drawn.keys():
            drawn[name] = side
    chart = etree.fromstring(vl_convert.vegalite_to_svg(drawn).encode())
    left, top, width, height = _CHART
    chart.attrib.update({"x": str(left), "y": str(top), "width": str(width), "height": str(height)})
    frame = etree.Element(
        f"{_SVG}svg", width=str(SIZE[0]), height=str(SIZE[1]), nsmap={None: _SVG.strip("{}")}
    )
    etree.SubElement(
        frame, f"{_SVG}rect", width="100%", height="100%", fill="var(--color-background-primary)"
    )
    lines = textwrap.wrap(title, _COLUMNS, max_lines=_LINES, placeholder="…")
    for number, line in enumerate(lines):
        _text(frame, line, 100 + 60 * number, size=46, weight="600", fill="var(--ink)")
    frame.append(chart)
    _text(frame, book, SIZE[1] - 38, size=24, weight="400", fill="var(--ink-quiet)")
    svg = etree.tostring(frame, encoding="unicode")
    concrete = re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], svg)
    drawing: bytes = vl_convert.svg_to_png(concrete, scale=1)
    return drawing


def _text(frame: Any, words: str, y: int, *, size: int, weight: str, fill: str) -> None:
    style = {"font-family": "serif", "font-size": str(size), "font-weight": weight, "fill": fill}
    etree.SubElement(frame, f"{_SVG}text", x="80", y=str(y), **style).text = words


def palette_of(folder: Path) -> dict[str, str]:
    """The light colours of the book whose folder this is."""
    return palette((folder / "_static" / "book.css").read_text(encoding="utf-8"))
