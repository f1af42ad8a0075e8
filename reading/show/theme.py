"""The look of the charts: colours, type and axes.

The colours are those of the light mode. On the site, each is the CSS variable of its name, so that a drawing
follows the mode of its page.
"""

from __future__ import annotations

import re
from typing import Any

INK, QUIET, FAINT, REST, PAGE = "#22252a", "#5b626c", "#dcdad2", "#858a94", "#fffefb"
SECTIONS = ["#2a5f94", "#b3541e", "#538040", "#6c3e6f"]
HEAT = ["#f3f2ec", "#d2e2f1", "#aecbe5", "#85b2d9", "#5d99cc"]
CATEGORIES = ["#b0302a", "#54409c", "#c9c8c2"]
"""The colours of China's view, of modal verbs, and of sentences with neither."""
ON_STRONG = "#ffffff"
"""The colour of a text on a strong colour."""

NAMES = {
    **{INK: "ink", QUIET: "ink-quiet", FAINT: "line", REST: "rest", PAGE: "page", ON_STRONG: "on-strong"},
    **{colour: f"section-{number}" for number, colour in enumerate(SECTIONS, 1)},
    **{colour: f"heat-{step}" for step, colour in enumerate(HEAT)},
    **dict(zip(CATEGORIES, ("view", "modal", "neither"), strict=True)),
}
"""The names of the colours in the style sheet."""


def name_colour(colour: str) -> str:
    """A colour of the book as its variable, `var(--ink, #22252a)`; any other stays as it is."""
    return f"var(--{NAMES[colour]}, {colour})" if colour in NAMES else colour


def resolve_colours(text: str) -> str:
    """Replace each variable in a text by its colour in the light mode, for files without a style sheet."""
    return re.sub(r"var\(--[\w-]+, (#\w+)\)", r"\1", text)


CONFIG: dict[str, Any] = {
    "background": PAGE,
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
