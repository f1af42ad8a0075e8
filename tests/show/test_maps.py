"""Maps keep their shape at any width, and what a book shows of the world is in them."""

import altair as alt
import pandas as pd
import pytest

from reading.data.book import Book
from reading.show import coastline, map_frame, show
from reading.show.resize import resize


@pytest.fixture
def spec(book, monkeypatch):
    monkeypatch.setattr(Book, "here", lambda: book)
    rows = pd.DataFrame({"place": ["china"], "mentions": [2], "longitude": [100], "latitude": [30]})
    dots = (
        alt.Chart(rows)
        .mark_circle()
        .encode(longitude="longitude", latitude="latitude", tooltip=["place", "mentions"])
    )
    land = alt.Chart(alt.Data(values=[coastline()])).mark_geoshape()
    drawn = alt.layer(land, dots, height=260).project("naturalEarth1", **map_frame())
    return show(drawn, "Places").spec


def test_a_map_has_a_table_of_its_places_and_not_of_its_coasts(spec):
    assert spec["usermeta"]["table"] == {"columns": ["Place", "Mentions"], "rows": [["China", 2]]}
    assert spec["description"] == "Map: Place by Mentions."


def test_a_map_keeps_its_shape_on_a_narrow_screen(spec):
    wide, narrow = (resize(spec, width, narrow=False) for width in (680, 340))
    assert narrow["height"] == wide["height"] / 2
