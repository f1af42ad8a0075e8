"""A chart in, a picture out that stands by itself: to save from a page, or to share the page with."""

from __future__ import annotations

import copy
import textwrap
from typing import Any

import vl_convert
from lxml import etree

from reading.site.drawings.palette import concrete
from reading.site.drawings.svg import SVG, XLINK, Spec

SHARED = (1200, 630)
"""Width and height in pixels of a shared picture, as sites that show such pictures want them."""

_PLACE = {"x": "80", "y": "200", "width": "1040", "height": "340"}
"""Of the chart within it."""

_MARGIN = 24
_SCALE = 2


def saved(still: str, title: str, book: str, colours: dict[str, str]) -> str:
    """The SVG of a chart below its title and above the name of its book; it links nowhere."""
    drawn = etree.fromstring(still.encode())
    for link in drawn.iter(f"{SVG}a"):
        link.tag = f"{SVG}g"
        link.attrib.pop(XLINK, None)
    lines = textwrap.wrap(title, 70)
    top = _MARGIN + 25 * len(lines)
    width, height = (float(drawn.get(side)) for side in ("width", "height"))
    frame = _frame(width + 2 * _MARGIN, top + height + 2.5 * _MARGIN, title)
    for number, line in enumerate(lines):
        _write(frame, line, (_MARGIN, 42 + 25 * number), size=18, weight="bold", fill="var(--ink)")
    drawn.attrib.update({"x": str(_MARGIN), "y": str(top)})
    frame.append(drawn)
    place = (_MARGIN, top + height + 2 * _MARGIN)
    _write(frame, book, place, size=12, weight="normal", fill="var(--ink-quiet)")
    return concrete(etree.tostring(frame, encoding="unicode"), colours)


def shared(spec: Spec, title: str, book: str, colours: dict[str, str]) -> bytes:
    """A PNG of a fixed size: a page's title, a chart of the page, and the book's name."""
    drawn = copy.deepcopy(spec)
    drawn.pop("title", None)
    for name, side in (("width", 760), ("height", 250)):
        if name in drawn or not {"facet", "vconcat", "hconcat", "concat"} & drawn.keys():
            drawn[name] = side
    chart = etree.fromstring(vl_convert.vegalite_to_svg(drawn).encode())
    chart.attrib.update(_PLACE)
    frame = _frame(*SHARED, title)
    lines = textwrap.wrap(title, 46, max_lines=2, placeholder="…")
    for number, line in enumerate(lines):
        _write(frame, line, (80, 100 + 60 * number), size=46, weight="bold", fill="var(--ink)")
    frame.append(chart)
    _write(frame, book, (80, SHARED[1] - 38), size=24, weight="normal", fill="var(--ink-quiet)")
    return png(concrete(etree.tostring(frame, encoding="unicode"), colours), scale=1)


def png(svg: str, *, scale: float = _SCALE) -> bytes:
    """A picture in pixels, so many to one of the SVG."""
    pixels: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return pixels


def _frame(width: float, height: float, title: str) -> Any:
    """An empty picture on a page's ground."""
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    frame = etree.Element(f"{SVG}svg", size, nsmap={None: SVG.strip("{}")})
    etree.SubElement(frame, f"{SVG}title").text = title
    etree.SubElement(frame, f"{SVG}rect", width="100%", height="100%", fill="var(--page)")
    return frame


def _write(frame: Any, words: str, place: tuple[float, float], *, size: int, weight: str, fill: str) -> None:
    style = {"font-family": "sans-serif", "font-size": str(size), "font-weight": weight, "fill": fill}
    x, y = place
    etree.SubElement(frame, f"{SVG}text", x=f"{x:g}", y=f"{y:g}", **style).text = words
