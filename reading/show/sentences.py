"""Says in words what each mark of a chart shows: its names, its numbers, and their intervals.

`China and partnership: 11 of 27 sentences, 41%, between 22% and 61%`. The words are an expression of Vega,
since what a mark shows may be counted only when a chart is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reading.formatting import SMALLEST_P
from reading.show import row_labels
from reading.show.output_types import Spec
from reading.show.specification import View, list_tooltips, walk_channels

PLACES = ("section", "paragraph")
"""Columns of names that stand after others with `in`."""

OF = ("sentences", "count")
"""Columns of which a column `of` is the whole; the first that there is."""

NUMBERED = ("sentence", "year")
"""Columns of numbers that are names."""

SHARES = {"share": 1, "percent": 100, "per_cent": 100}
"""Columns whose numbers are shares of a whole, with the number that is the whole."""

THINGS = {*row_labels.ENTRIES, "lemma", "target", "other_actor"}
"""Columns of names that stand side by side with `and`."""

ENDS = ("low", "high")
"""What the columns of the ends of an interval end in."""

ROUNDED_UP = "(1 + 1e-12)"
"""By this, a half is rounded away from zero, as the book does it, and not as a binary fraction falls."""


class Quantity(NamedTuple):
    """A number of a mark.

    column: the name of its column
    value: the expression of its value; empty where a mark has only the ends of its interval
    heading: what the chart calls it; empty where it does not
    format: how the chart writes it, in the notation of d3; empty where it does not say
    """

    column: str
    value: str
    heading: str = ""
    format: str = ""


def write_sentence(view: View, facets: Sequence[Spec], columns: Collection[str]) -> str:
    """An expression of the sentence that a mark says. Empty for bins, which Vega-Lite says.

    facets: what the panel of the mark stands for
    columns: the columns of its rows
    """
    counted = [each for each in view.channels if each.get("aggregate") == "count" and "field" not in each]
    shown = list_tooltips(view) or [*facets, *walk_channels([view]), *counted[:1]]
    if not shown or any({"bin", "timeUnit"} & set(each) for each in shown):
        return ""
    # A mark of several rows has no columns but those that it shows.
    known = set() if any("aggregate" in each for each in view.channels) else set(columns)
    named = {str(each["field"]): each for each in shown if _is_name(each)} or {
        str(each["field"]): each for each in walk_channels([view]) if _is_name(each)
    }
    numbers = [_read_quantity(each, known) for each in shown if not _is_name(each)]
    quantities = {quantity.column: quantity for quantity in numbers}
    if counted_of := next((column for column in OF if {column, "of"} <= known), ""):
        quantities = {counted_of: Quantity(counted_of, _datum(counted_of))} | quantities
        quantities.pop("of", None)
    words = "".join(_write_names(named))
    said = [part for each in quantities.values() for part in _write_quantity(each, known)]
    start = f"replace({words[3:]}, /^(, | in | and )/, '')" if words else "''"
    return f"{start} + replace({' + '.join(said)}, /^, /, '{': ' if words else ''}')" if said else start


def _is_name(channel: Spec) -> bool:
    is_number = channel.get("type", "quantitative") == "quantitative" or "aggregate" in channel
    return not is_number or channel.get("field") in NUMBERED


def _datum(column: str) -> str:
    return f"datum[{json.dumps(column)}]"


def _read_quantity(channel: Spec, known: Collection[str]) -> Quantity:
    """The number that a channel shows. An end of an interval stands for what the interval is of."""
    guide = channel.get("axis") or channel.get("legend") or {}
    heading = channel.get("title") or guide.get("title") or ""
    column, form = channel.get("field", "records"), channel.get("format") or guide.get("format") or ""
    if how := channel.get("aggregate"):
        value = _datum(f"{how}_{column}" if "field" in channel else "__count")
        return Quantity(column if how in ("sum", "count") else f"{how} {column}", value, heading, form)
    if row_labels.find_kind(column).end:
        base = column.rpartition("_")[0]
        return Quantity(base, _datum(base) if base in known else "", "", form)
    return Quantity(column, _datum(column), heading, form)


def _write_names(named: dict[str, Spec]) -> Iterator[str]:
    """Expressions of names, each with what stands before it. Two things are one and another."""
    things = [column for column in named if column in THINGS]
    places = [column for column in named if column in PLACES]
    others = [column for column in named if column not in {*things, *places}]
    for column in (*things, *others, *places):
        before = " in " if column in places and len(named) > len(places) else ", "
        if len(things) == 2 and column == things[1]:
            before = " towards " if column == "target" else " and "
        is_date = named[column].get("type") == "temporal"
        text = f"timeFormat({_datum(column)}, '%-d %B %Y')" if is_date else _datum(column)
        if column == "sentence":
            before += "sentence "
        yield f" + (isValid({_datum(column)}) ? '{before}' + {text} : '')"


def _write_quantity(quantity: Quantity, known: Collection[str]) -> Iterator[str]:
    """Expressions of a number and of its interval, each with what stands before it. Empty where missing."""
    column, value, heading, _ = quantity
    if value:
        called = (heading if " " not in heading else "") or row_labels.head(column)
        called = called if called[1:2].isdigit() else called[0].lower() + called[1:]
        text = _write_number(quantity, value)
        unit = called if column != "count" or heading else "occurrences"
        if column in SHARES:
            words = text
        elif heading.startswith("Per "):
            words = f"{text} + {json.dumps(' ' + heading[0].lower() + heading[1:])}"
        elif unit.endswith("s") and not unit.endswith("ss"):
            words = f"{text} + ({value} == 1 ? {json.dumps(' ' + unit[:-1])} : {json.dumps(' ' + unit)})"
            if column in OF and "of" in known:
                whole = f"' of ' + {_datum('of')} + {json.dumps(' ' + unit)}"
                words = f"(isValid({_datum('of')}) ? {text} + {whole} : {words})"
        else:
            words = f"{json.dumps(called + ' ')} + {text}"
        yield f"(isValid({value}) ? ', ' + {words} : '')"
    ends = [f"{column}_{end}" if column else end for end in ENDS]
    if set(ends) <= set(known):
        low, high = map(_datum, ends)
        between = f"{_write_number(quantity, low)} + ' and ' + {_write_number(quantity, high)}"
        yield f"(isValid({low}) && isValid({high}) ? ', between ' + {between} : '')"


def _write_number(quantity: Quantity, value: str) -> str:
    """An expression that writes a value as pages and tables do: see `reading.formatting`."""
    column, _, _, form = quantity
    if column in SHARES or column.endswith("_share") or "%" in form:
        return f"format({value} * {ROUNDED_UP} / {SHARES.get(column, 1)}, '.0%')"
    if column == "p" or column.startswith("p_"):
        return f"({value} < {SMALLEST_P} ? '< {SMALLEST_P}' : format({value} * {ROUNDED_UP}, '.3f'))"
    if form:
        return f"format({value}, {json.dumps(form)})"
    return f"(abs({value}) < 1000 ? format({value} * {ROUNDED_UP}, '.3~r') : format({value}, ',.0f'))"
