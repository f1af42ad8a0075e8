"""Heat maps on narrow screens."""

import altair as alt
import pandas as pd
import pytest
import vl_convert

from reading.charts.heat import SHARES, head_columns, heat_map
from reading.show.resize import resize


def draw(columns, number, *, narrow):
    """The drawing of a row of cells with one number, for a wide or a narrow screen."""
    names = [f"Part {place}" for place in range(columns)]
    frame = pd.DataFrame(
        {"part": names, "theme": "Work", "share": 1.0, "number": number, "said": "", "href": ""}
    )
    x, y = head_columns("part:N", names, labels=False), alt.Y("theme:N", axis=None)
    chart = heat_map(frame, x=x, y=y, value="share", steps=SHARES)
    spec = resize(chart.to_dict(), 300 if narrow else 680, narrow=narrow)
    return vl_convert.vegalite_to_svg(spec)


@pytest.mark.parametrize(
    ("columns", "number", "narrow", "turned"),
    [
        (12, "100", True, True),
        (12, "100", False, False),
        (6, "100", True, False),
        (12, "9", True, False),
        (24, "9", True, True),
    ],
)
def test_numbers_are_turned_where_the_cells_of_a_narrow_screen_are_too_small(columns, number, narrow, turned):
    svg = draw(columns, number, narrow=narrow)
    assert svg.count(f">{number}</text>") == columns
    assert svg.count("rotate(-90)") == columns * turned
