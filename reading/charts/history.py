"""Charts of terms through the years of a reference: how many texts use them, and who did so first."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import pandas as pd

from reading.charts.common import chart, finish_chart, require_rows, sort_by_order
from reading.data.book import Book
from reading.data.reference import OTHERS, Reference
from reading.formatting import format_small_share, pluralize, round_columns
from reading.measures.frames import iterate_rows
from reading.show.spec import SITE
from reading.show.theme import FAINT, INK, QUIET, REST
from reading.tables import evidence
from reading.tables import followed_terms as history
from reading.tables.followed_terms import Course

COLUMNS = 4
"""The number of panels in a row, on wide screens."""

HEADINGS = {
    Course.RISING: "More texts use it than at first",
    Course.PEAKED: "Most texts used it in between",
    Course.DIPPED: "Fewest texts used it in between",
    Course.FALLING: "Fewer texts use it than at first",
    Course.STEADY: "No clear change",
}
"""The headings of the courses, in the order in which they are drawn."""

HEAD = 20
"""The number of characters in a line above a panel."""

LANE = 15
"""The height in pixels of a line of the chart of first uses."""


@chart
def word_histories(book: Book, *, title: str, claim: str, reference: str = "") -> alt.Chart:
    """Share of the texts that use each term, by year: a panel for each term, by its course."""
    chosen = history.need_reference(book, f"the chart {title!r}", reference)
    courses = _describe_courses(chosen)
    require_rows(courses)
    shares = history.share_texts(chosen)
    first, last = int(shares["year"].min()), int(shares["year"].max())
    # Each panel has its own scale.
    top = shares.groupby("term")["high"].transform("max")
    shares = shares.assign(**{name: shares[name] / top for name in ("share", "low", "high")})
    points = _label_points(chosen, courses.assign(early=courses["peak_year"] < (first + last) / 2), last)
    drawn = round_columns(shares, {"share": 3, "low": 3, "high": 3}).drop(columns=["texts", "all_texts"])
    drawn = drawn.merge(points, on=["term", "year"], how="left")
    views = [
        _draw_panels(drawn, list(courses["term"][courses["course"] == course]), heading)
        for course, heading in HEADINGS.items()
        if (courses["course"] == course).any()
    ]
    counts, window = courses["course"].value_counts(), history.count_window(chosen)
    said = [
        f"{heading.lower()}: {counts[course]}" for course, heading in HEADINGS.items() if course in counts
    ]
    return finish_chart(
        alt.vconcat(*views, spacing=22),
        title,
        claim,
        f"Small line charts, one for each of {pluralize(len(courses), 'term')}: the share of texts that use "
        f"it, from {first} to {last}, with 95 % intervals. Each has its own scale, which starts at "
        "0; the highest share of a year and that of the last year are written beside the line. Number of "
        f"terms by course: {'; '.join(said)}.",
        round_columns(courses, dict.fromkeys(_SHARES, 3)),
        {
            "term": "Term",
            "texts": "Texts that use it",
            "first": "First year",
            "start": f"Share, first {window} years",
            "start_low": "At the start, from",
            "start_high": "At the start, to",
            "peak": "Highest share",
            "peak_year": "Highest in",
            "end": f"Share, last {window} years",
            "end_low": "At the end, from",
            "end_high": "At the end, to",
            "course": "Course",
        },
    )


_SHARES = ("start", "start_low", "start_high", "peak", "end", "end_low", "end_high")


def _describe_courses(reference: Reference) -> pd.DataFrame:
    """Return the courses of the terms that are used, in the order of the panels."""
    courses = history.describe_courses(reference)
    courses = courses[courses["texts"] > 0].reset_index(drop=True)
    courses = courses.assign(
        place=courses["course"].map(list(HEADINGS).index),
        change=-(courses["end"] - courses["start"]).abs(),
    )
    return courses.sort_values(["place", "change", "term"], ignore_index=True)


def _draw_panels(drawn: pd.DataFrame, order: list[str], heading: str) -> alt.FacetChart:
    """Draw the panels of some terms in order.

    `drawn` is a frame [term, year, share, low, high, label, place, said, href]. Shares are relative to the
    top of their panel; the last four columns are missing values where a year has no label.
    """
    rows = sort_by_order(drawn[drawn["term"].isin(order)], order, "term")
    rows = rows.assign(head=rows["term"].map(lambda term: "|".join(textwrap.wrap(term, HEAD)))).drop(
        columns="term"
    )
    first, last = int(rows["year"].min()), int(rows["year"].max())
    # Room for the last share, at the right of the line.
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[first, last + (last - first) / 4], nice=False, zero=False),
        axis=alt.Axis(
            values=[first, last],
            format="d",
            grid=False,
            labelFontSize=10,
            labelColor=QUIET,
            labelPadding=1,
            tickSize=3,
            labelFlush=True,
        ),
    )
    y = alt.Scale(domain=[0, 1.45], nice=False)
    height = alt.Y("share:Q", scale=y, axis=None)
    base = alt.Chart(rows)
    band = base.mark_area(color="var(--heat-1)", aria=False).encode(
        x=x, y=alt.Y("low:Q", scale=y, axis=None), y2="high:Q"
    )
    line = base.mark_line(color=INK, strokeWidth=1.5, aria=False).encode(x=x, y=height)
    dots = (
        base.transform_filter("isValid(datum.label)")
        .mark_point(filled=True, color=INK, size=22, opacity=1)
        .encode(x=x, y=height, description="said:N", href="href:N")
    )
    # Behind each text is the same text, wider, in the colour of the page, so that no line runs through it.
    halo: dict[str, Any] = {"stroke": "var(--page)", "strokeWidth": 3, "strokeJoin": "round"}
    places: dict[str, dict[str, Any]] = {
        "last": {"align": "left", "dx": 5},
        "early": {"align": "left", "dx": -2, "dy": -8},
        "late": {"align": "right", "dx": 4, "dy": -8},
    }
    labels = [
        base.transform_filter(f"datum.place === '{place}'")
        .mark_text(aria=False, fontSize=10.5, **options, **behind)
        .encode(x=x, y=height, text="label:N")
        for place, options in places.items()
        for behind in (halo, {})
        if (rows["place"] == place).any()
    ]
    panels: alt.FacetChart = (
        alt.layer(band, line, dots, *labels)
        .properties(height=58)
        .facet(
            facet=alt.Facet(
                "head:N",
                sort=list(dict.fromkeys(rows["head"])),
                title=None,
                header=alt.Header(
                    labelAnchor="start",
                    labelPadding=2,
                    labelFontSize=11.5,
                    labelExpr="split(datum.label, '|')",
                ),
            ),
            columns=COLUMNS,
            spacing=12,
        )
        .resolve_axis(x="independent")
        .properties(title=alt.TitleParams(f"{heading} ({len(order)})", color=INK, fontSize=13, offset=6))
    )
    return panels


def _label_points(reference: Reference, courses: pd.DataFrame, last: int) -> pd.DataFrame:
    """Return the labels of the highest share and of the last one: term, year, label, place, said, href."""
    points = []
    for row in iterate_rows(courses):
        highest, now = f"{format_small_share(row.peak)} in {row.peak_year}", format_small_share(row.last)
        shown = [(last, now, "last", f"{now} in {last}")]
        if row.peak_year != last:
            place = "early" if row.early else "late"
            shown.append((row.peak_year, highest, place, f"at most {highest}"))
        points += [
            {
                "term": row.term,
                "year": year,
                "label": label,
                "place": place,
                "said": f"{row.term}: {said}",
                "href": _link(reference, row.term, year),
            }
            for year, label, place, said in shown
        ]
    return pd.DataFrame(points)


def _link(reference: Reference, term: str, year: int) -> str:
    """Return the address of the texts of a year that use a term."""
    return SITE + evidence.term_location(reference, term, year).address


@chart
def first_uses(book: Book, *, title: str, claim: str, reference: str = "") -> alt.Chart:
    """First uses of the terms that are new since the first year: each followed speaker, and all others."""
    chosen = history.need_reference(book, f"the chart {title!r}", reference)
    began, last = int(chosen.texts["year"].min()), int(chosen.texts["year"].max())
    uses = history.find_new_uses(chosen)
    require_rows(uses)
    uses["href"] = [_link(chosen, row.term, row.year) for row in iterate_rows(uses)]
    uses["said"] = [f"{row.term}: {row.name} in {row.year}" for row in iterate_rows(uses)]
    named = {group: history.name_group(chosen, group) for group in chosen.settings.followed}
    table = _tabulate_first_uses(uses)
    followed, others = uses[uses["group"] != OTHERS], _count_others(uses)
    # Each term has a line for its name, one for all others, and one for each followed speaker.
    lines = [
        (row.term, line)
        for row in iterate_rows(table)
        for line in ("", OTHERS, *followed["group"][followed["term"] == row.term])
    ]
    order = list(map("|".join, lines))
    encoding = {
        "x": alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[began, last + 1], nice=False, zero=False),
            axis=alt.Axis(
                format="d",
                grid=True,
                orient="top",
                values=_list_ticks(began, last),
                labelAngle=0,
                labelAlign="center",
            ),
        ),
        "y": alt.Y("line:N", sort=order, axis=None),
    }
    shown = {"description": "said:N", "href": "href:N"}
    most = int(others["speakers"].max()) if len(others) else 1
    size = alt.Size(
        "speakers:Q",
        scale=alt.Scale(domain=[0, most], range=[8, 110]),
        legend=alt.Legend(
            title="Other speakers that first use it in the year",
            values=sorted({1, (most + 1) // 2, most}),
            format="d",
            titleLimit=280,
            symbolFillColor=REST,
            symbolStrokeColor=REST,
            columns=3,
        ),
    )
    circles = alt.Chart(others.assign(line=others["term"] + f"|{OTHERS}")).mark_point(
        filled=True, color=REST, opacity=1
    )
    followed = followed.assign(line=followed["term"] + "|" + followed["group"])
    dots = alt.Chart(followed[["line", "year", "said", "href"]]).mark_point(
        filled=True, color=INK, size=36, opacity=1
    )
    return finish_chart(
        alt.layer(
            circles.encode(**encoding, **shown, size=size),
            dots.encode(**encoding, **shown),
            *_name_speakers(followed, (began + last) / 2, encoding),
            *_write_headings(table, order),
        ),
        title,
        claim,
        f"Dot chart of {pluralize(len(table), 'term')} that no text of {began} uses: when each of "
        f"{', '.join(named.values())} first used it, as black dots with names, and how many other speakers "
        "first used it in a year, as grey circles. Terms are in the order of their first use; at the right "
        "of its name, each has the speaker that used it first.",
        table,
        {"term": "Term", "earliest": "First used in", "by": "by", **named, "speakers": "Speakers so far"},
        height=alt.Step(LANE),
    )


def _list_ticks(began: int, last: int) -> list[int]:
    """Return the first year, and each decade that leaves room for it."""
    return [began, *range(began // 10 * 10 + 10, last + 1, 10)]


def _count_others(uses: pd.DataFrame) -> pd.DataFrame:
    """Return how many speakers that are not followed first used a term in a year: a row for each circle."""
    others = uses[uses["group"] == OTHERS]
    counts = others.groupby(["term", "year", "href"], as_index=False).agg(
        speakers=("speaker", "size"), example=("name", "first")
    )
    said = [
        f"{row.term}: {row.example}{_count_more(row.speakers - 1)} in {row.year}"
        for row in iterate_rows(counts)
    ]
    return counts.assign(said=said).drop(columns="example")


def _count_more(number: int) -> str:
    return f" and {number} more" if number else ""


def _tabulate_first_uses(uses: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each term: earliest, by, a column for each followed speaker, speakers.

    Such a column has the year of the first use, as text; empty where the speaker has not used the term.
    """
    rows = []
    for term in uses["term"].unique():
        part = uses[uses["term"] == term]
        first = part[part["year"] == part["earliest"]]
        followed = part[part["group"] != OTHERS]
        rows.append(
            {
                "term": term,
                "earliest": int(part["earliest"].iloc[0]),
                "by": f"{first['name'].iloc[0]}{_count_more(len(first) - 1)}",
                "speakers": len(part),
                **dict(zip(followed["group"], followed["year"].astype(str), strict=True)),
            }
        )
    return pd.DataFrame(rows)


def _name_speakers(followed: pd.DataFrame, middle: float, encoding: dict[str, Any]) -> list[alt.Chart]:
    """Return the names beside dots: to the right of those of early years, to the left of the others."""
    early = followed["year"] < middle
    sides: list[tuple[pd.DataFrame, dict[str, Any]]] = [
        (followed[early], {"align": "left", "dx": 7}),
        (followed[~early], {"align": "right", "dx": -7}),
    ]
    return [
        alt.Chart(rows[["line", "year", "name"]])
        .mark_text(aria=False, fontSize=11, **options)
        .encode(**encoding, text="name:N")
        for rows, options in sides
        if len(rows)
    ]


def _write_headings(table: pd.DataFrame, order: list[str]) -> list[alt.Chart]:
    """Return the name of each term at the left, and at the right who used it first, below a line."""
    headings = table.assign(
        line=table["term"] + "|", first=[f"{row.by}, {row.earliest}" for row in iterate_rows(table)]
    )
    base = alt.Chart(headings[["line", "term", "first"]])
    y = alt.Y("line:N", sort=order, axis=None)
    above = alt.Y("line:N", sort=order, axis=None, bandPosition=0)
    return [
        base.mark_rule(color=FAINT, aria=False).encode(y=above, x=alt.value(0), x2=alt.value("width")),
        base.mark_text(aria=False, align="left", fontWeight="bold", dy=2).encode(
            y=y, x=alt.value(0), text="term:N"
        ),
        base.mark_text(aria=False, align="right", color=QUIET, fontSize=11, dy=2).encode(
            y=y, x=alt.value("width"), text="first:N"
        ),
    ]
