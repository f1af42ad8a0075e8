"""Fits the specification of a chart into a width."""

from __future__ import annotations

import copy
from typing import Any

from reading.show.output_types import Spec
from reading.show.specification import walk_views

CONCATS = {"hconcat", "vconcat", "concat"}
"""The parts of a chart that hold charts beside or below each other."""

PHONE, LEAST_WIDTH = 300, 40
"""The width in pixels of a phone's drawing, and that of the smallest plot."""

MULTIPLES = 4
"""The number of columns from which on the panels of a facet are small multiples."""

SMALL = 70
"""The height of the panels of small multiples, where the chart does not say it."""

ROW_SPACING = 6
"""Pixels between panels that are single rows, without an axis."""

PADDING = {"left": 2, "top": 5, "right": 13, "bottom": 5}
"""Pixels around a single plot.

Vega fits a plot into a width in one pass, after which what is at its right reaches further than Vega expects.
"""

LONGEST = 19
"""The characters of a label that takes one line on a narrow screen."""

LONG = r"/^(.{6,19}) (?=.{6,})/"
"""A label that takes two lines on a narrow screen, broken at the last space that fits."""

_IS_LONG = f"length(datum.label) > {LONGEST} && test({LONG}, datum.label)"

LETTER = 7.4
"""The mean width of a letter of a heading, in pixels."""

NARROW: dict[str, dict[str, Any]] = {
    "axis": {"labelLimit": 120},
    # A title that is longer than its axis goes on below the labels at the left.
    "axisX": {"titleAnchor": "end"},
    "axisTop": {"labelAngle": -90, "labelAlign": "left", "labelLimit": 150},
    "axisYDiscrete": {
        "labelExpr": f"{_IS_LONG} ? split(replace(datum.label, {LONG}, '$1|'), '|') : datum.label",
        # Vega puts the first of two lines where a single one would be, so that both have to move up.
        "labelOffset": {"condition": {"test": _IS_LONG, "value": -6}, "value": 0},
        "labelLineHeight": 13,
    },
    "legend": {"columns": 1, "labelLimit": PHONE - 40},
}
"""What a narrow screen adds to the configuration of a chart."""


def resize(spec: Spec, width: int, *, narrow: bool, beside: int = 0) -> Spec:
    """A copy of a specification, `width` pixels wide; `narrow` stacks views and shortens labels.

    A chart with a width of its own keeps it. `beside` is by how much a drawing was too wide: the labels
    beside several plots, or a width of its own, which then goes.
    """
    resized = copy.deepcopy(spec)
    resized.pop("title", None)
    resized.pop("usermeta", None)
    rows = [row for rows in resized.get("datasets", {}).values() for row in rows]
    is_plot = not {"facet", *CONCATS} & set(resized)
    if is_plot and (beside or "width" not in resized):
        resized["width"] = width
        resized["autosize"] = {"type": "fit-x", "contains": "padding"}
        resized["padding"] = PADDING
    elif not is_plot:
        _fit(resized, width - beside, rows, narrow=narrow, forced=bool(beside))
    if narrow:
        config = resized.setdefault("config", {})
        config |= {name: config.get(name, {}) | options for name, options in NARROW.items()}
    return resized


def exceeds_phone(part: Any) -> bool:
    """Whether a part of a specification has a width of its own that does not fit on a phone."""
    if isinstance(part, dict):
        own = part.get("width")
        is_wide = isinstance(own, int | float) and own > PHONE
        return is_wide or any(exceeds_phone(value) for name, value in part.items() if name != "datasets")
    return isinstance(part, list) and any(map(exceeds_phone, part))


def _fit(part: Spec, width: int, rows: list[Any], *, narrow: bool, forced: bool) -> None:
    """Fit a part of a specification into a width: `narrow` stacks its parts, or halves columns of small ones.

    rows: those of the chart; the values of a facet are its panels
    forced: whether a plot's own width goes
    """
    if "facet" in part:
        if narrow and set(part["facet"]) == {"column"}:
            part |= {"facet": part["facet"]["column"], "columns": 1}
        columns = part.get("columns") or _count_panels(part["facet"], rows)
        if columns >= MULTIPLES:
            part["spec"].setdefault("height", SMALL)
        if narrow and "columns" in part:
            part["columns"] = columns = columns // 2 if columns >= MULTIPLES else 1
        if columns == 1 and not any("y" in view.encoding for view in walk_views(part["spec"], "")):
            part.setdefault("spacing", ROW_SPACING)
        spacing = part.get("spacing", 20)
        spacing = int(spacing) if isinstance(spacing, int | float) else 20
        inside = (width - spacing * (columns - 1)) // columns - 10
        for facet in (part["facet"], *map(part["facet"].get, ("row", "column"))):
            if facet and "field" in facet:
                facet.setdefault("header", {}).setdefault("labelExpr", _wrap(max(int(inside / LETTER), 10)))
        _fit(part["spec"], inside, rows, narrow=narrow, forced=forced)
    elif concat := next((concat for concat in CONCATS if concat in part), None):
        views = part[concat]
        columns = {"hconcat": len(views), "vconcat": 1}.get(concat) or part.get("columns", len(views))
        if narrow and columns > 1:
            part["vconcat"], columns = part.pop(concat), 1
        labels = (130 if narrow else 190) if columns == 1 else 60
        for view in views:
            inside = width if CONCATS & set(view) or "facet" in view else width - labels * columns
            _fit(view, inside // columns, rows, narrow=narrow, forced=forced)
    elif forced or "width" not in part:
        part["width"] = max(width, LEAST_WIDTH)


def _wrap(letters: int) -> str:
    """What breaks the heading of a panel into lines, so that it does not reach into the next panel."""
    # What is left is broken only where it does not fit.
    lines = f"split(replace(datum.label, /(?=.{{{letters + 1}}})(.{{9,{letters}}}) /g, '$1|'), '|')"
    return f"length(datum.label) > {letters} ? {lines} : datum.label"


def _count_panels(facet: Spec, rows: list[Any]) -> int:
    """The number of panels beside each other, where a facet does not say how many there are in a line."""
    across = facet if "field" in facet else facet.get("column", {})
    return max(1, len({str(row[across["field"]]) for row in rows if across.get("field") in row}))
