"""Charts of the findings under other choices and other sources."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.charts.common import chart, finish_chart, label_axis, link_terms, link_themes
from reading.charts.heat import heat_map
from reading.data.book import Book
from reading.formatting import round_column
from reading.measures.frames import iterate_rows
from reading.tables import theme_counts as themes
from reading.tables import trial_tables as robustness
from reading.tables.counting import ALL_CHOICES, StopList

RANKS = [2, themes.LEADING + 1, 7]
"""Ranks at which a cell gets paler: after the first, after the leading ones, and after the next ones."""


@chart
def choice_ranks(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Ranks of the top terms under each combination of choices; a frame where the sections differ."""
    frame = robustness.rankings(book)
    order = frame.groupby("lemma").agg(held=("rank", "size"), best=("rank", "mean")).reset_index()
    order = order.sort_values(["held", "best", "lemma"], ascending=[False, True, True])
    frame = frame.assign(
        term=frame["lemma"].map(book.lexicon.label),
        href=link_terms(book, frame["lemma"]),
        verdict=frame["told"].map({True: "told apart", False: "not told apart"}),
        number=frame["rank"],
    )
    frame["said"] = [
        f"{row.term}: rank {row.rank}, {row.verdict}; {row.choices}" for row in iterate_rows(frame)
    ]
    frame["heading"] = [f"Stop list: {stop_list}" for stop_list in frame["stop_list"]]
    counting = list(dict.fromkeys(choices.counting for choices in ALL_CHOICES))
    y = alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order["lemma"]], title=None)
    x = alt.X("counting:N", sort=counting, title=None, axis=_axis_below())
    lists = [f"Stop list: {stop_list}" for stop_list in StopList]
    return finish_chart(
        _facet_heat_maps(frame, x=x, y=y, headings=lists, height=22),
        title,
        claim,
        "Heat maps, one for each stop list: the rank of each term under each way of counting, where it is "
        f"{robustness.TOP} or above; darker is more frequent. A cell has a frame where the test tells the "
        "sections apart.",
        frame,
        {
            "term": "Term",
            "stop_list": "Stop list",
            "counting": "Counting",
            "count": "Occurrences",
            "rank": "Rank",
            "verdict": "Between the sections",
        },
    )


@chart
def source_ranks(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Ranks of the themes in each section under each source; a frame where the section differs."""
    frame = robustness.theme_rankings(book)
    frame = frame.assign(
        heading=frame["section"].map(book.document.titles),
        href=link_themes(book, frame["theme"]),
        verdict=frame["told"].map({True: "told apart", False: "not told apart"}),
        share=round_column(frame["share"], 2),
        number=frame["rank"],
    )
    frame["said"] = [
        f"{row.label} in “{row.heading}”, {row.source}: rank {row.rank}, {row.verdict}"
        for row in iterate_rows(frame)
    ]
    order = themes.shares(book).sort_values("rank", kind="stable")["label"]
    x = alt.X("source:N", sort=list(themes.sources(book).values()), title=None, axis=_axis_below())
    y = alt.Y("label:N", sort=list(order), title=None, axis=label_axis("child_width"))
    headings = list(book.document.titles.values())
    return finish_chart(
        _facet_heat_maps(frame, x=x, y=y, headings=headings, height=26),
        title,
        claim,
        "Heat maps, one for each section: the rank of each theme by its share of sentences, under each "
        "source of the themes; darker is higher. A cell has a frame where the test tells the section apart.",
        frame,
        {
            "label": "Theme",
            "heading": "Section",
            "source": "Source",
            "share": "Share",
            "rank": "Rank",
            "verdict": "Between the sections",
        },
    )


def _axis_below() -> alt.Axis:
    """Return an axis of long names below a heat map."""
    return alt.Axis(orient="bottom", labelAngle=-50, labelLimit=170, domain=False, ticks=False)


def _facet_heat_maps(
    frame: pd.DataFrame, *, x: alt.X, y: alt.Y, headings: list[str], height: int
) -> alt.FacetChart:
    """Draw heat maps of ranks side by side, one for each heading, with rows of `height` pixels.

    Cells have a frame where the sections are told apart.
    """
    framed = "told" if frame["told"].any() else ""
    return (
        heat_map(
            frame,
            x=x,
            y=y,
            value="rank",
            steps=RANKS,
            falling=True,
            framed=framed,
            legend="sections told apart",
        )
        .properties(height=alt.Step(height))
        .facet(
            facet=alt.Facet("heading:N", sort=headings, title=None, header=alt.Header(labelAnchor="start")),
            columns=len(headings),
            spacing=18,
        )
    )
