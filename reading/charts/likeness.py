"""Charts of the document beside the texts of its kind: who is nearest by which measure, and its own terms."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd

from reading.charts.common import chart, finish_chart, link_terms, require_rows, sort_by_order
from reading.charts.heat import heat_map
from reading.data.book import Book
from reading.data.reference import Reference
from reading.formatting import STORED_P_PLACES, round_columns
from reading.measures.frames import iterate_rows
from reading.show.theme import INK, QUIET, REST
from reading.tables import nearness as likeness
from reading.tables.not_yet import NO_REFERENCE, NotYet

NEAREST = 10
"""How many of the nearest texts a chart shows, beside those of the speakers that are followed."""

PALER = [2, 11, 51]
"""Ranks at which a cell gets paler: after the first, after ten and after fifty."""

TERMS = 30
"""How many terms a chart shows, those with the lowest p-values."""

TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

MEASURES = {
    likeness.TF_IDF: "TF-IDF",
    likeness.DIVERGENCE: "JSD",
    likeness.DELTA: "Delta: style",
}

USES = {
    likeness.OUT: "no names",
    likeness.IN: "all words",
    likeness.BODIES: "no actors",
    likeness.CAPITALS: "no capitals",
    likeness.NEITHER: "",
}


@chart
def nearest_texts(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Ranks of the texts that the document is most like, with intervals, and of the speakers followed."""
    frame, number = _rank_texts(book, title)
    groups = ["followed by the book", "others that are near"]
    frame["group"] = frame["followed"].map({True: groups[0], False: groups[1]})
    unit = f"Rank among {number} texts (logarithmic)"
    # Room for the last number, at the right of its interval.
    scale = alt.Scale(type="log", domain=[1, 2 * number], nice=False)
    axis = alt.Axis(grid=True, values=[tick for tick in TICKS if tick <= number], format="d")
    x = alt.X("low:Q", scale=scale, axis=axis, title=unit)
    y = alt.Y("who:N", sort=None, title=None)
    base = alt.Chart(frame).encode(y=y)
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(x=x, x2="high:Q")
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.X("rank:Q", scale=scale, title=unit),
        color=alt.Color(
            "group:N", scale=alt.Scale(domain=groups, range=["var(--section-1)", QUIET]), title=None
        ),
        shape=alt.Shape("group:N", scale=alt.Scale(domain=groups, range=["circle", "diamond"]), title=None),
        description="label:N",
    )
    ranks = base.mark_text(color=INK, align="left", dx=10, aria=False).encode(
        x=alt.X("high:Q", scale=scale, title=unit), text="rank:Q"
    )
    return finish_chart(
        spans + dots + ranks,
        title,
        claim,
        f"Dot chart of the {len(frame)} texts that the document is most like by its words, or whose speakers "
        f"the book follows: the rank of each among {number}, names of states and persons left out, with the "
        f"interval that comes from drawing the document's sentences anew.",
        frame,
        {"who": "Speaker", "rank": "Rank", "low": "Interval from", "high": "to", "value": "Cosine"},
    )


@chart
def nearest_at_a_glance(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The ranks of the speakers that are shown by every measure, a row for each speaker."""
    reference = _need_reference(book)
    frame = _rank_shown(book, reference, title)
    frame = frame[frame["part"] == likeness.DOCUMENT]
    by_words = frame[frame["measure"] != likeness.DELTA]
    # The axis is logarithmic, and so is the mean.
    order = np.log(by_words.set_index("who")["rank"]).groupby(level=0).mean().sort_values().index
    number, kinds = len(reference.comparison), ["by words", "by style"]
    frame = frame.assign(
        kind=frame["measure"].eq(likeness.DELTA).map({False: kinds[0], True: kinds[1]}),
        said=[f"{row.who}, {row.way}: rank {row.rank}" for row in iterate_rows(frame)],
    )
    frame = sort_by_order(frame, list(order), "who")
    axis = alt.Axis(
        grid=True, values=[tick for tick in TICKS if tick <= number], format="d", orient="top", labelAngle=0
    )
    shapes = alt.Scale(domain=kinds, range=["circle", "diamond"])
    colours = alt.Scale(domain=kinds, range=["var(--section-1)", QUIET])
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, size=70, opacity=0.6)
        .encode(
            x=alt.X(
                "rank:Q",
                scale=alt.Scale(type="log", domain=[1, number], nice=False),
                axis=axis,
                # The title of the axis explains the shapes in less space than a legend.
                title=f"Rank among {number}, {frame['way'].nunique()} measures. Diamond: style",
            ),
            y=alt.Y("who:N", sort=None, title=None),
            shape=alt.Shape("kind:N", scale=shapes, legend=None),
            color=alt.Color("kind:N", scale=colours, legend=None),
            description="said:N",
        )
    )
    return finish_chart(
        dots,
        title,
        claim,
        f"Dot chart with a row for each of {len(order)} speakers, the nearest first: the ranks of its speech "
        f"among {number} by its likeness to the document, a dot for each measure and use of names. Round "
        "dots compare content words; the other shape compares function words, which carry style.",
        frame,
        {"who": "Speaker", "way": "Measure", "rank": "Rank"},
        height=alt.Step(20),
    )


def _rank_texts(book: Book, title: str) -> tuple[pd.DataFrame, int]:
    """Return the nearest texts and those of the speakers followed, and the number of all texts.

    A frame [who, rank, low, high, value, followed, label, ...], by rank. Raises `ValueError` where there is
    nothing to compare with.
    """
    reference = _need_reference(book)
    frame = likeness.compare_with_texts(book, reference)
    usual = (frame["measure"] == likeness.TF_IDF) & (frame["names"] == likeness.OUT)
    frame = frame[usual & (frame["part"] == likeness.DOCUMENT)]
    require_rows(frame)
    number = len(frame)
    # Of several texts of a speaker, the one with the best rank.
    frame = _name_speakers(frame.drop_duplicates("speaker"), reference)
    frame = frame[(frame["rank"] <= NEAREST) | frame["followed"]]
    frame = frame.sort_values(["rank", "who"], ignore_index=True)
    frame = round_columns(frame.astype({"low": int, "high": int}), {"value": 3})
    frame["label"] = [
        f"{row.who}: rank {row.rank} ({row.low} to {row.high}), cosine {row.value}"
        for row in iterate_rows(frame)
    ]
    return frame, number


@chart
def likeness_choices(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Ranks of the speakers that are shown by each measure, use of names, and part of the document."""
    reference = _need_reference(book)
    titles = {likeness.DOCUMENT: "Whole document", **book.document.titles}
    frame = _rank_shown(book, reference, title)
    frame = frame.assign(
        heading=frame["part"].map(titles),
        number=frame["rank"],
        href="",
        place=frame["speaker"].map(likeness.shown_speakers(book, reference).index),
    )
    frame["said"] = [f"{row.who}, {row.heading}, {row.way}: rank {row.rank}" for row in iterate_rows(frame)]
    order = frame.sort_values("place", kind="stable")["who"].drop_duplicates()
    ways = list(dict.fromkeys(frame["way"]))
    x = alt.X(
        "who:N",
        sort=list(order),
        title=None,
        axis=alt.Axis(orient="bottom", labelAngle=-50, labelLimit=170, domain=False, ticks=False),
    )
    y = alt.Y("way:N", sort=ways, title=None)
    headings = [titles[part] for part in dict.fromkeys(frame["part"])]
    heat = heat_map(frame, x=x, y=y, value="rank", steps=PALER, falling=True).properties(height=alt.Step(26))
    return finish_chart(
        heat.facet(
            facet=alt.Facet("heading:N", sort=headings, title=None, header=alt.Header(labelAnchor="start")),
            columns=len(headings),
            spacing=18,
        ),
        title,
        claim,
        f"Heat maps, one for each part of the document: the rank of {len(order)} speakers among "
        f"{len(reference.comparison)} texts by their likeness to it, for each measure and each choice of "
        "words; darker is nearer.",
        frame,
        {
            "heading": "Part",
            "way": "Measure",
            "who": "Speaker",
            "rank": "Rank",
            "low": "Interval from",
            "high": "to",
        },
    )


@chart
def own_terms(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The terms of the document, without names, beside the range of their rates in texts of its kind."""
    reference = _need_reference(book)
    frame = likeness.compare_terms(book, reference)
    frame = frame[~frame["name"]]
    require_rows(frame)
    frame = frame.sort_values(["p", "log_ratio"], ascending=[True, False], ignore_index=True).head(TERMS)
    frame = frame.assign(
        label=frame["term"].map(book.lexicon.label),
        href=link_terms(book, frame["term"]),
        share=frame["share"] * 100,
    )
    places = {
        "rate": 1,
        "median": 1,
        "upper": 1,
        "most": 1,
        "share": 0,
        "log_ratio": 1,
        "expected": 1,
        "p": STORED_P_PLACES,
    }
    frame = round_columns(frame, places | {"p_adjusted": STORED_P_PLACES})
    frame["said"] = [
        f"{row.label}: {row.rate} per thousand; 95 % of the texts have at most {row.upper}"
        for row in iterate_rows(frame)
    ]
    unit = [
        "Per thousand tokens, by square roots.",
        "Dot: the document.",
        "Bar: 95 % of the texts. Tick: their median.",
    ]
    scale = alt.Scale(type="sqrt")
    x = alt.X("upper:Q", scale=scale, title=unit, axis=alt.Axis(grid=True, tickCount=6))
    y = alt.Y("label:N", sort=None, title=None)
    base = alt.Chart(frame.assign(start=0)).encode(y=y)
    bands = base.mark_bar(color=REST, height=7, opacity=0.55, aria=False).encode(x=x, x2="start:Q")
    medians = base.mark_tick(color=INK, thickness=1.5, height=11, aria=False).encode(
        x=alt.X("median:Q", scale=scale, title=unit)
    )
    dots = base.mark_point(color="var(--section-1)", filled=True, size=75, opacity=1).encode(
        x=alt.X("rate:Q", scale=scale, title=unit), description="said:N", href="href:N"
    )
    number = len(reference.comparison)
    return finish_chart(
        bands + medians + dots,
        title,
        claim,
        f"Dot chart of {len(frame)} terms, names left out: the rate of each in the document (dot), and in "
        f"{number} texts of its kind (bar: from 0 to the rate that 95 % of them do not exceed; tick: their "
        "median). The axis is by square roots.",
        frame,
        {
            "label": "Term",
            "count": "Occurrences",
            "rate": "Per thousand tokens",
            "median": "Median of the texts",
            "upper": "95 % of them at most",
            "most": "The highest",
            "share": "Texts with it, in per cent",
            "log_ratio": "Log Ratio",
            "p": "p",
            "expected": "Terms of a text so far out",
            "p_adjusted": "p, adjusted",
        },
    )


def _need_reference(book: Book) -> Reference:
    """Return the reference to compare with. Raises `NotYet` where the book has none."""
    reference = likeness.find_reference(book)
    if reference is None:
        raise NotYet(NO_REFERENCE)
    return reference


def _rank_shown(book: Book, reference: Reference, title: str) -> pd.DataFrame:
    """Return the ranks of the speakers that are shown: `compare_with_texts`, [..., who, followed, way]."""
    frame = _name_speakers(likeness.compare_with_texts(book, reference), reference)
    frame = frame[frame["speaker"].isin(likeness.shown_speakers(book, reference))]
    frame = frame.drop_duplicates(["measure", "names", "part", "speaker"])
    require_rows(frame)
    return frame.assign(way=[_describe_way(row) for row in iterate_rows(frame)])


def _name_speakers(frame: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Add the names of speakers, and whether the book follows them."""
    named = frame["speaker"].map(reference.settings.name_of)
    return frame.assign(who=named, followed=frame["speaker"].isin(reference.settings.followed))


def _describe_way(row: object) -> str:
    measure, names = (getattr(row, name) for name in ("measure", "names"))
    return ": ".join(filter(None, (MEASURES[measure], USES[names])))
