"""Draws the cover: the title of the book, its first chart, and its authors."""

from __future__ import annotations

import copy
import textwrap
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from reading.data.citation import BookMetadata
from reading.formatting import format_date
from reading.show.theme import INK, QUIET, resolve_colours
from reading.site.charts.pictures import add_text, new_frame, svg_to_png

SIZE = (1200, 1800)
"""Width and height in pixels."""

MARGIN = 90
_WIDTH = SIZE[0] - 2 * MARGIN


def draw_cover(book: BookMetadata, page: HtmlElement) -> bytes:
    """The cover as a PNG of the size `SIZE`.

    page: the article of the landing page, of which the cover has the first chart, if there is any
    """
    frame = new_frame(*SIZE, book.title)
    title, _, subtitle = book.title.partition(": ")
    bottom = _add_lines(frame, title, MARGIN + 110, size=88, width=22, weight="bold", fill=INK)
    if subtitle:
        subtitle = subtitle[0].upper() + subtitle[1:]
        bottom = _add_lines(frame, subtitle, bottom + 20, size=48, width=40, weight="normal", fill=QUIET)
    lower = SIZE[1] - MARGIN - 110
    figures = page.find_class("chart")
    if figures:
        _add_chart(frame, figures[0], bottom + 60, lower - 130)
    _add_lines(frame, book.by, lower, size=44, width=44, weight="normal", fill=INK)
    edition = f"Version {book.version}, {format_date(book.released)}"
    _add_lines(frame, edition, SIZE[1] - MARGIN, size=32, width=60, weight="normal", fill=QUIET)
    return svg_to_png(resolve_colours(etree.tostring(frame, encoding="unicode")))


def _add_chart(frame: Any, figure: HtmlElement, top: float, bottom: float) -> None:
    """Add a chart below its title, between two heights."""
    title = figure.findtext("figcaption")
    top = _add_lines(frame, title, top, size=34, width=58, weight="normal", fill=QUIET)
    chart = copy.deepcopy(figure.find_class("wide")[0][0])
    place = {"x": MARGIN, "y": top, "width": _WIDTH, "height": bottom - top}
    chart.attrib.update({name: f"{value:g}" for name, value in place.items()})
    chart.set("preserveAspectRatio", "xMinYMin")
    frame.append(chart)


def _add_lines(frame: Any, text: str, top: float, *, size: int, width: int, weight: str, fill: str) -> float:
    """Add text in lines of at most `width` characters. Returns where the next line begins."""
    for line in textwrap.wrap(text, width):
        add_text(frame, line, (MARGIN, top), size=size, weight=weight, fill=fill)
        top += 1.25 * size
    return top
