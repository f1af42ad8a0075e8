"""Fits the drawing of a chart into a width: plots get the width that two trial drawings say.

The labels, legends and gaps beside plots are known only when they are drawn. So a chart is drawn with plots
of two widths, and the width of its drawing grows evenly between them.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from reading.show.output_types import Spec

CONCATS = ("hconcat", "vconcat", "concat")
"""The parts of a chart that hold charts beside or below each other."""

PHONE, LEAST_WIDTH = 300, 40
"""The width in pixels of a phone's drawing, and that of the smallest plot."""

TRIALS = 300, 500
"""The widths of plots in the trial drawings: in narrower ones, headings could be wider than plots."""

TOLERANCE = 6
"""Pixels by which a drawing may be wider than asked."""

PADDING = {"left": 2, "top": 5, "right": 13, "bottom": 5}
"""Pixels around a single plot.

Vega fits a plot into a width in one pass, after which what is at its right reaches further than Vega expects.
"""

LONGEST = 19
"""The characters of a label that takes one line on a narrow screen."""

LONG = r"/^(.{6,19}) (?=.{6,})/"
"""A label that takes two lines on a narrow screen, broken at the last space that fits."""

_IS_LONG = f"length(datum.label) > {LONGEST} && test({LONG}, datum.label)"

LETTER = 7
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

_WIDTH = re.compile(r'^<svg[^>]* width="([\d.]+)"')


def fit_width(spec: Spec, width: int, render: Callable[[Spec], str], *, narrow: bool) -> str:
    """The SVG of a chart that is `width` pixels wide, without its title.

    Plots with widths of their own keep them where the drawing fits.

    render: draws a specification
    narrow: whether views are stacked and labels shortened
    """
    chart = copy.deepcopy(spec)
    chart.pop("title", None)
    chart.pop("usermeta", None)
    chart["background"] = "transparent"
    if narrow:
        _stack(chart)
        config = chart.setdefault("config", {})
        config |= {name: config.get(name, {}) | options for name, options in NARROW.items()}
    plots = _find_plots(chart)
    free = [number for number, plot in enumerate(plots) if "width" not in plot]
    if not free and _measure(drawn := render(_set_widths(chart, [], 0))) <= width + TOLERANCE:
        return drawn
    if plots == [chart]:
        autosize = {"type": "fit-x", "contains": "padding"}
        return render({**chart, "width": width, "autosize": autosize, "padding": PADDING})
    every = [*range(len(plots))]
    for numbers in (free, every) if free else (every,):
        least, more = (_measure(render(_set_widths(chart, numbers, trial))) for trial in TRIALS)
        # Maps and arcs may have a size that does not depend on the width of their plot.
        growth = max((more - least) / (TRIALS[1] - TRIALS[0]), 1)
        found = int(TRIALS[0] + (width - least) / growth)
        if found >= LEAST_WIDTH:
            break
    return render(_set_widths(chart, numbers, max(found, LEAST_WIDTH)))


def _measure(svg: str) -> int:
    found = _WIDTH.search(svg)
    return math.ceil(float(found[1])) if found else 0


def _walk(part: Spec) -> Iterator[Spec]:
    """A chart and all charts within it, down to its plots."""
    yield part
    within = [view for name in CONCATS for view in part.get(name, ())]
    for nested in [*within, part["spec"]] if "spec" in part else within:
        yield from _walk(nested)


def _find_plots(chart: Spec) -> list[Spec]:
    """The plots of a chart: its views, or what several layers share."""
    return [part for part in _walk(chart) if {"mark", "layer"} & set(part)]


def _set_widths(chart: Spec, numbers: list[int], width: int) -> Spec:
    """A copy of a chart in which the plots with these numbers have a width, and headings fit their panels."""
    chart = copy.deepcopy(chart)
    for number, plot in enumerate(_find_plots(chart)):
        if number in numbers:
            plot["width"] = width
    for part in (part for part in _walk(chart) if "facet" in part):
        own = [plot["width"] for plot in _find_plots(part["spec"])]
        inside = max((each for each in own if isinstance(each, int)), default=0)
        for facet in (part["facet"], *map(part["facet"].get, ("row", "column"))):
            if inside and facet and "field" in facet:
                facet.setdefault("header", {}).setdefault("labelExpr", _wrap(max(int(inside / LETTER), 10)))
    return chart


def _stack(chart: Spec) -> None:
    """Put the views of a chart below each other, and half as many panels into a line."""
    for part in [*_walk(chart)]:
        if set(part.get("facet", ())) == {"column"}:
            part |= {"facet": part["facet"]["column"], "columns": 1}
        elif "facet" in part and "columns" in part:
            part["columns"] = max(part["columns"] // 2, 1)
        for name in {"hconcat", "concat"} & set(part):
            part["vconcat"] = part.pop(name)
            part.pop("columns", None)


def _wrap(letters: int) -> str:
    """What breaks the heading of a panel into lines, so that it does not reach into the next panel."""
    # What is left is broken only where it does not fit.
    lines = f"split(replace(datum.label, /(?=.{{{letters + 1}}})(.{{9,{letters}}}) /g, '$1|'), '|')"
    return f"length(datum.label) > {letters} ? {lines} : datum.label"
