"""The look of the charts: colours, type and axes.

A colour is a CSS variable with its value in the light mode, `var(--ink, #22252a)`. So a drawing follows the
mode of its page on the site, and has the light colours everywhere else.
"""

from __future__ import annotations

import re
from typing import Any

COLOUR = re.compile(r"var\(--([\w-]+), (#\w+)\)")
"""A colour: its name, and its value in the light mode."""


def resolve_colours(text: str) -> str:
    """Replace each colour in a text by its value in the light mode, for files without a style sheet."""
    return COLOUR.sub(r"\2", text)


def _name_colour(name: str, light: str) -> str:
    return f"var(--{name}, {light})"


INK = _name_colour("ink", "#22252a")
QUIET = _name_colour("ink-quiet", "#5b626c")
FAINT = _name_colour("line", "#dcdad2")
REST = _name_colour("rest", "#858a94")
PAGE = _name_colour("page", "#fffefb")
ON_STRONG = _name_colour("on-strong", "#ffffff")
SECTIONS = [
    _name_colour(f"section-{number}", light)
    for number, light in enumerate(("#2a5f94", "#b3541e", "#538040", "#6c3e6f"), 1)
]
HEAT = [
    _name_colour(f"heat-{step}", light)
    for step, light in enumerate(("#f3f2ec", "#d2e2f1", "#aecbe5", "#85b2d9", "#5d99cc"))
]
CATEGORIES = [
    _name_colour(name, light)
    for name, light in (
        ("view", "#b0302a"),
        ("modal", "#54409c"),
        ("neither", "#c9c8c2"),
    )
]
"""The colours of China's view, of modal verbs, and of sentences with neither."""

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": "sans-serif",
    "numberFormat": ",.3~f",
    "view": {
        "stroke": None,
        "continuousWidth": 560,
        "discreteWidth": 560,
        "discreteHeight": {"step": 28},
    },
    "range": {"category": SECTIONS, "heatmap": HEAT},
    "axis": {
        "labelColor": INK,
        "titleColor": QUIET,
        "gridColor": FAINT,
        "domainColor": FAINT,
        "tickColor": FAINT,
        "labelFlush": False,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelLimit": 220,
    },
    "axisX": {"tickCount": 5},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6, "grid": False},
    "axisTop": {"labelAngle": -40, "labelLimit": 140, "domain": False, "ticks": False},
    "legend": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "orient": "top",
        "labelLimit": 300,
        "columnPadding": 28,
        "gradientStrokeColor": "transparent",
    },
    "header": {
        "labelColor": INK,
        "titleColor": QUIET,
        "labelFontSize": 13,
        "labelFontWeight": "bold",
        "labelAnchor": "start",
        "labelPadding": 4,
    },
    "title": {"color": INK, "subtitleColor": QUIET, "anchor": "start", "fontSize": 15, "offset": 8},
    "text": {"color": INK, "fontSize": 13},
    "bar": {"stroke": PAGE, "strokeWidth": 1, "color": SECTIONS[0]},
    "rect": {"stroke": PAGE, "strokeWidth": 2},
    "rule": {"color": REST, "strokeWidth": 3},
    "line": {"color": INK},
    "area": {"color": HEAT[1]},
    "point": {"color": INK, "filled": True, "size": 70, "opacity": 1},
    "tick": {"color": INK, "thickness": 2, "size": 16},
    "circle": {"color": SECTIONS[0], "opacity": 0.85, "stroke": PAGE},
    "geoshape": {"fill": HEAT[0], "stroke": FAINT, "strokeWidth": 0.7},
}
"""What Vega-Lite calls the configuration of a chart."""
