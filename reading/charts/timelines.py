"""The timeline of the events that the chapters of a book tell."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.charts.common import chart, finish_chart, require_rows
from reading.data.book import Book
from reading.data.timeline import Event
from reading.formatting import format_date
from reading.measures.frames import iterate_rows
from reading.show.spec import SITE
from reading.show.theme import FAINT, INK, QUIET

LINE = 21
"""The height in pixels of an event."""

YEAR, DAY, DOT, EVENT = 0, 77, 87, 96
"""Pixels from the left edge: where years start, days end, and dots and events are."""


@chart
def timeline(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The events of the timeline from first to last: a line for each, which links to its chapter."""
    frame = pd.DataFrame([_describe_event(book, event) for event in book.timeline])
    require_rows(frame)
    frame["line"] = range(len(frame))
    frame["year"] = frame["year"].mask(frame["year"].duplicated(), "")
    y = alt.Y("line:O", axis=None)
    base = alt.Chart(frame).encode(y=y)
    years = base.transform_filter("datum.year !== ''")
    layers = [
        years.mark_rule(color=FAINT, aria=False).encode(
            y=alt.Y("line:O", axis=None, bandPosition=0), x=alt.value(YEAR), x2=alt.value("width")
        ),
        years.mark_text(aria=False, align="left", fontWeight="bold", color=INK).encode(
            x=alt.value(YEAR), text="year:N"
        ),
        base.mark_text(aria=False, align="right", color=QUIET, fontSize=11.5).encode(
            x=alt.value(DAY), text="day:N"
        ),
        base.mark_text(aria=False, align="left", color=INK, fontSize=11.5).encode(
            x=alt.value(EVENT), text="event:N"
        ),
        base.mark_point(filled=True, size=44, color="var(--section-1)", opacity=1).encode(
            x=alt.value(DOT), description="said:N", href="href:N"
        ),
    ]
    first, last = book.timeline[0].date[:4], book.timeline[-1].date[:4]
    return finish_chart(
        alt.layer(*layers),
        title,
        claim,
        f"List of {len(frame)} events from {first} to {last} that the chapters tell, by date; the distances "
        "between them do not stand for time. Each leads to its chapter.",
        frame,
        {"date": "Date", "event": "Event", "chapter": "Chapter"},
        height=alt.Step(LINE),
    )


def _describe_event(book: Book, event: Event) -> dict[str, str]:
    """Return the row of an event."""
    written = format_date(event.date)
    year = event.date[:4]
    paragraph = book.paragraph_on(event.page)
    titles = {row.paragraph: row.title for row in iterate_rows(book.document.paragraphs)}
    return {
        "date": written,
        "year": year,
        "day": _shorten_month(written.removesuffix(year).strip()),
        "event": event.event,
        "chapter": titles.get(paragraph, event.page),
        "said": f"{written}: {event.event}",
        "href": f"{SITE}{event.page}.html",
    }


def _shorten_month(text: str) -> str:
    """Return a day and a month, or a month, with three letters of the month."""
    *day, month = text.split() or [""]
    return " ".join([*day, month[:3]])
