"""A chart's specification in, drawings out: for wide and for narrow screens, in the colours of the page."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import vl_convert
from lxml import etree

from reading.cache.results import Store
from reading.charts import SITE

WIDTHS = {"wide": 680, "narrow": 300}
"""Pixels; a chart is drawn twice, and the style sheet shows the drawing that fits."""

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
MARKS = {f"{SVG}path", f"{SVG}text"}

LENGTHS = ("d", "transform", "x", "y", "x1", "x2", "y1", "y2")
"""Attributes that hold lengths, which Vega gives to more decimals than any screen shows."""

_LONG = re.compile(r"\d+\.\d{3,}")

Spec = dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """A chart at one width.

    `vega` is the Vega specification, which a browser can bring to life; `still` is the SVG that Vega draws of
    it, `svg` the same as a page takes it.
    """

    vega: Spec
    still: str
    svg: str


def drawings(spec: Spec, root: str, store: Store) -> Iterator[tuple[str, Drawing]]:
    """The drawings of a Vega-Lite specification, by the names of their widths.

    `root` leads from the page to the landing page's folder, as `../`.
    """
    for name, width in WIDTHS.items():
        vega = compiled(resized(spec, width, narrow=name == "narrow"), store)
        still = store.text("svg", vega, vl_convert.vega_to_svg)
        yield name, Drawing(_rooted(vega, root), still, mended(still, root, spec["description"]))


def compiled(spec: Spec, store: Store) -> Spec:
    """The Vega specification that a Vega-Lite specification stands for."""
    vega: Spec = store.data("vega", spec, vl_convert.vegalite_to_vega)
    return vega


def root_of(docname: str) -> str:
    """The way from a page to the landing page's folder."""
    return "../" * docname.count("/")


def resized(spec: Spec, width: int, *, narrow: bool) -> Spec:
    """The specification at a width of `width` pixels; what stands side by side is stacked where narrow."""
    sized = copy.deepcopy(spec)
    sized.pop("title", None)
    sized.pop("usermeta", None)
    if "facet" in sized:
        columns = 1 if narrow else sized.get("columns", 1)
        sized["columns"] = columns
        gaps = sized.get("spacing", 20) * (columns - 1)
        sized["spec"]["width"] = (width - gaps - 10 * columns) // columns
    elif views := sized.get("vconcat"):
        for view in views:
            view["width"] = width - (130 if narrow else 190)
    else:
        sized["width"] = width
        sized["autosize"] = {"type": "fit-x", "contains": "padding"}
    if narrow:
        config = sized.setdefault("config", {})
        axis = config.setdefault("axis", {})
        axis["labelLimit"] = min(120, axis.get("labelLimit", 120))
        config.setdefault("legend", {})["columns"] = 1
        config.setdefault("axisTop", {}).update({"labelAngle": -90, "labelAlign": "left", "labelLimit": 150})
    return sized


def mended(svg: str, root: str, description: str) -> str:
    """The drawing as a page takes it: links lead from the page, and each mark tells what it is."""
    tree = etree.fromstring(svg.encode())
    for element in tree.iter():
        label = element.attrib.pop("aria-label", None)
        for name in ("role", "aria-roledescription", "aria-hidden"):
            element.attrib.pop(name, None)
        if label is not None and element.tag in MARKS:
            _tell(element, label)
        for name in LENGTHS:
            if long := element.get(name):
                element.set(name, _LONG.sub(_shortened, long))
        if address := element.get(XLINK):
            del element.attrib[XLINK]
            element.set("href", address.replace(SITE, root))
    linked = tree.find(f".//{SVG}a") is not None
    tree.attrib.update({"role": "group" if linked else "img", "aria-label": description})
    return _written(tree)


def _tell(mark: Any, label: str) -> None:
    """Let a mark say what it is: to a pointer, and as the name of its link."""
    etree.SubElement(mark, f"{SVG}title").text = label
    if mark.getparent().tag == f"{SVG}a":
        mark.getparent().set("aria-label", label)


def _shortened(length: re.Match[str]) -> str:
    return f"{float(length[0]):.2f}".rstrip("0").rstrip(".")


def _rooted(value: Any, root: str) -> Any:
    """A specification whose links lead from the page."""
    if isinstance(value, dict):
        return {name: _rooted(part, root) for name, part in value.items()}
    if isinstance(value, list):
        return [_rooted(part, root) for part in value]
    return value.replace(SITE, root) if isinstance(value, str) else value


def _written(tree: Any) -> str:
    text: str = etree.tostring(tree, encoding="unicode")
    return text
