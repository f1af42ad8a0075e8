"""Long names in; axes and marks that set them in one line or in two, out."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

NARROW = 400
"""Pixels; where a plot has fewer, long names take two lines at its side."""

SECOND = "and "
"""What the second of these lines opens with."""

BESIDE = 18
"""Pixels from the middle of a circle to that of its name."""


def label_axis(width: str, **options: Any) -> alt.Axis:
    """The names at a plot's side; in two lines where the signal of its width says it is narrow."""
    narrow = f"{width} < {NARROW}"
    lines = f"{narrow} ? split(datum.label, regexp(' (?={SECOND})')) : datum.label"
    # Vega sets the first of two lines where one alone would stand.
    offset = alt.condition(f"{narrow} && indexof(datum.label, ' {SECOND}') > 0", alt.value(-6), alt.value(0))
    return alt.Axis(
        labelExpr=lines, labelOffset=offset, labelLineHeight=12, labelFontSize=12, labelLimit=220, **options
    )


def label_marks(frame: pd.DataFrame, *, x: alt.X, y: alt.Y, out: int = 0, **options: Any) -> list[alt.Chart]:
    """Names as marks about the places of a frame [label, ...], in one line or in two.

    `out` is -1 for names above circles that stand at these places, 1 for those below.
    """
    halves = frame["label"].str.partition(f" {SECOND}")
    one = halves[1] == ""
    far = (BESIDE + 6) * out
    parts = [
        (frame["label"][one], BESIDE * out),
        (halves[0][~one], far - 6),
        (SECOND + halves[2][~one], far + 6),
    ]
    return [
        alt.Chart(frame.loc[text.index].assign(line=text))
        .mark_text(dy=dy, aria=False, fontSize=11.5, **options)
        .encode(x=x, y=y, text="line:N")
        for text, dy in parts
        if len(text)
    ]
