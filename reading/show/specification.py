"""Reads and improves the specification of a chart: its views, its table, its names, colours and links."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from reading.data.book import Book
from reading.show import row_labels
from reading.show.output_types import SITE, Spec
from reading.show.theme import HEAT, INK, ON_HEAT

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
    named = name_values(book, frame).drop(columns="href", errors="ignore").rename(columns=row_labels.head)
    return named if addresses is None else named.assign(href=addresses)


def name_values(book: Book, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with names in place of ids."""
    named = {
        column: [row_labels.find_label(book, str(column), value) for value in frame[column]]
        for column in frame
    }
    return pd.DataFrame(named, frame.index)


def improve(
    book: Book, spec: Spec, frames: Mapping[str, pd.DataFrame], named: Mapping[str, pd.DataFrame]
) -> None:
    """Give a chart names for ids, the order and the colours of sections, links, and labels in their places.

    frames: the rows of its views, by their names
    named: the same with names in place of ids
    """
    views = list(walk_views(spec, ""))
    addresses = {name: row_labels.find_addresses(book, frame) for name, frame in frames.items()}
    for view in (view for view in views if view.data in frames):
        for channel, shown in view.encoding.items():
            for each in _as_list(shown):
                if column := each.get("field"):
                    _name_channel(book, channel, each, column)
        # A mark of several rows would be divided by their addresses.
        is_several = view.mark in COMPOSITE or any(
            {"aggregate", "bin", "timeUnit"} & set(each) for each in view.channels
        )
        if view.mark in PLAIN:
            view.part["mark"].setdefault("aria", False)
        elif not is_several and addresses[view.data] is not None:
            view.encoding.setdefault("href", {"field": "href", "type": "nominal"})
    for facet in find_facets(spec):
        _name_channel(book, "facet", facet, facet["field"])
    ink, place = _find_ink(views), _find_place(views)
    for view in (view for view in views if view.mark == "text"):
        if ink:
            view.encoding.setdefault("color", ink)
        if not {"align", "dx", "dy"} & set(view.part["mark"]):
            view.part["mark"] |= place
    spec["datasets"] = {name: _list_rows(named[name], addresses[name]) for name in frames}


def _list_rows(rows: pd.DataFrame, addresses: pd.Series | None) -> list[Any]:
    """Rows as a chart has them, with their links."""
    if addresses is not None:
        rows = rows.assign(href=addresses.where(addresses == "", SITE + addresses))
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _name_channel(book: Book, channel: str, shown: Spec, column: str) -> None:
    """Put names in place of ids in the sort and the domain of a channel; order and colour the sections."""
    find = functools.partial(row_labels.find_label, book, column)
    held = row_labels.find_column(column)
    order = list(held.order(book))
    if isinstance(shown.get("sort"), list):
        shown["sort"] = list(map(find, shown["sort"]))
    elif order and channel in ("x", "y", "xOffset", "yOffset", "facet", "row", "column"):
        shown.setdefault("sort", order)
    if channel in ("facet", "row", "column"):
        shown.setdefault("title", None)
    given = shown.get("scale", {})
    scale = given or {}
    if "domain" in scale and shown.get("type") != "quantitative":
        scale["domain"] = list(map(find, scale["domain"]))
    is_coloured = channel in ("color", "fill", "stroke", "shape") and held.colours
    if is_coloured and given is not None and set(scale) <= {"domain"}:
        colours = {} if channel == "shape" else {"range": held.colours}
        shown["scale"] = {"domain": order} | scale | colours
        shown.setdefault("title", None)
    if scale.get("type") == "threshold" and "range" not in scale:
        scale["range"] = HEAT[-len(scale["domain"]) - 1 :]
        shown.setdefault("legend", None)


def _find_ink(views: list[View]) -> Spec:
    """The colours of labels on cells: the light ink in strong colours. Empty for charts without cells."""
    cells = next((view for view in views if view.mark == "rect"), None)
    colour = cells.encoding.get("color", {}) if cells else {}
    scale = colour.get("scale") or {}
    if row_labels.find_column(colour.get("field", "")).colours:
        return {"value": ON_HEAT}
    if scale.get("type") != "threshold":
        return {}
    test = f"datum['{colour['field']}'] >= {scale['domain'][-1]}"
    return {"condition": {"test": test, "value": ON_HEAT}, "value": INK}


def _find_place(views: list[View]) -> Spec:
    """Where labels stand that a chart does not place: beside bars, and above points without bars."""
    marks = {view.mark for view in views}
    return {"align": "left", "dx": 5} if "bar" in marks else {"dy": -12} if "point" in marks else {}
