"""Code that all charts share: theme, registration, links, labels, and the table of each chart.

Colours are CSS variables, so that the same drawing works in light and dark mode. The `usermeta` of a chart
holds its name, its claim and its table; `reading.site` draws the chart and the table. Links are addresses
below `SITE`, which the site replaces by its own address: a mark that counts a term leads to the sentences
that are counted, a mark that measures a paragraph leads to its chapter.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec

import altair as alt
import pandas as pd
from altair.utils import schemapi

from reading.data.book import Book
from reading.show.frames import format_cells
from reading.show.shown import Shown, use_theme
from reading.show.spec import SITE
from reading.show.theme import QUIET, SECTIONS
from reading.tables import evidence
from reading.tables.actor_counts import incidence
from reading.tables.evidence import Location
from reading.tables.not_yet import NO_THEME, NOTHING, NotYet
from reading.tables.theme_counts import labels, sentence_themes


def _renderer(spec: dict[str, Any], **_: Any) -> dict[str, dict[str, Any]]:
    """Return the specification unchanged: the site draws it. A kernel of Jupyter gets the drawing."""
    return Shown(spec)._repr_mimebundle_()


# Altair would validate each part of a chart when it is made, which takes longer than the rest. The chart as a
# whole is validated where a notebook shows it, and in tests.
schemapi.disable_debug_mode()

use_theme()
alt.renderers.register("functions", _renderer)
alt.renderers.enable("functions")


_Arguments = ParamSpec("_Arguments")
_CHARTS: list[str] = []


def chart(make: Callable[_Arguments, alt.Chart]) -> Callable[_Arguments, alt.Chart]:
    """Register the function of a chart, and add its name to the charts that it returns."""
    _CHARTS.append(make.__name__)

    @functools.wraps(make)
    def make_named(*arguments: _Arguments.args, **options: _Arguments.kwargs) -> alt.Chart:
        # A plain title states nothing, and has no claim.
        options.setdefault("claim", "")
        chart = make(*arguments, **options)
        chart.usermeta["name"] = make.__name__
        return chart

    return make_named


def names() -> list[str]:
    """Return the names of all charts, which are those of their functions."""
    return list(_CHARTS)


def sort_by_order(frame: pd.DataFrame, order: list[str], column: str = "lemma") -> pd.DataFrame:
    """Sort rows by the position of a column's value in `order`; Vega draws marks in the order of the rows."""
    place = {name: index for index, name in enumerate(order)}
    return frame.sort_values(column, key=lambda names: names.map(place), kind="stable", ignore_index=True)


def require_themes(book: Book) -> None:
    """Raise `NotYet` where the codebook names no theme."""
    if not labels(book):
        raise NotYet(NO_THEME)


def has_colours(book: Book) -> bool:
    """Whether there is a colour for each section."""
    return len(book.document.titles) <= len(SECTIONS)


def section_colour(book: Book) -> alt.Color | alt.ColorValue:
    """Return the colour of sections, the same in every chart; one colour for all if there are too many."""
    if not has_colours(book):
        return alt.ColorValue(QUIET)
    titles = list(book.document.titles.values())
    return alt.Color(
        "heading:N",
        scale=alt.Scale(domain=titles, range=SECTIONS[: len(titles)]),
        legend=alt.Legend(title=None),
    )


def count_axis(field: str) -> alt.X:
    """Return an axis of counts, with grid lines only at whole numbers."""
    return alt.X(field, title="Occurrences", axis=alt.Axis(grid=True, tickMinStep=1, tickCount=6))


def link_terms(
    book: Book, lemmas: pd.Series[str], paragraphs: pd.Series[str] | None = None
) -> pd.Series[str]:
    """Return the addresses of the evidence for lemmas, in the document or each in a paragraph.

    Empty, which is no link, for a function word and for a lemma that does not occur in its paragraph.
    """
    return _link_entries(book, book.document.incidence, lemmas, paragraphs, evidence.term)


def link_actors(
    book: Book, actors: pd.Series[str], paragraphs: pd.Series[str] | None = None
) -> pd.Series[str]:
    """Return the addresses of the sentences that name actors, in the document or each in a paragraph.

    Empty, which is no link, for an actor that is not named there.
    """
    return _link_entries(book, incidence(book), actors, paragraphs, evidence.actor)


def link_themes(
    book: Book, themes: pd.Series[str], paragraphs: pd.Series[str] | None = None
) -> pd.Series[str]:
    """Return the addresses of the sentences that have themes, in the document or each in a paragraph.

    Empty, which is no link, for a theme that no sentence there has.
    """
    coded = sentence_themes(book).rename(columns={"theme": "lemma"})
    return _link_entries(book, coded, themes, paragraphs, evidence.theme)


def _link_entries(
    book: Book,
    rows: pd.DataFrame,
    names: pd.Series[str],
    paragraphs: pd.Series[str] | None,
    entry: Callable[..., Location],
) -> pd.Series[str]:
    """Return the addresses of the entries of names, or of the parts of these entries for a paragraph.

    `rows` is a frame [lemma, paragraph, ...] of the paragraphs in which each name has sentences.
    """
    short = book.document.short
    rows = rows[rows["lemma"].isin(names)]
    if paragraphs is None:
        known = set(rows["lemma"])
        return names.map(lambda name: SITE + entry(name).address if name in known else "")
    places = set(zip(rows["lemma"], rows["paragraph"], strict=True))
    addresses = [
        SITE + entry(name, paragraph=short[paragraph]).address if (name, paragraph) in places else ""
        for name, paragraph in zip(names, paragraphs, strict=True)
    ]
    return pd.Series(addresses, names.index)


def require_rows(table: pd.DataFrame) -> None:
    """Raise `NotYet` where a chart has nothing to show."""
    if table.empty:
        raise NotYet(NOTHING)


def finish_chart(
    chart: Any,
    title: str,
    claim: str,
    description: str,
    table: pd.DataFrame,
    columns: Mapping[str, str],
    **properties: Any,
) -> alt.Chart:
    """Add the title, the description for screen readers, the claim and the table to a chart.

    `columns` has the headings of the columns of the table. Raises `NotYet` where the table is empty.
    """
    require_rows(table)
    usermeta = {"claim": claim, "table": format_cells(table, columns)}
    description = description.replace("'", "\u2019")
    finished: alt.Chart = chart.properties(
        title=title, description=description, usermeta=usermeta, **properties
    )
    return finished


NARROW = 400
"""The width of a plot, in pixels, below which long labels take two lines."""

SECOND = "and "
"""The start of the second line of a label."""


def label_axis(width: str, **options: Any) -> alt.Axis:
    """Return an axis whose long labels take two lines where the plot is narrow; `width` is a Vega signal."""
    narrow = f"{width} < {NARROW}"
    lines = f"{narrow} ? split(datum.label, regexp(' (?={SECOND})')) : datum.label"
    # Vega puts the first of two lines where a single line would be, so that both have to move up.
    offset = alt.condition(f"{narrow} && indexof(datum.label, ' {SECOND}') > 0", alt.value(-6), alt.value(0))
    return alt.Axis(
        labelExpr=lines, labelOffset=offset, labelLineHeight=12, labelFontSize=12, labelLimit=220, **options
    )
