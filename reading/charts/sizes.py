"""Charts of the sizes of the parts of the document."""

from __future__ import annotations

import altair as alt

from reading.charts.common import (
    chart,
    divide_for_comparison,
    finish_chart,
    page_address,
    section_colour,
)
from reading.data.book import Book
from reading.formatting import pluralize
from reading.measures.frames import iterate_rows


@chart
def paragraph_sizes(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Tokens of each paragraph or longer part; a bar is a link to its first chapter."""
    parts = divide_for_comparison(book.document)
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
