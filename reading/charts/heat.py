"""Rows in, one for each cell; the heat map of them, with its numbers and frames, out."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from reading.charts.common import HEAT, INK

SHARES = [0.001, 0.25, 0.5, 0.75]
"""Shares at which a cell gets darker: the same in every chart, so that a shade means one share."""

STEPS = 4
"""How many counts there are at which a cell gets darker."""

FEW = 4 * STEPS
"""The highest count up to which these are 1, 2, 3 and 4, so that most charts have the same shades."""


def counts(highest: int) -> list[int]:
    """The counts at which a cell gets darker: the first few, or, in a long document, one and even steps."""
    return (
        list(range(1, STEPS + 1))
        if highest <= FEW
        else [1, *(step * highest // STEPS for step in range(1, STEPS))]
    )


def heat_map(
    frame: pd.DataFrame,
    *,
    x: alt.X,
    y: alt.Y,
    value: str,
    steps: Sequence[float],
    falling: bool = False,
    framed: str = "",
) -> alt.LayerChart | alt.FacetChart:
    """Cells of one hue: the higher a value, the darker, or the lower where it is `falling`, as of ranks.

    `frame` has a column `value`, what stands in a cell as `number`, what it says as `said`, and where it
    leads as `href`. `steps` are the values at which the colour changes. A cell has a frame where the column
    `framed` is true.
    """
    colours = HEAT[-len(steps) - 1 :]
    darkest = f"datum.{value} < {steps[0]}" if falling else f"datum.{value} >= {steps[-1]}"
    scale = alt.Scale(type="threshold", domain=list(steps), range=colours[::-1] if falling else colours)
    base = alt.Chart(frame).encode(x=x, y=y)
    cells = base.mark_rect(stroke="var(--page)", strokeWidth=2).encode(
        color=alt.Color(f"{value}:Q", scale=scale, legend=None), description="said:N", href="href:N"
    )
    frames = base.mark_rect(filled=False, stroke=INK, strokeWidth=2, aria=False)
    numbers = base.mark_text(aria=False).encode(
        text="number:N", color=alt.condition(darkest, alt.value("var(--on-heat)"), alt.value(INK))
    )
    between = [frames.transform_filter(f"datum.{framed}")] if framed else []
    return alt.layer(cells, *between, numbers)
