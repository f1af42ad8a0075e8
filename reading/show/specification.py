"""Reads the specification of a chart: its views and the columns of its table. Adds links to its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.show import row_labels
from reading.show.output_types import SITE, Spec
from reading.tables.labels import name_rows

NESTED = ("layer", "vconcat", "hconcat", "concat")
"""The parts of a chart that hold charts."""

CHART_NAMES = {
    "bar": "Bar chart",
    "point": "Dot chart",
    "circle": "Dot chart",
    "rect": "Heat map",
    "line": "Line chart",
    "geoshape": "Map",
}
"""What a chart is called, by the mark of its first layer."""

PLAIN = ("text", "rule", "tick", "line", "area", "geoshape")
"""Marks that repeat what other marks say. A screen reader and a pointer pass over them."""

AGGREGATES = {"average": "mean", "distinct": "nunique", "stdev": "std", "variance": "var"} | {
    how: how for how in ("sum", "mean", "median", "min", "max")
}
"""What pandas calls what Vega-Lite does with the values of a group."""

COMPOSITE = ("boxplot", "errorbar", "errorband")
"""Marks that Vega-Lite makes of several rows. What is said of each row would divide them."""

UNLISTED = ("href", "description", "order", "xOffset", "yOffset")
"""Encodings that a table needs no column for."""


class View(NamedTuple):
    """A part of a chart with one mark. `data` is the name of its rows."""

    part: Spec
    data: str

    @property
    def mark(self) -> str:
        """The type of the mark."""
        return str(self.part["mark"]["type"])

    @property
    def encoding(self) -> Spec:
        """The channels."""
        encoding: Spec = self.part.setdefault("encoding", {})
        return encoding

    @property
    def channels(self) -> list[Spec]:
        """The channels, each of a list of channels by itself."""
        return [part for shown in self.encoding.values() for part in _as_list(shown)]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def walk_views(part: Spec, data: str) -> Iterator[View]:
    """The views of a chart, from back to front."""
    data = part["data"].get("name", "") if "data" in part else data
    for nested in (nested for key in NESTED for nested in part.get(key, ())):
        yield from walk_views(nested, data)
    if "spec" in part:
        yield from walk_views(part["spec"], data)
    if "mark" in part:
        yield View(part, data)


def find_facets(part: Spec) -> Iterator[Spec]:
    """What the panels of a chart stand for."""
    for nested in (nested for key in NESTED for nested in part.get(key, ())):
        yield from find_facets(nested)
    facet = part.get("facet", {})
    yield from (each for each in (facet, *map(facet.get, ("row", "column"))) if each and "field" in each)


def walk_channels(views: list[View]) -> Iterator[Spec]:
    """The channels of views that show a column: names first, then values."""
    shown = [
        (channel != "y", each)
        for view in views
        for channel, listed in view.encoding.items()
        for each in _as_list(listed)
        if channel not in UNLISTED and "field" in each
    ]

    def rank(part: tuple[bool, Spec]) -> tuple[bool, bool]:
        return part[1].get("type", "quantitative") == "quantitative", part[0]

    yield from (each for _, each in sorted(shown, key=rank))


def list_tooltips(view: View) -> list[Spec]:
    """The columns that the tooltips of a view list, as one or several channels."""
    return [each for each in _as_list(view.encoding.get("tooltip", [])) if "field" in each]


def list_columns(spec: Spec, views: list[View]) -> dict[str, str]:
    """The columns of a chart's table, with their headings: what `tooltip` lists, or else what it shows."""
    tooltips = [each for view in views for each in list_tooltips(view)]
    columns: dict[str, str] = {}
    for channel in tooltips or [*find_facets(spec), *walk_channels(views)]:
        field, heading = channel["field"], channel.get("title") or (channel.get("axis") or {}).get("title")
        if not heading and field not in columns:
            heading = row_labels.head(field)
        if heading:
            columns[field] = heading
    return columns


def describe_rows(book: Book, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with names for ids, headings for columns, and addresses in `href`."""
    addresses = row_labels.find_addresses(book, frame)
    named = name_rows(book, frame).drop(columns="href", errors="ignore").rename(columns=row_labels.head)
    return named if addresses is None else named.assign(href=addresses)


def add_links(book: Book, spec: Spec, frames: Mapping[str, pd.DataFrame]) -> None:
    """Link the marks of a chart to their evidence, and hide from screen readers those that repeat others.

    frames: the rows of its views, by their names
    """
    addresses = {name: row_labels.find_addresses(book, frame) for name, frame in frames.items()}
    for view in (view for view in walk_views(spec, "") if view.data in frames):
        # A mark of several rows would be divided by their addresses.
        is_several = view.mark in COMPOSITE or any(
            {"aggregate", "bin", "timeUnit"} & set(each) for each in view.channels
        )
        if view.mark in PLAIN:
            view.part["mark"].setdefault("aria", False)
        elif not is_several and addresses[view.data] is not None:
            view.encoding.setdefault("href", {"field": "href", "type": "nominal"})
    spec["datasets"] = {name: _list_rows(frame, addresses[name]) for name, frame in frames.items()}


def _list_rows(rows: pd.DataFrame, addresses: pd.Series | None) -> list[Any]:
    """Rows as a chart has them, with their links."""
    if addresses is not None:
        rows = rows.assign(href=addresses.where(addresses == "", SITE + addresses))
    return rows.astype(object).where(rows.notna(), None).to_dict("records")
