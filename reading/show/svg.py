"""Draws a chart as SVG, once for wide and once for narrow screens.

On its page, a drawing has the colours of the light or the dark mode.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from reading.cache.results import ResultCache
from reading.show.output_types import SITE, WIDE, Spec
from reading.show.resize import PHONE, fit_width
from reading.show.theme import name_colour
from reading.show.vega import vl_convert

WIDTHS = {"wide": WIDE, "narrow": PHONE}
"""Pixels. A chart is drawn at both widths, and the style sheet shows the one that fits."""

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
MARKS = {f"{SVG}path", f"{SVG}text"}

PLACES = {"evidence.": "the evidence", "chapters/": "the chapter", "codebook.": "the codebook"}
"""What a link opens, by a part of its address."""

LENGTHS = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2")
"""The attributes with lengths. Vega writes them with more decimals than a screen can show."""

_CLIP = re.compile(r'(?<= id=")clip\d+(?=")|(?<=url\(#)clip\d+(?=\))')
_LONG_NUMBER = re.compile(r"\d+\.\d{2,}")

_ADDRESS = re.compile(rf"(; )?href: (?:{re.escape(SITE)}[^;]*)?")
"""The address of a link in the label that Vega-Lite makes of all that a mark shows."""


def draw(spec: Spec, width: int, cache: ResultCache) -> str:
    """Draw a specification so many pixels wide; all drawings are kept in the cache."""

    def render(resized: Spec) -> str:
        return cache.get_text("svg", resized, vl_convert.vegalite_to_svg)

    svg = fit_width(spec, width, render, narrow=width < WIDE)
    # Vega numbers clip paths on from the drawing that its process drew before.
    names: dict[str, str] = {}
    return _CLIP.sub(lambda found: names.setdefault(found[0], f"clip{len(names)}"), svg)


def prepare_for_page(svg: str, root: str, prefix: str, description: str, width: int) -> str:
    """Adapt an SVG of Vega to a page, which scales a drawing of `width` pixels: a smaller one gets a margin.

    Links become relative to the page, and colours variables of its style sheet. Every mark gets a tooltip,
    numbers are rounded, and one role and one name for the whole drawing replace the ARIA roles of Vega.

    root: the relative path from the page to the folder of the landing page, such as `../`
    prefix: what ids of this drawing begin with
    """
    tree = etree.fromstring(_CLIP.sub(rf"{prefix}\g<0>", svg).encode())
    for element in tree.iter():
        label = element.attrib.pop("aria-label", None)
        for name in ("role", "aria-roledescription", "aria-hidden"):
            element.attrib.pop(name, None)
        if label is not None and element.tag in MARKS:
            _add_tooltip(element, " ".join(_ADDRESS.sub("", label).split()))
        for name in ("fill", "stroke"):
            if colour := element.get(name):
                element.set(name, name_colour(colour))
        for name in LENGTHS:
            if lengths := element.get(name):
                element.set(name, _LONG_NUMBER.sub(_round_number, lengths))
        if address := element.get(XLINK):
            del element.attrib[XLINK]
            element.set("href", address.replace(SITE, root))
    left, top, drawn, height = map(float, tree.get("viewBox").split())
    if drawn < width:
        tree.attrib.update({"width": f"{width}", "viewBox": f"{left:g} {top:g} {width} {height:g}"})
    has_links = tree.find(f".//{SVG}a") is not None
    tree.attrib.update({"role": "group" if has_links else "img", "aria-label": description})
    return str(etree.tostring(tree, encoding="unicode"))


def _add_tooltip(mark: Any, label: str) -> None:
    """Give a mark a tooltip, and the link around it a name."""
    link = mark.getparent()
    if link.tag == f"{SVG}a":
        place = next((place for start, place in PLACES.items() if start in link.get("href", "")), "the page")
        label = f"{label}. Opens {place}."
        link.set("aria-label", label)
    etree.SubElement(mark, f"{SVG}title").text = label


def _round_number(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
