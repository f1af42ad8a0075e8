"""Charts of terms: counts, counts by part of the document, and weights."""

from __future__ import annotations

import altair as alt
import pandas as pd

from reading.analysis.counting import count_words
from reading.analysis.divisions import Divisions, divide_for_comparison
from reading.charts.common import (
    QUIET,
    chart,
    count_axis,
    finish_chart,
    has_colours,
    link_terms,
    require_rows,
    section_colour,
    sort_by_order,
)
from reading.charts.heat import choose_steps, heat_map
from reading.data.book import Book
from reading.figures import FREQUENT
from reading.figures.terms import lemma_of_pair
from reading.formatting import round_column
from reading.measures import frequency
from reading.measures.frames import iterate_rows

PAIRS = 40
"""The number of pairs of words that a chart can show."""


@chart
def top_terms(book: Book, *, title: str, claim: str, stop_words: bool = False) -> alt.Chart:
    """The most frequent content words, or words; bars are divided by section if sections have colours."""
    words = book.document.vocabulary if stop_words else count_words(book)
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
        f"Bar chart of the {len(order)} most frequent {'words' if stop_words else 'content words'} with "
        f"their occurrences in {'each section' if split else 'the document'}.",
        frame,
        columns,
    )


@chart
def term_map(book: Book, *, title: str, claim: str) -> alt.Chart:
    """A heat map of the most frequent content words by paragraph or longer part."""
    words = count_words(book)
    order = frequency.top_lemmas(words, FREQUENT)
    parts = divide_for_comparison(book.document, title)
    frame = _fill_grid(book, parts.assign_to(words), order, "unit", parts.frame)
    frame = frame.assign(
        href=lambda rows: _link_parts(book, rows, parts),
        said=lambda rows: [f"{row.term} in {row.title}: {row.count}" for row in iterate_rows(rows)],
        number=lambda rows: rows["count"].astype(str).where(rows["count"] > 0, ""),
    )
    steps = choose_steps(frame["count"].max())
    darker = f", from {', '.join(map(str, steps[:-1]))} and {steps[-1]} on" if len(steps) < steps[-1] else ""
    y = alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order], title=None)
    x = alt.X(
        "title:N",
        sort=list(parts.frame["title"]),
        title=None,
        axis=alt.Axis(orient="top", domain=False, ticks=False),
    )
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
    parts = divide_for_comparison(book.document, title)
    weighted = frequency.tf_idf(parts.assign_to(count_words(book)), unit="unit")
    heaviest = [frequency.top_rows(terms, "weight", most) for _, terms in weighted.groupby("unit")]
    frame = pd.concat(heaviest).merge(parts.frame, on="unit")
    require_rows(frame, title)
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
        columns=3,
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


@chart
def repeated_bigrams(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Pairs of adjacent content words that recur; of more than a chart can show, the most frequent."""
    label, frame = book.lexicon.label, book.document.bigrams
    frame = frame.assign(pair=[f"{label(row.first)} {label(row.second)}" for row in iterate_rows(frame)])
    lemmas = [lemma_of_pair(book.document, row.first, row.second) for row in iterate_rows(frame)]
    frame = frame.assign(
        label=[f"{row.pair}: {row.count}" for row in iterate_rows(frame)],
        href=link_terms(book, pd.Series(lemmas, frame.index)),
    )
    frame = frame.sort_values(["count", "pair"], ascending=[False, True], ignore_index=True)
    if len(frame) > PAIRS:
        frame = frame[frame["count"] > frame["count"].iloc[PAIRS]]
    base = alt.Chart(frame).encode(
        y=alt.Y("pair:N", sort=None, title=None),
        x=count_axis("count:Q"),
    )
    bars = base.mark_bar(color=QUIET).encode(description="label:N", href="href:N")
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text="count:Q")
    return finish_chart(
        bars + numbers,
        title,
        claim,
        "Bar chart of the pairs of adjacent content words that recur, by occurrences.",
        frame,
        {"pair": "Pair", "count": "Occurrences"},
    )


@chart
def linked_terms(book: Book, *, title: str, claim: str) -> alt.Chart:
    """Occurrences by part and by term: selecting a part filters the terms, and the other way round."""
    words = count_words(book)
    order = frequency.top_lemmas(words, FREQUENT)
    parts = divide_for_comparison(book.document, title)
    # A part may be within a section, or hold parts of several sections.
    frame = frequency.counts(parts.assign_to(words[words["lemma"].isin(order)]), ["lemma", "unit"])
    frame = frame.merge(parts.frame, on="unit").assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label)
    )
    picked = alt.selection_point(name="paragraph", fields=["title"], toggle="true")
    named = alt.selection_point(name="term", fields=["term"], toggle="true")
    paragraphs, terms = list(parts.frame["title"]), [book.lexicon.label(lemma) for lemma in order]
    within, told = (["heading"], " + ', ' + datum.heading") if has_colours(book) else ([], "")

    def bars(field: str, domain: list[str], own: alt.Parameter, other: alt.Parameter) -> alt.Chart:
        """Draw bars that keep their positions when the selection changes."""
        drawn = (
            alt.Chart(frame)
            .transform_filter(other)
            .transform_aggregate(total="sum(count)", groupby=[field, *within])
            .transform_calculate(label=f"datum.{field}{told} + ': ' + datum.total")
            .mark_bar(cursor="pointer")
            .encode(
                y=alt.Y(field, type="nominal", scale=alt.Scale(domain=domain), title=None),
                x=count_axis("total:Q"),
                color=section_colour(book),
                opacity=alt.condition(own, alt.value(1), alt.value(0.35)),
                description="label:N",
            )
        )
        picking: alt.Chart = drawn.add_params(own)
        return picking

    views = alt.vconcat(
        bars("title", paragraphs, picked, named),
        bars("term", terms, named, picked),
        spacing=24,
    )
    return finish_chart(
        views,
        title,
        claim,
        f"Two bar charts: occurrences of the {len(order)} most frequent content words by {parts.kind} and "
        "by term. Picking a bar in one filters the other.",
        frame,
        {"term": "Term", "title": parts.kind.capitalize(), "count": "Occurrences"},
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
