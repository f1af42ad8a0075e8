"""Reads a chart of Altair: its panels and repeated parts in one form. Refuses what cannot be shown."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
from altair.utils.schemapi import SchemaValidationError

from reading.files.errors import suggest_or_list
from reading.show.altair_theme import THEME
from reading.show.environment import ReaderError
from reading.show.output_types import NoRowsError, Spec
from reading.show.specification import View, find_facets, walk_views
from reading.show.theme import SECTIONS

COMPUTES = r"'transform': \[(?!{'filter': [^{}]*}\])"
"""A transform that may make columns, in a specification as text. One filter alone makes none."""

PANELS = ("facet", "row", "column")
"""The channels that divide a chart into panels."""


class ChartError(ReaderError):
    """A chart that `show` cannot show."""


def read_chart(chart: Any, title: str) -> Spec:
    """The specification of a chart in the look of the book, with its title.

    Panels are a part `facet`, repeated parts are written out, and what layers share stands in each of them.
    Raises `ChartError` for what is no chart, has no title or no rows, or names a column that is not there.
    """
    if not isinstance(chart, alt.TopLevelMixin):
        raise ChartError(f"show takes a chart of Altair or a frame of pandas, and not {type(chart).__name__}")
    with warnings.catch_warnings(), alt.theme.enable(THEME):
        # Altair cannot tell the types of columns without rows, which have no chart.
        warnings.filterwarnings("ignore", "I don't know how to infer")
        try:
            spec: Spec = _write_out(chart.to_dict())
        except SchemaValidationError as error:
            raise ChartError(f"Altair cannot make the chart {title!r}, has it a mark? {error}") from None
    own = spec.get("title") or ""
    own = own.get("text", "") if isinstance(own, dict) else own
    spec["title"] = title or (" ".join(own) if isinstance(own, list) else own)
    if not spec["title"]:
        raise ChartError('the chart has no title: show(chart, "What it shows")')
    frames = {name: pd.DataFrame(rows) for name, rows in spec.get("datasets", {}).items()}
    used = [view for view in walk_views(spec, "") if view.data in frames]
    if not used:
        raise ChartError(f"the chart {title!r} has no frame: alt.Chart(frame), not an address or a list")
    if "url(" in str(spec).lower() or re.search("'(url|href)':", str({**spec, "datasets": {}})):
        raise ChartError(f"the chart {title!r} has an address: it draws its rows, and `show` links its marks")
    if all(frames[view.data].empty for view in used):
        raise NoRowsError(f"the chart {spec['title']!r} has no rows")
    if not re.search(COMPUTES, str(spec)):
        fields = [(field, [*frames[view.data]]) for view in used for field in _list_fields(view)]
        every = [column for frame in frames.values() for column in frame]
        for field, columns in [*fields, *((panel["field"], every) for panel in find_facets(spec))]:
            if field not in columns:
                hint = suggest_or_list(field, map(str, columns))
                raise ChartError(f"the chart {title!r} has no column {field} ({hint})")
    for view in used:
        _check_scales(view, frames[view.data])
    return spec


def _check_scales(view: View, frame: pd.DataFrame) -> None:
    """Raise `ChartError` for a scale that would leave a chart blank, or give two names one colour."""
    scales = {channel: (view.encoding.get(channel) or {}).get("scale") or {} for channel in ("x", "y")}
    if view.mark in ("bar", "area") and any(scale.get("type") == "log" for scale in scales.values()):
        raise ChartError("a bar begins at zero, which a log scale does not have: draw points, mark_point()")
    colour = view.encoding.get("color") or {}
    number = frame[colour["field"]].nunique() if colour.get("field") in frame else 0
    if colour.get("type") == "nominal" and not colour.get("scale") and number > len(SECTIONS):
        hint = f"choose up to {len(SECTIONS)}, or give colours: alt.Scale(range=[...])"
        raise ChartError(f"{number} values of {colour['field']} share {len(SECTIONS)} colours: {hint}")


def _list_fields(view: View) -> Iterator[str]:
    return (each["field"] for each in view.channels if isinstance(each.get("field"), str))


def _write_out(part: Any) -> Any:
    """A part of a specification with its repeated parts, its panels and its layers in one form."""
    if isinstance(part, list):
        return [_write_out(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "repeat" in part:
        part = _repeat(part)
    if "layer" in part and (shared := part.pop("encoding", None)):
        panels = {channel: shared.pop(channel) for channel in PANELS if channel in shared}
        layers = [each | {"encoding": shared | each.get("encoding", {})} for each in part["layer"]]
        part |= {"layer": layers} | ({"encoding": panels} if panels else {})
    encoding = part.get("encoding", {})
    if panels := {channel: encoding.pop(channel) for channel in PANELS if channel in encoding}:
        facet = panels.get("facet", panels)
        options = {name: facet.pop(name) for name in ("columns", "spacing") if name in facet}
        inside = ("mark", "layer", "encoding", "width", "height", "params", "view")
        spec = {name: part.pop(name) for name in inside if name in part}
        part = {**part, **options, "facet": facet, "spec": spec}
    return {
        name: value if name in ("data", "datasets") else _write_out(value) for name, value in part.items()
    }


def _repeat(part: Spec) -> Spec:
    """A repeated part as a part of many: side by side, below each other, or as layers."""
    repeat, text = part.pop("repeat"), json.dumps(part.pop("spec"))

    def fill(**fields: str) -> Any:
        filled = text
        for place, field in fields.items():
            filled = filled.replace(json.dumps({"repeat": place}), json.dumps(field))
        return json.loads(filled)

    if isinstance(repeat, list):
        return {**part, "concat": [fill(repeat=field) for field in repeat]}
    if "layer" in repeat:
        return {**part, "layer": [fill(layer=field) for field in repeat["layer"]]}
    rows, columns = repeat.get("row", [""]), repeat.get("column", [""])
    lines = [{"hconcat": [fill(row=row, column=column) for column in columns]} for row in rows]
    return {**part, "vconcat": lines}
