"""Puts a chart or a frame of a notebook on its page, with its title, its table and its evidence."""

from __future__ import annotations

import textwrap
import warnings
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from reading.data.book import Book
from reading.show import row_labels, specification
from reading.show.agreement import DIFFERING
from reading.show.environment import ReaderError, is_building, is_in_kernel
from reading.show.frames import ShownTable, details_table, format_cells, to_html
from reading.show.output_types import CHART, NoRowsError, Spec
from reading.show.read_chart import read_chart
from reading.show.sentences import write_sentences
from reading.show.titles import find_fault
from reading.tables.figures import Figures
from reading.tables.labels import name_rows
from reading.text.tokens import slug_ascii


@dataclass(frozen=True)
class ShownChart:
    """A chart on a page.

    spec: its specification; `usermeta` in it holds the name, the claim, whose codes it shows, and the table
    """

    spec: Spec

    def save(self, *_: Any, **__: Any) -> None:
        """Raise `ReaderError`: a chart of Altair can be saved, and what `show` returns is for the page."""
        raise ReaderError('save the chart itself, before `show`: bars.save("chart.png")')

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        # Programs that show Vega-Lite do not know the colours of the site.
        return _render(self.spec) if is_in_kernel() else {CHART: self.spec, "text/plain": self.spec["title"]}


def show(
    what: Any,
    title: str = "",
    *,
    claim: str = "",
    name: str = "",
    says: str = "",
    table: pd.DataFrame | None = None,
) -> ShownChart | ShownTable:
    """Show a chart, or a frame as a table that a reader opens.

    A chart stays as Altair draws it, in the look of the book. Marks and rows of a lemma, an actor, a theme, a
    section or a paragraph lead to the sentences behind them. A table has names for ids.

    Parameters
    ----------
    what : altair.Chart or DataFrame
        The chart, or the frame.
    title : str
        What it shows, by default the chart's own title. A title that states a finding needs a claim.
    claim : str
        The claim of `data/claims.yml` that proves the title. The build fails when it is false; a notebook
        warns.
    name : str
        Other pages show the chart by this name: `{chart} NAME`.
    says : str
        What the chart shows, for those who do not see it; by default what its axes say.
    table : DataFrame
        The rows of the table below the chart, by default those that it draws.

    Raises
    ------
    ValueError
        If there is no title, for what cannot be shown, and in a build if there are no rows.
    """
    book = Book.here()
    if claim and is_in_kernel() and (fault := find_fault(Figures(book), title, claim)):
        warnings.warn(fault.problem, stacklevel=2)
    try:
        if not isinstance(what, pd.DataFrame):
            return describe_chart(book, what, title, claim=claim, name=name, says=says, table=table)
        if not title:
            raise ValueError('the table has no title: show(frame, "What it shows")')
        return details_table(specification.describe_rows(book, what), title)
    except NoRowsError as error:
        if is_building():
            raise
        return ShownTable({"caption": str(error), "folded": False, "columns": [], "rows": []})


def describe_chart(
    book: Book,
    chart: Any,
    title: str,
    *,
    claim: str = "",
    name: str = "",
    says: str = "",
    table: pd.DataFrame | None = None,
) -> ShownChart:
    """Return a chart with links, a description and a table: see `show`."""
    spec = read_chart(chart, title)
    if name and name != slug_ascii(name):
        raise ValueError(f"the name {name!a} is not made of lower-case words joined by hyphens")
    frames = {name: pd.DataFrame(rows) for name, rows in spec["datasets"].items()}
    views, panels = list(specification.walk_views(spec, "")), list(specification.find_facets(spec))
    first = next(view.data for view in views if view.data in frames)
    rows = frames[first] if table is None else table
    columns = specification.list_columns(spec, views)
    listed = {name: heading for name, heading in columns.items() if name in rows}
    said = says or " by ".join(listed.values())
    if table is not None:
        listed = {name: row_labels.head(name) for name in map(str, table) if name != "href"}
    content = format_cells(name_rows(book, rows), listed)
    for number, view in enumerate(view for view in views if view.data in frames):
        is_composite = view.mark in specification.COMPOSITE
        if not is_composite and (sentences := write_sentences(view, panels, frames[view.data])):
            frames[view.data][f"says_{number}"] = sentences
            view.encoding.setdefault("description", {"field": f"says_{number}", "type": "nominal"})
    specification.add_links(book, spec, frames)
    chart_names = (specification.CHART_NAMES.get(view.mark) for view in views)
    chart_name = next(filter(None, chart_names), "Chart")
    spec |= {"description": f"{chart_name}: {said}.".replace("'", "\u2019")}
    used = [str(column) for frame in frames.values() for column in frame]
    codes = next((row_labels.CODED[column] for column in used if column in row_labels.CODED), "")
    stated = {"name": name or slug_ascii(spec["title"]), "claim": claim}
    spec["usermeta"] = {**stated, "codes": codes, "table": content}
    return ShownChart(spec)


def _render(spec: Spec) -> Any:
    """What Jupyter shows of a chart: what Altair makes of it, with its title, and its table below."""
    meta, said = spec["usermeta"], [*textwrap.wrap(spec["description"], 90)]
    if DIFFERING:
        said.append("The title is that of the published chart: numbers above it were changed.")
    drawn = {
        **spec,
        "title": {"text": [*textwrap.wrap(spec["title"], 70)], "subtitle": said},
    }
    del drawn["usermeta"]
    bundle = _draw(drawn)
    if isinstance(bundle, dict):
        bundle["text/plain"] = spec["title"]
    if isinstance(bundle, dict) and "text/html" in bundle:
        table = to_html(meta["table"] | {"caption": spec["title"]})
        bundle["text/html"] += f"<details><summary>As a table</summary>{table}</details>"
    return bundle


def _draw(spec: Spec) -> Any:
    """What Altair's renderer makes of a chart: a picture where its default would load a program."""
    if alt.renderers.active not in ("default", "svg"):
        return alt.renderers.get()(spec)  # type: ignore[misc]
    with alt.renderers.enable("svg"):
        picture: Any = alt.renderers.get()(spec)  # type: ignore[misc]
    return {"text/html": picture["image/svg+xml"]}
