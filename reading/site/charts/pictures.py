"""Draws standalone pictures: a chart to save from a page, and the parts of a cover."""

from __future__ import annotations

import textwrap
from typing import Any

from lxml import etree

from reading.show.svg import SVG, XLINK
from reading.show.theme import INK, PAGE, QUIET
from reading.show.vega import vl_convert

_MARGIN = 24


def frame_chart(svg: str, title: str, credit_lines: list[str]) -> str:
    """The SVG of a chart, with a title above it and its credits, one a line, below it, and without links."""
    chart = etree.fromstring(svg.encode())
    for link in chart.iter(f"{SVG}a"):
        link.tag = f"{SVG}g"
        link.attrib.pop(XLINK, None)
    lines = textwrap.wrap(title, 70)
    below = [line for credit in credit_lines for line in textwrap.wrap(credit, 110)]
    top = _MARGIN + 25 * len(lines)
    width, height = (float(chart.get(side)) for side in ("width", "height"))
    frame = new_frame(width + 2 * _MARGIN, top + height + 1.8 * _MARGIN + 17 * len(below), title)
    for number, line in enumerate(lines):
        add_text(frame, line, (_MARGIN, 42 + 25 * number), size=18, weight="bold", fill=INK)
    chart.attrib.update({"x": str(_MARGIN), "y": str(top)})
    frame.append(chart)
    for number, line in enumerate(below):
        position = (_MARGIN, top + height + 2 * _MARGIN + 17 * number)
        add_text(frame, line, position, size=12, weight="normal", fill=QUIET)
    return str(etree.tostring(frame, encoding="unicode"))


def svg_to_png(svg: str) -> bytes:
    """Convert an SVG to a PNG with a pixel for each unit of the SVG."""
    png: bytes = vl_convert.svg_to_png(svg, scale=1)
    return png


def new_frame(width: float, height: float, title: str) -> Any:
    """An SVG that holds only a title and the background."""
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    frame = etree.Element(f"{SVG}svg", size, nsmap={None: SVG.strip("{}")})
    etree.SubElement(frame, f"{SVG}title").text = title
    etree.SubElement(frame, f"{SVG}rect", width="100%", height="100%", fill=PAGE)
    return frame


def add_text(
    frame: Any, text: str, position: tuple[float, float], *, size: int, weight: str, fill: str
) -> None:
    """Add a line of text to a frame. `position` is that of its left end, `size` is in units of the SVG."""
    style = {"font-family": "sans-serif", "font-size": str(size), "font-weight": weight, "fill": fill}
    x, y = position
    etree.SubElement(frame, f"{SVG}text", x=f"{x:g}", y=f"{y:g}", **style).text = text
