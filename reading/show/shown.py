"""Puts a chart or a frame of a notebook on its page, with its title, its table and its evidence."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from reading.data.book import Book
from reading.show import names
from reading.show.frames import Table, fold_table, format_cells, is_in_kernel, to_html
from reading.show.spec import CHART, SITE
from reading.show.theme import CONFIG, HEAT, INK, ON_HEAT, SECTIONS, STANCES
from reading.tables.not_yet import NOTHING, NotYet
from reading.text.words import slug_ascii

Part = dict[str, Any]
"""A part of a specification of Vega-Lite."""

NESTED = ("layer", "vconcat", "hconcat", "concat")
"""The parts of a chart that hold charts."""

KINDS = {
    "bar": "Bar chart",
    "point": "Dot chart",
    "circle": "Dot chart",
    "rect": "Heat map",
    "line": "Line chart",
    "geoshape": "Map",
}
"""What a chart is called, by the mark of its first layer."""

COLOURS = {"section": SECTIONS, "stance": STANCES}
"""The colours of what has the same ones in every chart, by its column."""

PLAIN = ("text", "rule", "tick", "line", "area", "geoshape")
"""Marks that repeat what other marks say. A screen reader and a pointer pass over them."""

WRAPPED = "length(datum.label) > 22 ? split(replace(datum.label, /(.{9,22}) /g, '$1|'), '|') : datum.label"
"""What breaks the heading of a panel into lines, so that it does not reach into the next panel."""

UNLISTED = ("href", "description", "order", "xOffset", "yOffset")
"""Encodings that a table needs no column for."""


@dataclass(frozen=True)
class Shown:
    """A chart on a page. `spec` is its specification; its `usermeta` holds the name, the claim, the table."""

    spec: Part

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        # Programs that show Vega-Lite do not know the colours of the site.
        shown = {"text/html": _draw_html(self.spec)} if is_in_kernel() else {CHART: self.spec}
        return {**shown, "text/plain": self.spec["title"]}


class View(NamedTuple):
    """A part of a chart with one mark. `data` is the name of its rows."""

    part: Part
    data: str

    @property
    def mark(self) -> str:
        """The type of the mark."""
        mark = self.part["mark"]
        return str(mark["type"] if isinstance(mark, dict) else mark)

    @property
    def encoding(self) -> Part:
        """The channels."""
        encoding: Part = self.part.setdefault("encoding", {})
        return encoding


def show(
    what: Any,
    title: str,
    *,
    claim: str = "",
    name: str = "",
    says: str = "",
    table: pd.DataFrame | None = None,
) -> Shown | Table:
    """Show a chart, or a frame as a table that a reader opens.

    Values that are ids, in columns such as `lemma`, `actor`, `theme`, `section` and `paragraph`, are written
    as names, and marks and rows that have such an id lead to the sentences behind them.

    Parameters
    ----------
    what : altair.Chart or DataFrame
        The chart, or the frame.
    title : str
        What it shows. A title that states a finding needs a claim.
    claim : str
        The claim of `data/claims.yml` that proves the title. The build fails when it is false.
    name : str
        Other pages show the chart by this name: `{chart} NAME`.
    says : str
        What the chart shows, for those who do not see it; by default what its axes say. A new book has it as
        the title.
    table : DataFrame
        The rows of the table below the chart, by default those that it draws.

    Raises
    ------
    NotYet
        If there are no rows: the page says so in a line.
    """
    book = Book.here()
    if isinstance(what, pd.DataFrame):
        return fold_table(_describe_rows(book, what), title)
    return describe_chart(book, what, title, claim=claim, name=name, says=says, table=table)


def describe_chart(
    book: Book,
    chart: Any,
    title: str,
    *,
    claim: str = "",
    name: str = "",
    says: str = "",
    table: pd.DataFrame | None = None,
) -> Shown:
    """Return a chart with names for ids, links, a description and a table: see `show`."""
    with warnings.catch_warnings():
        # Altair cannot tell the types of columns without rows, which have no chart.
        warnings.filterwarnings("ignore", "I don't know how to infer")
        spec: Part = chart.to_dict()
    frames = {name: pd.DataFrame(rows) for name, rows in spec.get("datasets", {}).items()}
    views = list(_walk_views(spec, ""))
    if all(frames[view.data].empty for view in views if view.data in frames):
        raise NotYet(NOTHING)
    first = next(view.data for view in views if view.data in frames)
    rows = frames[first] if table is None else table
    listed = {name: column for name, column in _list_columns(spec, views).items() if name in rows}
    rows = _aggregate(rows, listed) if table is None else rows
    if table is not None:
        listed = {name: Column(names.head(name)) for name in map(str, table) if name != "href"}
    content = format_cells(_name_values(book, rows), {column: listed[column].heading for column in listed})
    for facet in _find_facets(spec):
        _name_channel(book, "facet", facet, facet["field"])
    for view in views:
        if view.data in frames:
            _improve(book, view, frames[view.data])
    _colour_numbers(views)
    spec["datasets"] = {name: _finish_rows(book, frame) for name, frame in frames.items()}
    kind = next((KINDS[view.mark] for view in views if view.mark in KINDS), "Chart")
    said = says or " by ".join(column.heading for column in listed.values())
    spec |= {"title": title, "description": f"{kind}: {said}.".replace("'", "\u2019")}
    spec["usermeta"] = {"name": name or slug_ascii(title), "claim": claim, "table": content}
    if "projection" in spec:
        spec["usermeta"]["scaled"] = True
    return Shown(spec)


class Column(NamedTuple):
    """A column of a chart's table. `aggregate` is how its values are put together: `sum`, or not at all."""

    heading: str
    aggregate: str = ""


def _walk_views(part: Part, data: str) -> Iterator[View]:
    """The views of a chart, from back to front."""
    data = part.get("data", {}).get("name", data)
    for nested in (nested for key in NESTED for nested in part.get(key, ())):
        yield from _walk_views(nested, data)
    if "spec" in part:
        yield from _walk_views(part["spec"], data)
    if "mark" in part:
        yield View(part, data)


def _find_facets(part: Part) -> Iterator[Part]:
    """What the panels of a chart stand for."""
    for nested in (nested for key in NESTED for nested in part.get(key, ())):
        yield from _find_facets(nested)
    facet = part.get("facet", {})
    yield from (each for each in (facet, *map(facet.get, ("row", "column"))) if each and "field" in each)


def _walk_channels(views: list[View]) -> Iterator[Part]:
    """The channels of views that show a column: names first, then values, then the ends of intervals."""
    shown = [
        (
            each.get("type", "quantitative") == "quantitative",
            names.rank_end(each["field"]),
            channel != "y",
            each,
        )
        for view in views
        for channel, listed in view.encoding.items()
        for each in (listed if isinstance(listed, list) else [listed])
        if channel not in UNLISTED and "field" in each
    ]
    yield from (each for *_, each in sorted(shown, key=lambda part: part[:3]))


def _list_columns(spec: Part, views: list[View]) -> dict[str, Column]:
    """The columns of a chart's table: what `tooltip` lists, or else what the chart shows."""
    told = [each for view in views for each in view.encoding.get("tooltip", ())]
    columns: dict[str, Column] = {}
    for channel in told or [*_find_facets(spec), *_walk_channels(views)]:
        field, heading = channel["field"], channel.get("title") or (channel.get("axis") or {}).get("title")
        if names.rank_end(field) or (not heading and field not in columns):
            heading = names.head(field)
        if heading:
            columns[field] = Column(heading, channel.get("aggregate", ""))
    return columns


def _aggregate(frame: pd.DataFrame, columns: dict[str, Column]) -> pd.DataFrame:
    """The rows of a table, aggregated as the chart aggregates them."""
    how = {name: column.aggregate for name, column in columns.items() if column.aggregate}
    by = [name for name in columns if name not in how]
    return frame.groupby(by, sort=False, as_index=False).agg(how) if how else frame


def _describe_rows(book: Book, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with names for ids, headings for columns, and addresses in `href`."""
    addresses = names.find_addresses(book, frame)
    named = _name_values(book, frame).drop(columns="href", errors="ignore").rename(columns=names.head)
    return named if addresses is None else named.assign(href=addresses)


def _name_values(book: Book, frame: pd.DataFrame) -> pd.DataFrame:
    """A frame with names in place of ids."""
    named = {
        column: [names.find_label(book, str(column), value) for value in frame[column]] for column in frame
    }
    return pd.DataFrame(named, frame.index)


def _finish_rows(book: Book, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame with names in place of ids, and with links."""
    addresses = names.find_addresses(book, frame)
    frame = _name_values(book, frame)
    frame = (
        frame if addresses is None else frame.assign(href=addresses.where(addresses == "", SITE + addresses))
    )
    records: list[Any] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return records


def _improve(book: Book, view: View, frame: pd.DataFrame) -> None:
    """Give a view names for ids, the order and the colours of sections, and links."""
    for channel, shown in view.encoding.items():
        for each in shown if isinstance(shown, list) else [shown]:
            if column := each.get("field"):
                _name_channel(book, channel, each, column)
    view.part["mark"] = {"type": view.mark} | (
        view.part["mark"] if isinstance(view.part["mark"], dict) else {}
    )
    if view.mark in PLAIN:
        view.part["mark"].setdefault("aria", False)
    elif names.find_addresses(book, frame) is not None:
        view.encoding.setdefault("href", {"field": "href", "type": "nominal"})


def _name_channel(book: Book, channel: str, shown: Part, column: str) -> None:
    """Put names in place of ids in the sort and the domain of a channel; order and colour the sections."""
    find = functools.partial(names.find_label, book, column)
    order = names.list_in_order(book, column)
    if isinstance(shown.get("sort"), list):
        shown["sort"] = list(map(find, shown["sort"]))
    elif order and channel in ("x", "y", "xOffset", "yOffset", "facet", "row", "column"):
        shown.setdefault("sort", order)
    if channel in ("facet", "row", "column"):
        shown.setdefault("title", None)
        shown.setdefault("header", {}).setdefault("labelExpr", WRAPPED)
    scale = shown.get("scale") or {}
    if "domain" in scale and shown.get("type") != "quantitative":
        scale["domain"] = list(map(find, scale["domain"]))
    if channel in ("color", "fill", "stroke", "shape") and column in COLOURS and "scale" not in shown:
        shown["scale"] = {"domain": order} | ({"range": COLOURS[column]} if channel != "shape" else {})
        shown.setdefault("title", None)
    if scale.get("type") == "threshold" and "range" not in scale:
        scale["range"] = HEAT[-len(scale["domain"]) - 1 :]
        shown.setdefault("legend", None)


def _colour_numbers(views: list[View]) -> None:
    """Write the numbers in the darkest cells of a heat map in the light ink."""
    cells = next((view for view in views if view.mark == "rect"), None)
    colour = cells.encoding.get("color", {}) if cells else {}
    if (scale := colour.get("scale") or {}).get("type") == "threshold":
        value = f"datum['{colour['field']}']"
        # A scale that falls has its darkest cells below its first step.
        is_falling = colour.get("sort") == "descending"
        below = f"isValid({value}) && {value} < {scale['domain'][0]}"
        darkest = {"test": below if is_falling else f"{value} >= {scale['domain'][-1]}", "value": ON_HEAT}
        for view in views:
            if view.mark == "text":
                view.encoding.setdefault("color", {"condition": darkest, "value": INK})


def _draw_html(spec: Part) -> str:
    """A chart as HTML that needs no style sheet and no script: its drawing, and its table below."""
    from reading.show.svg import draw_alone  # the build draws in processes of its own

    table = to_html(spec["usermeta"]["table"] | {"caption": spec["title"]})
    return (
        f"<figure><figcaption>{escape(spec['title'])}</figcaption>{draw_alone(spec)}"
        f"<details><summary>As a table</summary>{table}</details></figure>"
    )


def _render_bare_chart(spec: Part, **_: Any) -> dict[str, Any]:
    """What a chart becomes that is not passed to `show`. The build refuses it."""
    if is_in_kernel():
        table = {"columns": [], "rows": [], "caption": ""}
        return {"text/html": _draw_html({**spec, "title": "", "usermeta": {"table": table}})}
    return {CHART: spec}


@alt.theme.register("reading", enable=True)
def use_theme() -> alt.theme.ThemeConfig:
    """The theme of all charts."""
    return {"config": CONFIG}  # type: ignore[typeddict-item]


alt.renderers.register("reading", _render_bare_chart)
alt.renderers.enable("reading")
