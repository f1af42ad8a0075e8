"""Draws heat maps with numbers and frames."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from reading.show.spec import CROWDED
from reading.show.theme import HEAT, INK

SHARES = [0.001, 0.25, 0.5, 0.75]
"""Shares at which a cell gets darker: the same in every chart, so that a shade always means the same."""

STEPS = 4
"""The number of counts at which a cell gets darker."""

NARROW, DIGIT = 165, 7
"""The pixels that the cells of a row share on a narrow screen, and those that a digit needs."""

FEW = 4 * STEPS
"""If no count is higher, the steps are 1, 2, 3 and 4, so that most charts have the same shades."""


def choose_steps(highest: int) -> list[int]:
    """Return the counts at which a cell gets darker: 1, 2, 3 and 4, or even steps in a long document."""
    return (
        list(range(1, STEPS + 1))
        if highest <= FEW
        else [1, *(step * highest // STEPS for step in range(1, STEPS))]
    )


def head_columns(field: str, order: Iterable[str], **options: Any) -> alt.X:
    """Return the columns of a heat map, in an order, with their names above them."""
    axis = alt.Axis(orient="top", domain=False, ticks=False, **options)
    return alt.X(field, sort=list(order), title=None, axis=axis)


def heat_map(
    frame: pd.DataFrame,
    *,
    x: alt.X,
    y: alt.Y,
    value: str,
    steps: Sequence[float],
    falling: bool = False,
    framed: str = "",
    legend: str = "",
) -> alt.LayerChart | alt.FacetChart:
    """Draw a heat map in one hue. Higher values are darker; with `falling`, as for ranks, lower values are.

    Each row of `frame` is a cell: the column named by `value` decides its colour, `number` is the text in it,
    `said` its label for screen readers, and `href` its link. `steps` are the values at which the colour
    changes. A cell has a frame where the column named by `framed` is true, which `legend` explains.
    """
    colours = HEAT[-len(steps) - 1 :]
    darkest = f"datum.{value} < {steps[0]}" if falling else f"datum.{value} >= {steps[-1]}"
    scale = alt.Scale(type="threshold", domain=list(steps), range=colours[::-1] if falling else colours)
    base = alt.Chart(frame).encode(x=x, y=y)
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color(f"{value}:Q", scale=scale, legend=None), description="said:N", href="href:N"
    )
    stroke = alt.Stroke(
        "framed_as:N",
        scale=alt.Scale(domain=[legend], range=[INK]),
        legend=alt.Legend(title=None, symbolType="square", symbolSize=180),
    )
    frames = base.mark_rect(filled=False, strokeWidth=2, aria=False).encode(stroke=stroke)
    columns = frame[x.shorthand.removesuffix(":N")].nunique()
    is_crowded = columns * DIGIT * frame["number"].astype(str).str.len().max() > NARROW
    numbers = base.mark_text(aria=False, style=CROWDED if is_crowded else alt.Undefined).encode(
        text="number:N", color=alt.condition(darkest, alt.value("var(--on-heat)"), alt.value(INK))
    )
    frames = frames.transform_calculate(framed_as=json.dumps(legend)).transform_filter(f"datum.{framed}")
    framing = [frames] if framed else []
    return alt.layer(cells, *framing, numbers)
