"""Charts of terms: counts, counts by part of the document, and weights."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.charts.common import (
    chart,
    count_axis,
    divide_for_comparison,
    finish_chart,
    has_colours,
    link_terms,
    require_rows,
    section_colour,
    sort_by_order,
)
from reading.charts.heat import choose_steps, head_columns, heat_map
from reading.data.book import Book
from reading.formatting import round_column
from reading.measures import frequency
from reading.measures.frames import iterate_rows
from reading.tables.counting import FREQUENT, count_words
from reading.tables.divisions import Divisions


@chart
def top_terms(book: Book, *, title: str, claim: str) -> alt.Chart:
    """The most frequent content words; bars are divided by section if sections have colours."""
    words = count_words(book)
    split, sizes = has_colours(book), book.document.sections.set_index("section")["tokens"]
    frame = frequency.counts(words, ["lemma", "section"] if split else ["lemma"])
    order = frequency.top_lemmas(words, FREQUENT)
    frame = frame[frame["lemma"].isin(order)].assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        heading=lambda rows: rows["section"].map(book.document.titles) if split else "the document",
        tokens=lambda rows: rows["section"].map(sizes) if split else sizes.sum(),
        rate=lambda rows: round_column(frequency.rate(rows["count"], rows["tokens"]), 1),
        label=lambda rows: [f"{row.term}, {row.heading}: {row.count}" for row in iterate_rows(rows)],
        href=lambda rows: link_terms(book, rows["lemma"]),
    )
    frame = sort_by_order(frame, order)
    y = alt.Y("term:N", sort=None, title=None)
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            y=y,
            x=count_axis("sum(count):Q"),
            color=section_colour(book),
            order=alt.Order("section:N", sort="ascending") if split else alt.Undefined,
            description="label:N",
            href="href:N",
        )
    )
    columns = {"term": "Term", "heading": "Section", "count": "Occurrences", "rate": "Per thousand tokens"}
    if not split:
        del columns["heading"]
    totals = (
        alt.Chart(frame)
        .mark_text(align="left", dx=5, aria=False)
        .encode(y=y, x="sum(count):Q", text="sum(count):Q")
    )
    return finish_chart(
        bars + totals,
        title,
        claim,
        f"Bar chart of the {len(order)} most frequent content words with their occurrences in "
        f"{'each section' if split else 'the document'}.",
        frame,
        columns,
    )


@chart
def term_map(book: Book, *, title: str, claim: str) -> alt.Chart:
    """A heat map of the most frequent content words by paragraph or longer part."""
    words = count_words(book)
    order = frequency.top_lemmas(words, FREQUENT)
    parts = divide_for_comparison(book.document)
    frame = _fill_grid(book, parts.assign_to(words), order, "unit", parts.frame)
    frame = frame.assign(
        href=lambda rows: _link_parts(book, rows, parts),
        said=lambda rows: [f"{row.term} in {row.title}: {row.count}" for row in iterate_rows(rows)],
        number=lambda rows: rows["count"].astype(str).where(rows["count"] > 0, ""),
    )
    steps = choose_steps(frame["count"].max())
    darker = f", from {', '.join(map(str, steps[:-1]))} and {steps[-1]} on" if len(steps) < steps[-1] else ""
    y = alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order], title=None)
    x = head_columns("title:N", parts.frame["title"])
    return finish_chart(
        heat_map(frame, x=x, y=y, value="count", steps=steps),
        title,
        claim,
        f"Heat map of the {len(order)} most frequent content words by {parts.kind}; each cell holds the "
        f"number of occurrences and is darker the more there are{darker}.",
        frame[frame["count"] > 0],
        {
            "term": "Term",
            "title": parts.kind.capitalize(),
            "count": "Occurrences",
            "rate": "Per thousand tokens",
        },
        height=alt.Step(24),
    )


@chart
def distinctive_terms(book: Book, *, title: str, claim: str, most: int = 4) -> alt.Chart:
    """The content words with the highest TF-IDF weights in each paragraph or longer part."""
    parts = divide_for_comparison(book.document)
    weighted = frequency.tf_idf(parts.assign_to(count_words(book)), unit="unit")
    heaviest = [frequency.top_rows(terms, "weight", most) for _, terms in weighted.groupby("unit")]
    frame = pd.concat(heaviest).merge(parts.frame, on="unit")
    require_rows(frame)
    frame = frame.assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        place=lambda rows: rows.groupby("unit").cumcount() + 1,
        weight=lambda rows: round_column(rows["weight"], 2),
        href=lambda rows: _link_parts(book, rows, parts),
        label=lambda rows: [f"{row.term} in {row.title}: {row.weight}" for row in iterate_rows(rows)],
    )
    frame = sort_by_order(frame, list(parts.frame["unit"]), "unit")
    y = alt.Y("place:O", title=None, axis=None)
    x = alt.X(
        "weight:Q", title="TF-IDF weight", axis=alt.Axis(grid=True, tickCount=3), scale=alt.Scale(zero=True)
    )
    base = alt.Chart(frame).encode(y=y, x=x)
    bars = base.mark_bar(height=3, yOffset=8).encode(
        color=section_colour(book), description="label:N", href="href:N"
    )
    names = (
        alt.Chart(frame)
        .mark_text(align="left", baseline="middle", dx=2, dy=-3, aria=False)
        .encode(y=y, x=alt.value(0), text="term:N")
    )
    small = alt.layer(bars, names).properties(height=alt.Step(22))
    facets = small.facet(
        facet=alt.Facet(
            "title:N", sort=list(parts.frame["title"]), title=None, header=alt.Header(labelAnchor="start")
        ),
        # A row that is not full would be drawn larger, and its type with it.
        columns=min(3, frame["unit"].nunique()),
        spacing=18,
    )
    return finish_chart(
        facets,
        title,
        claim,
        f"Small bar charts, one for each {parts.kind}, with its heaviest terms by TF-IDF: at most {most}.",
        frame,
        {"heading": "Section", "title": parts.kind.capitalize(), "term": "Term", "weight": "TF-IDF weight"},
    )


def _link_parts(book: Book, rows: pd.DataFrame, parts: Divisions) -> pd.Series[str]:
    """Return the links to the evidence; to that of a paragraph if the parts are paragraphs."""
    return link_terms(book, rows["lemma"], rows["unit"] if parts.kind == "paragraph" else None)


def _fill_grid(
    book: Book, words: pd.DataFrame, order: list[str], unit: str, units: pd.DataFrame
) -> pd.DataFrame:
    """Return the count and the rate of each term in each part, also where it does not occur."""
    grid = pd.MultiIndex.from_product([order, units[unit]], names=["lemma", unit])
    counts = frequency.counts(words, ["lemma", unit]).set_index(["lemma", unit])
    frame = counts.reindex(grid, fill_value=0).reset_index().merge(units, on=unit)
    return frame.assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        rate=lambda rows: round_column(frequency.rate(rows["count"], rows["tokens"]), 1),
    )
