"""A chart's specification in, HTML out: a static SVG that follows light and dark, with its table twin."""

from __future__ import annotations

import copy
import functools
from typing import Any

import jinja2
import vl_convert
from lxml import etree

from reading.charts import SITE

WIDTHS = {"wide": 680, "narrow": 330}
"""Pixels; a chart is drawn twice, and the style sheet shows the drawing that fits."""

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
MARKS = {f"{SVG}path", f"{SVG}text"}

Spec = dict[str, Any]


def draw(spec: Spec, root: str) -> str:
    """The figure of a chart: title, drawings, description, table twin.

    `root` leads from the page to the landing page's folder, as `../`.
    """
    usermeta = spec.get("usermeta", {})
    drawings = {
        name: svg(resized(spec, width, narrow=name == "narrow"), root) for name, width in WIDTHS.items()
    }
    return _template("chart.html").render(
        title=spec["title"],
        description=spec["description"],
        drawings=drawings,
        table=usermeta["table"],
    )


def tabulate(content: dict[str, Any]) -> str:
    """The HTML of a table that a notebook shows."""
    return _template("table.html").render(table=content)


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
        axis = sized.setdefault("config", {}).setdefault("axis", {})
        axis["labelLimit"] = min(120, axis.get("labelLimit", 120))
        sized["config"].setdefault("legend", {})["columns"] = 1
    return sized


def svg(spec: Spec, root: str) -> str:
    """Draw a specification; links lead from the page, and each mark tells what it is when pointed at."""
    tree = etree.fromstring(vl_convert.vegalite_to_svg(spec).encode())
    for element in tree.iter():
        label = element.attrib.pop("aria-label", None)
        for name in ("role", "aria-roledescription", "aria-hidden"):
            element.attrib.pop(name, None)
        if label is not None and element.tag in MARKS:
            _tell(element, label)
        if address := element.get(XLINK):
            del element.attrib[XLINK]
            element.set("href", address.replace(SITE, root))
    linked = tree.find(f".//{SVG}a") is not None
    tree.attrib.update({"role": "group" if linked else "img", "aria-label": spec["description"]})
    drawn: str = etree.tostring(tree, encoding="unicode")
    return drawn


def _tell(mark: Any, label: str) -> None:
    """Let a mark say what it is: to a pointer, and as the name of its link."""
    etree.SubElement(mark, f"{SVG}title").text = label
    if mark.getparent().tag == f"{SVG}a":
        mark.getparent().set("aria-label", label)


@functools.cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reading.site"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["shown"] = _shown
    return environment.get_template(name)


def _shown(cell: object) -> object:
    """A cell as a reader sees it: yes or no, three significant digits of what is no whole number."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:.3g}" if isinstance(cell, float) else cell
