"""The map of the places that a document names.

The projection is Natural Earth, which `frame` centres and cuts. Land has no borders.
"""

from __future__ import annotations

import json
import math
from importlib.resources import files
from typing import Any

import altair as alt
import pandas as pd

from reading.charts.common import NARROW, chart, finish_chart, locate_sentences, require_rows
from reading.data.book import Book
from reading.data.places import Frame, Position
from reading.formatting import pluralize
from reading.measures.frames import iterate_rows
from reading.show.spec import WIDE
from reading.show.theme import FAINT, INK, QUIET
from reading.tables import actor_tables
from reading.tables.actor_counts import count_places

LAND = "coastlines.json"
"""The outlines of land, with their source and licence at the top of the file."""

FAR = 15
"""Degrees between a place and its label from which on a line joins them."""

NAMED = 4
"""The number of places that have their names on a narrow screen, where more would overlap."""

SHOWN = f"width >= {NARROW} || datum.place_rank <= {NAMED}"
"""Whether the name of a place is drawn, as an expression of Vega."""

LARGEST = f"width < {NARROW} ? 220 : 420"
"""The area in square pixels of the largest dot, as an expression of Vega."""

NARROWEST = 0.87
"""Width of a degree of longitude at the equator, relative to a degree of latitude, in the projection."""


@chart
def places_map(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The places that the document names, as labelled dots whose areas are in proportion to mentions."""
    mentions = count_places(book)
    require_rows(mentions)
    counts = actor_tables.places(book)[["place", "mentions"]]
    frame = counts.merge(locate_sentences(book, mentions, ["place"]), on="place")
    frame = frame.assign(**_position_labels(book, frame["place"]))
    frame = frame.sort_values(["mentions", "label"], ascending=[False, True], ignore_index=True)
    frame["place_rank"] = range(1, len(frame) + 1)
    frame["text"] = [f"{row.label} {row.mentions}" for row in iterate_rows(frame)]
    frame["said"] = [f"{row.label}: {pluralize(row.mentions, 'mention')}" for row in iterate_rows(frame)]
    shown = book.places.frame
    projection = _project(shown)
    land = json.loads(files("reading.charts").joinpath(LAND).read_text(encoding="utf-8"))
    shape = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": land["coordinates"]}}
    base = alt.Chart(frame)
    at: dict[str, Any] = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    label_at: dict[str, Any] = {"longitude": "label_longitude:Q", "latitude": "label_latitude:Q"}
    # Behind each name is the same name, wider, in the colour of the page, so that no coast runs through it.
    halo: dict[str, Any] = {"stroke": "var(--page)", "strokeWidth": 3, "strokeJoin": "round"}
    layers = [
        alt.Chart(alt.InlineData(values=[shape])).mark_geoshape(
            fill="var(--heat-0)", stroke=FAINT, strokeWidth=0.7, aria=False
        ),
        base.transform_filter(f"datum.far && ({SHOWN})")
        .mark_rule(color=QUIET, strokeWidth=0.6, aria=False)
        .encode(**at, longitude2="label_longitude:Q", latitude2="label_latitude:Q"),
        base.mark_point(filled=True, color="var(--section-1)", opacity=0.85, stroke="var(--page)").encode(
            **at,
            size=alt.Size(
                "mentions:Q",
                scale=alt.Scale(domain=[0, int(frame["mentions"].max())], range=[0, alt.ExprRef(LARGEST)]),
                legend=None,
            ),
            description="said:N",
            href="href:N",
        ),
    ]
    for align in ("left", "center", "right"):
        if (frame["align"] == align).any():
            names = base.transform_filter(f"datum.align === '{align}' && ({SHOWN})")
            gap = {"left": 3, "center": 0, "right": -3}[align]
            layers += [
                names.mark_text(
                    aria=False, align=align, baseline="middle", dx=gap, fontSize=11, color=INK, **behind
                ).encode(**label_at, text="text:N")
                for behind in (halo, {})
            ]
    finished = finish_chart(
        alt.layer(*layers).project(**projection),
        title,
        claim,
        f"Map of the {len(frame)} places that the document names, as dots on land without borders; the area "
        f"of a dot is in proportion to the mentions of the place, and the number is beside its name. On a "
        f"narrow screen, {NAMED} places have their names. Most mentions: {', '.join(frame['text'].head(3))}.",
        frame,
        {"label": "Place", "mentions": "Mentions", "where": "Sentences"},
        height=round(WIDE * _ratio(shown)),
    )
    finished.usermeta["scaled"] = True
    return finished


def _position_labels(book: Book, places: pd.Series[str]) -> dict[str, list[Any]]:
    """Return the columns of places and their labels: where each is, and how the label is aligned."""
    listed = [book.places.places[place] for place in places]
    points = [place.label or Position(latitude=place.latitude, longitude=place.longitude) for place in listed]
    return {
        "label": [place.title for place in listed],
        "latitude": [place.latitude for place in listed],
        "longitude": [place.longitude for place in listed],
        "label_latitude": [point.latitude for point in points],
        "label_longitude": [point.longitude for point in points],
        "align": [
            _align(point.longitude - place.longitude) for place, point in zip(listed, points, strict=True)
        ],
        "far": [
            math.dist((place.latitude, place.longitude), (point.latitude, point.longitude)) > FAR
            for place, point in zip(listed, points, strict=True)
        ],
    }


def _align(east: float) -> str:
    """Return the alignment of a label that is so many degrees east of its place."""
    if east == 0:
        return "center"
    return "left" if east > 0 else "right"


def _ratio(frame: Frame) -> float:
    """Return the height of a frame relative to its width."""
    return (frame.north - frame.south) / (NARROWEST * frame.width)


def _project(frame: Frame) -> dict[str, Any]:
    """Return a projection that shows a frame; the signal `width` gives the width of the drawing."""
    # In this projection a radian of longitude at the equator is `NARROWEST` of the scale wide.
    radians = math.radians(frame.width) * NARROWEST
    middle = (frame.north + frame.south) / 2
    height = f"width * {_ratio(frame):.4f}"
    scale = f"width / {radians:.4f}"
    # The latitude of the middle is that far below the top: a degree of latitude is about as long everywhere.
    centre = f"{height} / 2 + {math.radians(middle):.4f} * {scale}"
    return {
        "type": "naturalEarth1",
        "rotate": [-(frame.west + frame.width / 2), 0, 0],
        "scale": alt.ExprRef(scale),
        "translate": alt.ExprRef(f"[width / 2, {centre}]"),
        "clipExtent": alt.ExprRef(f"[[0, 0], [width, {height}]]"),
    }
