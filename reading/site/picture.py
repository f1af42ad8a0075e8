"""A still and its title in, a picture out that stands by itself, in colours and on a ground of its own."""

from __future__ import annotations

import textwrap
from typing import Any

import vl_convert
from lxml import etree

from reading.site.drawing import SVG, XLINK
from reading.site.palette import concrete

MARGIN = 24
SIZE, LEADING, PER_LINE = 18, 25, 70
"""Of the title: pixels, pixels, and characters that fit into a line of a wide chart."""

SCALE = 2
"""Pixels of the PNG to one of the SVG."""


def picture(still: str, title: str, credit: str, colours: dict[str, str]) -> str:
    """The SVG of a chart below its title and above the name of the book that it is from; it links nowhere."""
    drawn = etree.fromstring(concrete(still, colours).encode())
    for link in drawn.iter(f"{SVG}a"):
        link.tag = f"{SVG}g"
        link.attrib.pop(XLINK, None)
    lines = textwrap.wrap(title, PER_LINE)
    head = MARGIN + LEADING * len(lines)
    width = float(drawn.get("width")) + 2 * MARGIN
    height = head + float(drawn.get("height")) + 2.5 * MARGIN
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    whole = etree.Element(f"{SVG}svg", size, nsmap={None: SVG[1:-1]})
    etree.SubElement(whole, f"{SVG}title").text = title
    etree.SubElement(whole, f"{SVG}rect", width="100%", height="100%", fill=colours["--page"])
    for number, line in enumerate(lines, start=1):
        _write(whole, line, MARGIN + SIZE + LEADING * (number - 1), SIZE, colours["--ink"], weight="bold")
    drawn.attrib.update({"x": str(MARGIN), "y": str(head)})
    whole.append(drawn)
    _write(whole, credit, height - MARGIN / 2, 12, colours["--ink-quiet"], weight="normal")
    text: str = etree.tostring(whole, encoding="unicode")
    return text


def png(svg: str) -> bytes:
    """The picture in pixels."""
    pixels: bytes = vl_convert.svg_to_png(svg, scale=SCALE)
    return pixels


def _write(whole: Any, text: str, y: float, size: float, colour: str, *, weight: str) -> None:
    style = {"font-family": "sans-serif", "font-size": str(size), "font-weight": weight, "fill": colour}
    etree.SubElement(whole, f"{SVG}text", x=str(MARGIN), y=f"{y:g}", **style).text = text
