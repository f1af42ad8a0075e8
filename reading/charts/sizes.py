"""Charts of the sizes of the parts of the document, and of the frequencies of its words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.analysis.divisions import divide_for_comparison
from reading.charts.common import (
    INK,
    chart,
    finish_chart,
    link_terms,
    page_address,
    pluralize,
    section_colour,
)
from reading.data.book import Book
from reading.measures import frequency
from reading.measures.frames import iterate_rows


@chart
def paragraph_sizes(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Tokens of each paragraph or longer part; a bar is a link to its first chapter."""
    parts = divide_for_comparison(book.document, title)
    frame = parts.frame.assign(
        href=lambda rows: rows["first"].map(lambda name: page_address(book, name)),
        label=lambda rows: [f"{row.title}: {pluralize(row.tokens, 'token')}" for row in iterate_rows(rows)],
    )
    y = alt.Y("title:N", sort=None, title=None)
    x = alt.X("tokens:Q", title="Words (tokens)", axis=alt.Axis(grid=True, tickCount=5))
    base = alt.Chart(frame).encode(y=y, x=x)
    bars = base.mark_bar().encode(color=section_colour(book), description="label:N", href="href:N")
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text="tokens:Q")
    return finish_chart(
        bars + numbers,
        title,
        claim,
        f"Bar chart of the number of tokens in each {parts.kind}, in the document's order.",
        frame,
        {
            "heading": "Section",
            "title": parts.kind.capitalize(),
            "sentences": "Sentences",
            "tokens": "Tokens",
        },
    )


@chart
def rank_frequency(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Rank and frequency of all token types on logarithmic axes, with the names of the most frequent."""
    frame = frequency.counts(book.document.vocabulary, ["token"])
    frame = frame.sort_values(["count", "token"], ascending=[False, True], ignore_index=True)
    frame["rank"] = frame.index + 1
    steps = (
        frame.groupby("count", as_index=False)
        .agg(types=("token", "size"), first=("rank", "min"), last=("rank", "max"), example=("token", "first"))
        .sort_values("first", ignore_index=True)
    )
    scale = alt.Scale(type="log", nice=False)
    x = alt.X("rank:Q", scale=scale, title="Rank (logarithmic)", axis=_logarithmic_axis(len(frame)))
    y = alt.Y(
        "count:Q",
        scale=scale,
        title="Occurrences (logarithmic)",
        axis=_logarithmic_axis(frame["count"].max()),
    )
    ends = steps.melt(["count"], ["first", "last"], value_name="rank").sort_values(["rank", "count"])
    line = alt.Chart(ends).mark_line(color=INK, strokeWidth=2.5, aria=False).encode(x=x, y=y)
    lemmas = book.document.vocabulary.drop_duplicates("token").set_index("token")["lemma"]
    alone = steps["example"].map(lemmas).where(steps["types"] == 1, "")
    points = (
        alt.Chart(steps.assign(rank=steps["last"], label=_label_steps(steps), href=link_terms(book, alone)))
        .mark_point(color=INK, filled=True, size=30, opacity=1)
        .encode(x=x, y=y, description="label:N", href="href:N")
    )
    names = (
        alt.Chart(_select_named(frame))
        .mark_text(align="left", dx=6, dy=-5, aria=False)
        .encode(x=x, y=y, text="token:N")
    )
    rare = frame[frame["count"] == 1]
    once = rare.tail(1).assign(label=f"{len(rare)} {'occurs' if len(rare) == 1 else 'occur'} once")
    tail = alt.Chart(once).mark_text(align="right", dy=-9, aria=False).encode(x=x, y=y, text="label:N")
    return finish_chart(
        line + points + names + tail,
        title,
        claim,
        "Line that falls from the most frequent token type to those that occur once: rank on the horizontal, "
        "number of occurrences on the vertical axis, both logarithmic.",
        steps,
        {
            "count": "Occurrences",
            "types": "Types",
            "first": "From rank",
            "last": "To rank",
            "example": "Such as",
        },
        height=300,
    )


def _select_named(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a rank-frequency table that have room for a name at their points."""
    return frame[frame["rank"].isin([1, 2, 4, 8])]


def _label_steps(steps: pd.DataFrame) -> list[str]:
    """Return the label of each step of a rank-frequency curve."""
    return [
        f"{row.example if row.types == 1 else f'{row.types} types, such as {row.example}'}: {row.count}"
        for row in iterate_rows(steps)
    ]


def _logarithmic_axis(most: int) -> alt.Axis:
    """Return an axis for a logarithmic scale from 1 to `most`, with lines at 1, 2, 5, 10, 20 and so on."""
    steps = (digit * 10**power for power in range(len(str(most))) for digit in (1, 2, 5))
    return alt.Axis(grid=True, values=[step for step in steps if step <= most])
