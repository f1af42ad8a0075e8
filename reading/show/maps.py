"""What a map in a notebook is drawn on: the coasts of the world, and the part of it that a book shows."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from reading.data.book import Book

LAND = "coastlines.json"
"""The outlines of land, with their source and licence at the top of the file."""


def coastline() -> dict[str, Any]:
    """All land, without borders, as a feature of GeoJSON: `alt.Data(values=[coastline()])`."""
    land = json.loads(files("reading.show").joinpath(LAND).read_text(encoding="utf-8"))
    return _make_feature(land["type"], land["coordinates"])


def map_frame() -> dict[str, Any]:
    """The part of the world that `data/lexicon/places.yml` sets, as options of `alt.Chart.project`."""
    frame = Book.here().places.frame
    corners = [[end, side] for end in (frame.west, frame.east) for side in (frame.south, frame.north)]
    middle = frame.west + frame.width / 2
    return {"rotate": [-middle, 0, 0], "fit": _make_feature("MultiPoint", corners)}


def _make_feature(kind: str, coordinates: list[Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {}, "geometry": geometry}
