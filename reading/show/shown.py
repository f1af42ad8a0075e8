"""Puts a chart or a frame of a notebook on its page, with its title, its table and its evidence."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import pandas as pd

from reading.data.book import Book
from reading.show import names
from reading.show.frames import Table, fold_table, format_cells, is_in_kernel, to_html
from reading.show.spec import CHART
from reading.show.specification import (
    KINDS,
    Column,
    Part,
    aggregate,
    colour_numbers,
    describe_rows,
    find_facets,
    finish_rows,
    improve,
    list_columns,
    name_channel,
    name_values,
    walk_views,
)
from reading.show.theme import CONFIG
from reading.text.tokens import slug_ascii


@dataclass(frozen=True)
class Shown:
    """A chart on a page.

    spec: its specification; `usermeta` in it holds the name, the claim, whose codes it shows, and the table
    """

    spec: Part

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        # Programs that show Vega-Lite do not know the colours of the site.
        shown = {"text/html": _draw_html(self.spec)} if is_in_kernel() else {CHART: self.spec}
        return {**shown, "text/plain": self.spec["title"]}


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
        What the chart shows, for those who do not see it; by default what its axes say.
    table : DataFrame
        The rows of the table below the chart, by default those that it draws.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    book = Book.here()
    if isinstance(what, pd.DataFrame):
        return fold_table(describe_rows(book, what), title)
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
    views = list(walk_views(spec, ""))
    if all(frames[view.data].empty for view in views if view.data in frames):
        raise ValueError(f"the chart {title!r} has no rows")
    first = next(view.data for view in views if view.data in frames)
    rows = frames[first] if table is None else table
    listed = {name: column for name, column in list_columns(spec, views).items() if name in rows}
    rows = aggregate(rows, listed) if table is None else rows
    if table is not None:
        listed = {name: Column(names.head(name)) for name in map(str, table) if name != "href"}
    content = format_cells(name_values(book, rows), {column: listed[column].heading for column in listed})
    for facet in find_facets(spec):
        name_channel(book, "facet", facet, facet["field"])
    for view in views:
        if view.data in frames:
            improve(book, view, frames[view.data])
    colour_numbers(views)
    spec["datasets"] = {name: finish_rows(book, frame) for name, frame in frames.items()}
    kind = next((KINDS[view.mark] for view in views if view.mark in KINDS), "Chart")
    said = says or " by ".join(column.heading for column in listed.values())
    spec |= {"title": title, "description": f"{kind}: {said}.".replace("'", "\u2019")}
    shown = {str(column) for frame in frames.values() for column in frame}
    codes = next((kind.codes for column, kind in names.COLUMNS.items() if kind.codes and column in shown), "")
    spec["usermeta"] = {"name": name or slug_ascii(title), "claim": claim, "codes": codes, "table": content}
    if "projection" in spec:
        spec["usermeta"]["scaled"] = True
    return Shown(spec)


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
