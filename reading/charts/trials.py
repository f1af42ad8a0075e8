"""Charts of the findings under other choices and other sources."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.analysis import robustness, themes
from reading.analysis.counting import ALL_CHOICES, StopList
from reading.charts.common import chart, evidence_of, finished, label_axis, sentences_of
from reading.charts.heat import heat_map
from reading.data.book import Book
from reading.formatting import round_column

RANKS = [2, themes.LEADING + 1, 7]
"""Ranks at which a cell gets paler: the first, those that lead, and those that follow them."""


@chart
def choice_ranks(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The ranks of the top terms under every combination of choices; what is told apart has a frame."""
    frame = robustness.rankings(book)
    order = frame.groupby("lemma").agg(held=("rank", "size"), best=("rank", "mean")).reset_index()
    order = order.sort_values(["held", "best", "lemma"], ascending=[False, True, True])
    frame = frame.assign(
        term=frame["lemma"].map(book.lexicon.label),
        href=evidence_of(book, frame["lemma"]),
        verdict=frame["told"].map({True: "told apart", False: "not told apart"}),
        number=frame["rank"],
    )
    frame["said"] = [
        f"{row.term}: rank {row.rank}, {row.verdict}; {row.choices}" for row in frame.itertuples()
    ]
    frame["heading"] = [f"Stop list: {stop_list}" for stop_list in frame["stop_list"]]
    counting = list(dict.fromkeys(choices.counting for choices in ALL_CHOICES))
    y = alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order["lemma"]], title=None)
    x = alt.X("counting:N", sort=counting, title=None, axis=_below())
    lists = [f"Stop list: {stop_list}" for stop_list in StopList]
    return finished(
        _side_by_side(frame, x=x, y=y, headings=lists, height=22),
        title,
        claim,
        f"Heat maps, one a stop list: the rank of each term under each way of counting, where it is "
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
    """The ranks of the themes in each section under each source; what is told apart has a frame."""
    frame = robustness.theme_rankings(book)
    frame = frame.assign(
        heading=frame["section"].map(book.document.titles),
        href=sentences_of(book, frame["theme"]),
        verdict=frame["told"].map({True: "told apart", False: "not told apart"}),
        share=round_column(frame["share"], 2),
        number=frame["rank"],
    )
    frame["said"] = [
        f"{row.label} in “{row.heading}”, {row.source}: rank {row.rank}, {row.verdict}"
        for row in frame.itertuples()
    ]
    order = themes.shares(book).sort_values("rank", kind="stable")["label"]
    x = alt.X("source:N", sort=list(themes.sources(book).values()), title=None, axis=_below())
    y = alt.Y("label:N", sort=list(order), title=None, axis=label_axis("child_width"))
    headings = list(book.document.titles.values())
    return finished(
        _side_by_side(frame, x=x, y=y, headings=headings, height=26),
        title,
        claim,
        "Heat maps, one a section: the rank of each theme by its share of sentences, under each way to say "
        "which sentence carries which; darker is higher. A cell has a frame where the test tells the section "
        "apart.",
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


def _below() -> alt.Axis:
    """An axis of long names below a heat map."""
    return alt.Axis(orient="bottom", labelAngle=-50, labelLimit=170, domain=False, ticks=False)


def _side_by_side(
    frame: pd.DataFrame, *, x: alt.X, y: alt.Y, headings: list[str], height: int
) -> alt.FacetChart:
    """Heat maps of ranks, one for each heading, with rows of so many pixels."""
    return (
        heat_map(frame, x=x, y=y, value="rank", steps=RANKS, falling=True, framed="told")
        .properties(height=alt.Step(height))
        .facet(
            facet=alt.Facet("heading:N", sort=headings, title=None, header=alt.Header(labelAnchor="start")),
            columns=len(headings),
            spacing=18,
        )
    )
