"""Charts that compare rates of terms: with intervals, between sections, and with general English."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.charts.common import chart, finish_chart, link_terms
from reading.data.book import Book
from reading.data.document import Document
from reading.formatting import format_number, round_columns
from reading.measures import keyness
from reading.measures.frames import iterate_rows
from reading.measures.reference import compare_with_reference
from reading.show.theme import INK, REST
from reading.text.english import read_rates


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


def compare_with_english(document: Document) -> pd.DataFrame:
    """Compare each token type of a document with its rate in general English: see `compare_with_reference`.

    The rates are those of `reading.text.english`. Types that it does not have, such as hyphenated words, are
    not tested.
    """
    vocabulary = document.vocabulary.groupby("token", as_index=False)["count"].sum()
    counts = dict(zip(vocabulary["token"], vocabulary["count"], strict=True))
    tokens = int(document.sentences["tokens"].sum())
    return compare_with_reference(counts, tokens, read_rates())
