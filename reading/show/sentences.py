"""Says in words what each mark of a chart shows: its names and its numbers.

`China and partnership: 11 of 27 sentences, 41%`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from reading.formatting import format_number, format_share, format_significant
from reading.show import row_labels
from reading.show.output_types import Spec
from reading.show.specification import AGGREGATES, PLAIN, View, list_tooltips, walk_channels

PLACES = ("section", "paragraph")
"""Columns of names that stand after others with `in`."""

OF = ("sentences", "count")
"""Columns of which a column `of` is the whole; the first that there is."""

NUMBERED = ("sentence", "year")
"""Columns of numbers that are names."""

UNITS = {"count": "occurrences"}
"""What columns of numbers count, where the chart does not say it in one word."""

SHARES = {"share": 1, "percent": 100, "per_cent": 100}
"""Columns whose numbers are shares of a whole, with the number that is the whole."""

THINGS = {*row_labels.ENTRIES, "lemma", "other_actor"}
"""Columns of names that stand side by side with `and`."""


def write_sentences(view: View, facets: Sequence[Spec], rows: pd.DataFrame) -> list[str]:
    """What the mark of each row says. Empty for bins and for what a chart computes: Vega-Lite says it.

    facets: what the panel of a mark stands for
    rows: those of the view, with names in place of ids
    """
    counted = [each for each in view.channels if each.get("aggregate") == "count" and "field" not in each]
    shown = list_tooltips(view) or [*facets, *walk_channels([view]), *counted[:1]]
    fields = [each["field"] for each in shown if "field" in each]
    is_made = any({"bin", "timeUnit"} & set(each) for each in shown) or not set(fields) <= set(rows)
    if view.mark in PLAIN or not shown or is_made:
        return []
    dates = {each["field"] for each in shown if each.get("type") == "temporal"}
    rows = rows.assign(**{date: pd.to_datetime(rows[date]) for date in dates})
    aggregated = [each for each in [*shown, *view.channels] if "aggregate" in each]
    if not {each["aggregate"] for each in aggregated} <= {"count", *AGGREGATES}:
        return []
    if aggregated:
        rows = _aggregate(rows, aggregated, [*facets, *view.channels])
    names = [each["field"] for each in shown if _is_name(each)]
    names = names or [each["field"] for each in walk_channels([view]) if _is_name(each)]
    numbers = dict(_read_number(each) for each in shown if not _is_name(each))
    if counted_of := next((column for column in OF if {column, "of"} <= set(rows)), ""):
        numbers = {counted_of: "", **numbers}
        numbers.pop("of", None)
    said = []
    for row in rows.to_dict("records"):
        start = re.sub("^(, | in | and )", "", "".join(_write_names(row, list(dict.fromkeys(names)))))
        end = ", ".join(part for number in numbers.items() for part in _write_number(row, *number))
        said.append(": ".join(filter(None, (start, end))))
    return said


def _aggregate(rows: pd.DataFrame, aggregated: list[Spec], channels: list[Spec]) -> pd.DataFrame:
    """The names and the aggregated numbers of each row's mark."""
    by = [each["field"] for each in channels if "field" in each and "aggregate" not in each]
    groups: Any = rows.groupby(by or [0] * len(rows), dropna=False)
    found = rows[list(dict.fromkeys(by))].copy()
    for each in aggregated:
        how = AGGREGATES.get(each["aggregate"], "size")
        found[_read_number(each)[0]] = groups[each.get("field", rows.columns[0])].transform(how)
    return found


def _is_name(channel: Spec) -> bool:
    is_number = channel.get("type", "quantitative") == "quantitative" or "aggregate" in channel
    return not is_number or channel.get("field") in NUMBERED


def _read_number(channel: Spec) -> tuple[str, str]:
    """The column of a number and what the chart calls it."""
    guide = channel.get("axis") or channel.get("legend") or {}
    column, heading = channel.get("field", "records"), channel.get("title") or guide.get("title") or ""
    how = channel.get("aggregate", "sum")
    return (column if how in ("sum", "count") else f"{how} {column}"), heading


def _write_names(row: Mapping[Any, Any], names: list[str]) -> Iterator[str]:
    """The names of a row, each with what stands before it. Two things are one and another."""
    things = [name for name in names if name in THINGS]
    places = [name for name in names if name in PLACES]
    for name in (*things, *(name for name in names if name not in {*things, *places}), *places):
        before = " in " if name in places and len(names) > len(places) else ", "
        if len(things) == 2 and name == things[1]:
            before = " and "
        if name == "sentence":
            before += "sentence "
        if pd.notna(value := row.get(name)):
            is_date = isinstance(value, pd.Timestamp)
            yield before + (f"{value.day} {value:%B %Y}" if is_date else str(value))


def _write_number(row: Mapping[Any, Any], column: str, heading: str) -> Iterator[str]:
    """A number of a row. Empty where it is missing."""
    if pd.notna(value := row.get(column)):
        called = (heading if " " not in heading else "") or UNITS.get(column) or row_labels.head(column)
        called = called if called[1:2].isdigit() else called[0].lower() + called[1:]
        called = heading[0].lower() + heading[1:] if heading.startswith("Per ") else called
        text = _format(value, column)
        if _is_share(column):
            yield text
        elif column in OF and pd.notna(whole := row.get("of")):
            yield f"{text} of {_format(whole, 'of')} {called}"
        elif heading.startswith("Per ") or (called.endswith("s") and not called.endswith("ss")):
            yield f"{text} {called[:-1] if value == 1 and not heading.startswith('Per ') else called}"
        else:
            yield f"{called} {text}"


def _is_share(column: str) -> bool:
    return column in SHARES or column.endswith("_share")


def _format(value: Any, column: str) -> str:
    """A number as pages and tables write it."""
    if _is_share(column):
        return format_share(value / SHARES.get(column, 1))
    return format_significant(value) if abs(value) < 1000 else format_number(value)
