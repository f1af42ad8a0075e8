"""Fits the specification of a chart into a width."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from reading.show.spec import WIDE, Spec

LEAST_TEXT = {"wide": 11.5, "narrow": 12.25}
"""The size of the smallest text in pixels. The smallest phones scale a narrow drawing down a little."""

MULTIPLES = 4
"""The number of columns from which on the panels of a facet are small multiples."""

PADDING = {"left": 0, "top": 5, "right": 13, "bottom": 5}
"""Pixels around a single plot.

Vega fits a plot into a width in one pass, after which what is at its right reaches further than Vega expects.
"""

LONG = r"/^(.{6,19}) (?=.{6,})/"
"""A label that takes two lines on a narrow screen, broken at the last space that fits."""

LONGEST = 19
"""The characters of a label that takes one line on a narrow screen."""


def resize(spec: Spec, width: int, *, narrow: bool, beside: int = 0) -> Spec:
    """A copy of a specification, `width` pixels wide; `narrow` stacks views and shortens labels.

    `beside` is the width of the labels beside several plots. No text is smaller than `LEAST_TEXT`.
    A chart with `scaled` in its `usermeta` keeps the ratio of its height to its width.
    """
    resized = copy.deepcopy(spec)
    resized.pop("title", None)
    width -= beside
    if resized.pop("usermeta", {}).get("scaled"):
        resized["height"] = round(spec["height"] * width / WIDE)
    if "facet" in resized:
        _resize_facets(resized, width, narrow=narrow)
    elif views := resized.get("vconcat"):
        for view in views:
            if "facet" in view:
                _resize_facets(view, width, narrow=narrow)
            else:
                view["width"] = width - (130 if narrow else 190)
    else:
        resized["width"] = width
        resized["autosize"] = {"type": "fit-x", "contains": "padding"}
        resized["padding"] = PADDING
    if narrow:
        config = resized.setdefault("config", {})
        axis = config.setdefault("axis", {})
        axis["labelLimit"] = min(120, axis.get("labelLimit", 120))
        config.setdefault("legend", {})["columns"] = 1
        # A title that is longer than its axis goes on below the labels at the left.
        config.setdefault("axisX", {})["titleAnchor"] = "end"
        config.setdefault("axisTop", {}).update({"labelAngle": -90, "labelAlign": "left", "labelLimit": 150})
        columns = set(_break_labels(resized))
        rows = (row for rows in resized.get("datasets", {}).values() for row in rows)
        if any(len(str(row.get(column, ""))) > LONGEST for row in rows for column in columns):
            config.setdefault("view", {})["discreteHeight"] = {"step": 24}
    _enlarge_text(resized, LEAST_TEXT["narrow" if narrow else "wide"])
    return resized


def _break_labels(part: Any) -> Iterator[str]:
    """Break the long names at the left of a part of a specification into two lines. Yields their columns."""
    if not isinstance(part, dict | list):
        return
    shown = part.get("encoding", {}).get("y", {}) if isinstance(part, dict) else {}
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


def _resize_facets(spec: Spec, width: int, *, narrow: bool) -> None:
    """Fit the panels of a facet into a width: `narrow` stacks them, or halves the columns of small ones."""
    columns, spacing = spec.get("columns", 1), spec.get("spacing", 20)
    if narrow:
        columns = columns // 2 if columns >= MULTIPLES else 1
    spec["columns"] = columns
    spec["spec"]["width"] = (width - spacing * (columns - 1) - 10 * columns) // columns
