"""Fits the specification of a chart into a width."""

from __future__ import annotations

import copy
import textwrap
from collections.abc import Iterator
from typing import Any

from reading.show.output_types import WIDE, Spec

LEAST_TEXT = 13
"""The size of the smallest text in pixels. Small phones and windows scale a drawing down to 12 pixels."""

CONCATS = {"hconcat", "vconcat", "concat"}
"""The parts of a chart that hold charts beside or below each other."""

PHONE, LEAST_WIDTH = 300, 40
"""The width in pixels of a phone's drawing, and that of the smallest plot."""

MULTIPLES = 4
"""The number of columns from which on the panels of a facet are small multiples."""

PADDING = {"left": 2, "top": 5, "right": 13, "bottom": 5}
"""Pixels around a single plot.

Vega fits a plot into a width in one pass, after which what is at its right reaches further than Vega expects.
"""

LONG = r"/^(.{6,19}) (?=.{6,})/"
"""A label that takes two lines on a narrow screen, broken at the last space that fits."""

LONGEST = 19
"""The characters of a label that takes one line on a narrow screen."""

LONGEST_TITLE = 36
"""Those of the title of an axis."""


def resize(spec: Spec, width: int, *, narrow: bool, beside: int = 0, legend_columns: int = 0) -> Spec:
    """A copy of a specification, `width` pixels wide; `narrow` stacks views and shortens labels.

    A chart with a width of its own keeps it. `beside` is by how much a drawing was too wide: the labels
    beside several plots, or a width of its own, which then goes. No text is smaller than `LEAST_TEXT`.
    A chart with `scaled` in its `usermeta` keeps the ratio of its height to its width.
    """
    resized = copy.deepcopy(spec)
    resized.pop("title", None)
    if resized.pop("usermeta", {}).get("scaled"):
        resized["height"] = round(spec.get("height", 300) * (width - beside) / WIDE)
    rows = [row for rows in resized.get("datasets", {}).values() for row in rows]
    is_plot = not {"facet", *CONCATS} & set(resized)
    if is_plot and (beside or "width" not in resized):
        resized["width"] = width
        resized["autosize"] = {"type": "fit-x", "contains": "padding"}
        resized["padding"] = PADDING
    elif not is_plot:
        _fit(resized, width - beside, rows, narrow=narrow, forced=bool(beside))
    config = resized.setdefault("config", {})
    if legend_columns:
        config.setdefault("legend", {})["columns"] = legend_columns
    if narrow:
        axis = config.setdefault("axis", {})
        axis["labelLimit"] = min(120, axis.get("labelLimit", 120))
        config.setdefault("legend", {})["columns"] = 1
        # A title that is longer than its axis goes on below the labels at the left.
        config.setdefault("axisX", {})["titleAnchor"] = "end"
        config.setdefault("axisTop", {}).update({"labelAngle": -90, "labelAlign": "left", "labelLimit": 150})
        columns = set(_break_labels(resized))
        config["legend"]["labelLimit"] = width - 40
        if any(len(str(row.get(column, ""))) > LONGEST for row in rows for column in columns):
            config.setdefault("view", {})["discreteHeight"] = {"step": 24}
    _enlarge_text(resized, LEAST_TEXT)
    return resized


def _break_labels(part: Any) -> Iterator[str]:
    """Break the long names at the left of a part of a specification into two lines. Yields their columns."""
    if not isinstance(part, dict | list):
        return
    encoding = part.get("encoding", {}) if isinstance(part, dict) else {}
    shown, across = encoding.get("y", {}), encoding.get("x", {})
    for named in (across, across.get("axis") or {}):
        if len(str(named.get("title") or "")) > LONGEST_TITLE:
            named["title"] = textwrap.wrap(named["title"], LONGEST_TITLE)
    if shown.get("type") in ("nominal", "ordinal") and shown.get("axis", {}) is not None:
        axis = shown["axis"] = dict(shown.get("axis") or {})
        yield shown["field"]
        is_long = f"length(datum.label) > {LONGEST} && test({LONG}, datum.label)"
        if "labelExpr" not in axis:
            lines = f"split(replace(datum.label, {LONG}, '$1|'), '|')"
            # Vega puts the first of two lines where a single one would be, so that both have to move up.
            offset = {"condition": {"test": is_long, "value": -6}, "value": 0}
            axis |= {
                "labelExpr": f"{is_long} ? {lines} : datum.label",
                "labelOffset": offset,
                "labelLineHeight": 12,
            }
    for name, value in part.items() if isinstance(part, dict) else enumerate(part):
        if name != "datasets":
            yield from _break_labels(value)


def _enlarge_text(part: Any, least: float) -> None:
    """Set each size of text in a part of a specification to at least `least` pixels."""
    for name, value in part.items() if isinstance(part, dict) else enumerate(part):
        if name == "datasets":
            continue
        if isinstance(value, dict | list):
            _enlarge_text(value, least)
        elif str(name).lower().endswith("fontsize") and isinstance(value, int | float):
            part[name] = max(value, least)


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
        if narrow and "columns" in part:
            part["columns"] = columns = columns // 2 if columns >= MULTIPLES else 1
        spacing = part.get("spacing", 20)
        spacing = int(spacing) if isinstance(spacing, int | float) else 20
        _fit(
            part["spec"],
            (width - spacing * (columns - 1)) // columns - 10,
            rows,
            narrow=narrow,
            forced=forced,
        )
    elif kind := next((kind for kind in CONCATS if kind in part), None):
        views = part[kind]
        columns = {"hconcat": len(views), "vconcat": 1}.get(kind) or part.get("columns", len(views))
        if narrow and columns > 1:
            part["vconcat"], columns = part.pop(kind), 1
        labels = (130 if narrow else 190) if columns == 1 else 60
        for view in views:
            inside = width if CONCATS & set(view) or "facet" in view else width - labels * columns
            _fit(view, inside // columns, rows, narrow=narrow, forced=forced)
    elif forced or "width" not in part:
        part["width"] = max(width, LEAST_WIDTH)


def _count_panels(facet: Spec, rows: list[Any]) -> int:
    """The number of panels beside each other, where a facet does not say how many there are in a line."""
    across = facet if "field" in facet else facet.get("column", {})
    return max(1, len({str(row[across["field"]]) for row in rows if across.get("field") in row}))
