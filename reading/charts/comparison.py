"""Charts that compare rates of terms: with intervals, between sections, and with general English."""

from __future__ import annotations

import math
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from reading.charts.common import INK, REST, SECTIONS, chart, finish_chart, link_terms
from reading.charts.not_yet import TWO_SECTIONS, NotYet
from reading.data.book import Book
from reading.data.document import Document
from reading.formatting import STORED_P_PLACES, format_number, round_column, round_columns
from reading.measures import frequency, keyness
from reading.measures.frames import iterate_rows
from reading.measures.intervals import LEAST
from reading.measures.reference import compare_with_reference
from reading.tables.counting import FREQUENT
from reading.tables.term_tables import terms, terms_by_section
from reading.text.english import read_rates

WIDEST = 6.0
"""The largest Log Ratio that is drawn; an interval may be infinite."""

ABSENT = WIDEST - 0.5
"""The place of the dot of a term that one side lacks, beside the arrow at the edge."""

EACH = "between the section named after it, which differs most, and all others"
"""What is compared in a document of more than two sections."""

TESTED = 30
"""The number of tested terms that a chart can show."""


@chart
def term_rates(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Rates of the most frequent content words, with intervals."""
    frame = terms(book).rename(columns={"rate_low": "low", "rate_high": "high"}).dropna(subset="rank")
    frame = round_columns(frequency.top_rows(frame, "count", FREQUENT), {"rate": 1, "low": 1, "high": 1})
    frame = frame.assign(
        term=frame["lemma"].map(book.lexicon.label),
        href=link_terms(book, frame["lemma"]),
        label=lambda rows: [
            f"{row.term}: {row.rate}" + (f" ({row.low} to {row.high})" if pd.notna(row.low) else "")
            for row in iterate_rows(rows)
        ],
    )
    y = alt.Y("term:N", sort=None, title=None)
    unit = "Per thousand tokens, 95 % interval"
    base = alt.Chart(frame)
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(
        y=y, x=alt.X("low:Q", title=unit, axis=alt.Axis(grid=True, tickCount=6)), x2="high:Q"
    )
    dots = base.mark_point(color=INK, filled=True, size=70, opacity=1)
    return finish_chart(
        spans.transform_filter("isValid(datum.low)")
        + dots.encode(y=y, x=alt.X("rate:Q", title=unit), description="label:N", href="href:N"),
        title,
        claim,
        f"Dot chart of the {len(frame)} most frequent content words: occurrences per thousand tokens, each "
        f"with its interval. A word with fewer than {LEAST} occurrences has none.",
        frame,
        {
            "term": "Term",
            "count": "Occurrences",
            "rate": "Per thousand tokens",
            "low": "Interval from",
            "high": "to",
        },
    )


@chart
def section_log_ratios(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Log Ratios of the tested terms between the sections; hollow where the test finds no difference.

    Of more than two sections, each term is shown for the one that differs most from all others.
    """
    first, *others = book.document.sections["section"]
    frame = terms_by_section(book).dropna(subset="p")
    if has_two := len(others) == 1:
        frame = frame[frame["section"] == first]
    else:
        frame = frame.sort_values(["p_adjusted", "p"], kind="stable").drop_duplicates("term").sort_index()
    if frame.empty:
        raise NotYet(TWO_SECTIONS)
    tested = len(frame)
    whole = terms(book)[["term", "lemma", "count"]].rename(columns={"count": "total"})
    frame = frame.merge(whole, on="term").astype({"count": int, "total": int})
    frame = frequency.top_rows(frame, "total", TESTED).assign(
        elsewhere=lambda rows: rows["total"] - rows["count"],
        # Where one side lacks a term, the interval is infinite, which no table can hold.
        low=lambda rows: rows["log_ratio_low"].fillna(-math.inf),
        high=lambda rows: rows["log_ratio_high"].fillna(math.inf),
    )
    named = book.document.titles
    here = named[first] if has_two else "the section named"
    sides = [f"more in {here}", f"more in {named[others[0]]}" if has_two else "more elsewhere"]
    frame = frame.sort_values(["log_ratio", "lemma"], ascending=[False, True], ignore_index=True)
    frame = frame.assign(
        word=frame["lemma"].map(book.lexicon.label),
        heading=frame["section"].map(named),
        href=link_terms(book, frame["lemma"]),
        # The Log Ratio of a term that one side lacks rests on half a count: only its direction is known.
        side=np.where((frame["elsewhere"] == 0) | ((frame["log_ratio"] > 0) & (frame["count"] > 0)), *sides),
        at=np.select(
            [frame["count"] == 0, frame["elsewhere"] == 0], [-ABSENT, ABSENT], frame["log_ratio"]
        ).clip(-WIDEST, WIDEST),
        told=frame["verdict"] != keyness.Verdict.NEITHER,
        start=frame["low"].clip(-WIDEST, WIDEST),
        end=frame["high"].clip(-WIDEST, WIDEST),
        **{name: round_column(frame[name], 2) for name in ("log_ratio", "low", "high", "g2")},
        **{name: round_column(frame[name], STORED_P_PLACES) for name in ("p_adjusted", "p_paragraphs")},
    )
    frame["term"] = frame["word"] if has_two else frame["word"] + " in " + frame["heading"]
    frame["label"] = [f"{row.term}: {_describe_ratio(row)}, {row.verdict}" for row in iterate_rows(frame)]
    y = alt.Y("term:N", sort=None, title=None)
    scale = alt.Scale(domain=[-WIDEST, WIDEST])
    unit = "Log Ratio, with 95 % interval"
    # The interval is infinite where one side lacks the term, and JSON has no infinite numbers.
    drawn = ["term", "href", "side", "told", "at", "start", "end", "label"]
    cut = pd.concat(
        [
            frame[frame["low"] < -WIDEST].assign(at=-WIDEST, turn=-90),
            frame[frame["high"] > WIDEST].assign(at=WIDEST, turn=90),
        ]
    )
    base = alt.Chart(frame[drawn])
    x = alt.X("start:Q", title=unit, scale=scale, axis=alt.Axis(grid=True, tickCount=7))
    spans = base.mark_rule(color=REST, strokeWidth=3, aria=False).encode(y=y, x=x, x2="end:Q")
    arrows = (
        alt.Chart(cut[["term", "at", "turn"]])
        .mark_point(shape="triangle", filled=True, color=REST, size=60, opacity=1, aria=False)
        .encode(y=y, x=alt.X("at:Q", title=unit, scale=scale), angle=alt.Angle("turn:Q", scale=None))
    )
    zero = alt.Chart(pd.DataFrame({"at": [0]})).mark_rule(color=INK, aria=False).encode(x="at:Q")
    colours = alt.Scale(domain=sides, range=SECTIONS[:2])
    dots = base.mark_point(size=80, opacity=1, strokeWidth=2).encode(
        y=y,
        x=alt.X("at:Q", title=unit, scale=scale),
        stroke=alt.Stroke("side:N", scale=colours, legend=alt.Legend(title=None)),
        fill=alt.condition(
            "datum.told", alt.Fill("side:N", scale=colours, legend=None), alt.value("var(--page)")
        ),
        description="label:N",
        href="href:N",
    )
    return finish_chart(
        spans + arrows + zero + dots,
        title,
        claim,
        f"Dot chart of the {len(frame)} most frequent of {tested} terms that are tested: Log Ratio of each "
        f"{'between the sections' if has_two else EACH}, with its exact interval. A dot is filled where the "
        "exact test of sentences tells them apart, hollow where it does not. Intervals are drawn up to "
        f"{WIDEST:g} doublings; an arrow says that one goes on. A dot beside the arrow of a term that one "
        "side lacks shows only the direction.",
        frame,
        {
            "word": "Term",
            **({} if has_two else {"heading": "Section"}),
            "count": named[first] if has_two else "Occurrences there",
            "elsewhere": named[others[0]] if has_two else "Elsewhere",
            "log_ratio": "Log Ratio",
            "low": "Interval from",
            "high": "to",
            "g2": "G2",
            "p_adjusted": "p, adjusted",
            "p_paragraphs": "p, paragraphs shuffled",
            "verdict": f"Verdict on “{named[first]}”" if has_two else "Verdict",
        },
    )


@chart
def english_ratios(book: Book, *, title: str, claim: str, most: int = 20) -> alt.Chart:
    """The words that are most frequent compared with general English, with intervals."""
    compared = compare_with_english(book.document)
    frame = compared[compared["verdict"] == keyness.Verdict.MORE].head(most)
    lemmas = book.document.vocabulary.drop_duplicates("token").set_index("token")["lemma"]
    frame = frame.assign(
        times=frame["rate"] / frame["reference"],
        start=frame["low"] / frame["reference"],
        end=frame["high"] / frame["reference"],
        term=frame["token"].map(book.lexicon.label),
        href=link_terms(book, frame["token"].map(lemmas)),
    )
    frame = frame.sort_values(["times", "token"], ascending=[False, True], ignore_index=True)
    frame["label"] = [f"{row.term}: {format_number(row.times)} times the rate" for row in iterate_rows(frame)]
    y = alt.Y("term:N", sort=None, title=None)
    scale = alt.Scale(type="log", nice=False)
    unit = "Times general English, logarithmic"
    axis = alt.Axis(grid=True, values=[10**power for power in range(7)], format="~s")
    spans = alt.Chart(frame).mark_rule(color=REST, strokeWidth=3, aria=False)
    dots = alt.Chart(frame).mark_point(color=INK, filled=True, size=60, opacity=1)
    return finish_chart(
        spans.encode(y=y, x=alt.X("start:Q", scale=scale, title=unit, axis=axis), x2="end:Q")
        + dots.encode(y=y, x=alt.X("times:Q", scale=scale, title=unit), description="label:N", href="href:N"),
        title,
        claim,
        f"Dot chart of the {len(frame)} words that stand out most against general English: how many times as "
        "frequent they are in the document, on a logarithmic axis, with exact intervals.",
        round_columns(frame, {"rate": 1, "reference": 4, "times": 0}),
        {
            "term": "Word",
            "count": "Occurrences",
            "rate": "Per thousand tokens",
            "reference": "In general English",
            "times": "Times as frequent",
        },
    )


def _describe_ratio(row: Any) -> str:
    """The Log Ratio with its interval, or that one side lacks the term."""
    if not row.count:
        return "only elsewhere"
    return f"{row.log_ratio} ({row.low} to {row.high})" if row.elsewhere else "nowhere else"


def compare_with_english(document: Document) -> pd.DataFrame:
    """Compare each token type of a document with its rate in general English: see `compare_with_reference`.

    The rates are those of `reading.text.english`. Types that it does not have, such as hyphenated words, are
    not tested.
    """
    vocabulary = document.vocabulary.groupby("token", as_index=False)["count"].sum()
    counts = dict(zip(vocabulary["token"], vocabulary["count"], strict=True))
    tokens = int(document.sentences["tokens"].sum())
    return compare_with_reference(counts, tokens, read_rates())
