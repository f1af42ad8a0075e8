"""Charts of how the lexicons of themes do in sentences of other texts."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.charts.common import chart, finish_chart, label_axis, link_themes
from reading.data.book import Book
from reading.formatting import format_number, round_columns
from reading.measures.frames import iterate_rows
from reading.show.theme import INK, QUIET, REST
from reading.tables import sample_counts as samples
from reading.tables import theme_counts as themes
from reading.tables.lexicon_tables import held_out_themes, lexicons
from reading.tables.sample_counts import GENERAL, LEXICONS, REFINED

DOCUMENT, ELSEWHERE = "in the document", "in other texts"


@chart
def lexicons_elsewhere(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The mean F1 of each lexicon in the document and in the held-out sentences of other texts."""
    _require_samples(book, title)
    places = {samples.DOCUMENT: DOCUMENT, samples.HELD_OUT: ELSEWHERE}
    frame = lexicons(book).rename(columns={"f1": "value", "f1_low": "low", "f1_high": "high"})
    frame = frame.assign(where=frame["sample"].map(places), lexicon=frame["lexicon"].map(LEXICONS))
    frame = round_columns(frame.dropna(subset="where"), {"value": 2, "low": 2, "high": 2})
    frame["said"] = [
        f"{row.lexicon}: mean F1 {format_number(row.value, 2)} {row.where}"
        + (f" ({format_number(row.low, 2)} to {format_number(row.high, 2)})" if pd.notna(row.low) else "")
        for row in iterate_rows(frame)
    ]
    y = alt.Y("lexicon:N", sort=list(LEXICONS.values()), title=None, axis=label_axis("width"))
    axis = alt.Axis(grid=True, values=[0, 0.25, 0.5, 0.75, 1], format=".2~f")
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 1]), title="Mean F1 of the themes", axis=axis)
    base = alt.Chart(frame).encode(y=y)
    spans = (
        base.transform_filter(f"datum.where === '{ELSEWHERE}'")
        .mark_rule(color=REST, strokeWidth=4, aria=False)
        .encode(x="low:Q", x2="high:Q")
    )
    dots = base.mark_point(strokeWidth=1.5, size=70, opacity=1, stroke=INK).encode(
        x=x,
        fill=alt.Fill(
            "where:N",
            scale=alt.Scale(domain=[DOCUMENT, ELSEWHERE], range=["var(--page)", INK]),
            legend=alt.Legend(title=None),
        ),
        description="said:N",
    )
    labels = base.mark_text(dy=-13, fontSize=11.5, color=QUIET, aria=False).encode(
        x=x, text=alt.Text("value:Q", format=".2f")
    )
    return finish_chart(
        alt.layer(spans, dots, labels).properties(height=alt.Step(40)),
        title,
        claim,
        "Dot chart of the mean F1 of all themes, from 0 to 1, for each lexicon: in the document, a hollow "
        "circle, and in sentences of other texts that no lexicon was made from, a full circle with its 95 % "
        "interval.",
        frame,
        {
            "lexicon": "Lexicon",
            "where": "Sentences",
            "value": "Mean F1",
            "low": "Interval from",
            "high": "to",
        },
    )


@chart
def themes_elsewhere(book: Book, *, title: str, claim: str) -> alt.Chart:
    """F1 of each theme in the held-out sentences, by the general and by the refined lexicon."""
    _require_samples(book, title)
    lexicons = [LEXICONS[REFINED], LEXICONS[GENERAL]]
    frame = held_out_themes(book).dropna(subset="f1")
    frame = frame.assign(
        label=frame["theme"].map(themes.labels(book)), lexicon=frame["lexicon"].map(LEXICONS)
    )
    frame = frame[frame["lexicon"].isin(lexicons)]
    names = {"f1": "value", "f1_low": "low", "f1_high": "high"}
    frame = round_columns(frame.rename(columns=names), {"value": 2, "low": 2, "high": 2})
    frame["href"] = link_themes(book, frame["theme"])
    frame["said"] = [
        f"{row.label}, {row.lexicon}: F1 {format_number(row.value, 2)} "
        f"({format_number(row.low, 2)} to {format_number(row.high, 2)}); "
        f"{row.coded} coded, {row.misses} missed, {row.false_alarms} false alarms"
        for row in iterate_rows(frame)
    ]
    y = alt.Y("label:N", sort=list(themes.labels(book).values()), title=None, axis=label_axis("width"))
    axis = alt.Axis(grid=True, values=[0, 0.25, 0.5, 0.75, 1], format=".2~f")
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 1]), title="F1", axis=axis)
    base = alt.Chart(frame).encode(y=y, yOffset=alt.YOffset("lexicon:N", sort=lexicons))
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(x="low:Q", x2="high:Q")
    fill, shape = (
        channel("lexicon:N", scale=alt.Scale(domain=lexicons, range=values), legend=alt.Legend(title=None))
        for channel, values in (
            (alt.Fill, ["var(--page)", INK]),
            (alt.Shape, ["diamond", "circle"]),
        )
    )
    dots = base.mark_point(strokeWidth=1.5, size=50, opacity=1, stroke=INK).encode(
        x=x, fill=fill, shape=shape, description="said:N", href="href:N"
    )
    return finish_chart(
        alt.layer(spans, dots).properties(height=alt.Step(14)),
        title,
        claim,
        "Dot chart of F1 of each theme, from 0 to 1, in sentences of other texts that no lexicon was made "
        "from, for the refined lexicon, hollow diamonds, and the general one, full circles, with exact 95 % "
        "intervals.",
        frame,
        {
            "label": "Theme",
            "lexicon": "Lexicon",
            "coded": "Coded",
            "misses": "Missed",
            "false_alarms": "False alarms",
            "value": "F1",
            "low": "Interval from",
            "high": "to",
        },
    )


def _require_samples(book: Book, title: str) -> None:
    """Raise `ValueError` where nothing can judge the lexicons."""
    if not (book.coding.passes and samples.find_samples(book, samples.HELD_OUT)):
        raise ValueError(f"the chart {title!r} needs a codebook and coded sentences of other texts")
