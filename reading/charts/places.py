"""Charts of where terms occur in the document, and of their collocates."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from reading.analysis.counting import count_words
from reading.analysis.divisions import divide
from reading.charts.common import (
    FAINT,
    INK,
    chart,
    finish_chart,
    link_terms,
    pluralize,
    require_rows,
    section_colour,
    sort_by_order,
)
from reading.data.book import Book
from reading.figures import FREQUENT
from reading.formatting import STORED_P_PLACES, round_column, round_columns
from reading.measures import association, dispersion, frequency
from reading.measures.frames import iterate_rows

SIDE_BY_SIDE = 48
"""The largest number of sentences that have a mark each."""

STRETCHES = 24
"""About the number of marks in a row if there are more sentences; a mark never spans two sections."""


@chart
def term_places(book: Book, *, title: str, claim: str) -> alt.Chart:
    """A lexical dispersion plot: a row for each term, with a mark for each sentence in which it occurs."""
    words = count_words(book)
    order = frequency.top_lemmas(words, FREQUENT)
    sentences = book.document.sentences.assign(place=range(1, len(book.document.sentences) + 1))
    spread = dispersion.dispersion(words, book.document.paragraphs, unit="paragraph").set_index("lemma")
    step = 1 if len(sentences) <= SIDE_BY_SIDE else -(-len(sentences) // STRETCHES)
    stretches = _group_sentences(sentences, step)
    frame = stretches.merge(words[words["lemma"].isin(order)], on=["paragraph", "sentence"])
    frame = sort_by_order(frame, order)
    require_rows(frame, title)
    frame["held"] = frame.groupby(["lemma", "place"])["place"].transform("size")
    frame = frame.drop_duplicates(["lemma", "place"])
    titles = sentences["paragraph"].map(book.document.paragraphs.set_index("paragraph")["title"])
    named = {
        row.place: f"{title}, sentence {row.sentence}"
        for title, row in zip(titles, iterate_rows(sentences), strict=True)
    }
    frame = frame.assign(
        share=frame["held"] / frame["of"],
        term=frame["lemma"].map(book.lexicon.label),
        heading=frame["section"].map(book.document.titles),
        href=link_terms(book, frame["lemma"], frame["paragraph"]),
    )
    frame["label"] = [
        f"{row.term}: {f'{row.held} of {pluralize(row.of)} from ' if step > 1 else ''}{named[row.place]}"
        for row in iterate_rows(frame)
    ]
    y = alt.Y("term:N", sort=[book.lexicon.label(lemma) for lemma in order], title=None)
    scale = alt.Scale(domain=[0.5, len(sentences) + 0.5], nice=False)
    parts = divide(book.document)
    bounds = parts.assign_to(sentences).groupby("unit", sort=False)["place"].agg(["min", "max"])
    middle = (bounds["min"] + bounds["max"]) / 2
    called = parts.frame.set_index("unit")["title"]
    names = dict(zip(middle.map("{:g}".format), called[middle.index], strict=True))
    shades = f"A mark stands for up to {step} sentences: the darker, the more of them hold the word"
    axis = alt.Axis(
        orient="top",
        title=shades if step > 1 else None,
        titleAnchor="start",
        values=list(middle),
        # With a lower count, Vega leaves out some of the values.
        tickCount=len(middle),
        labelExpr=f"({json.dumps(names)})[format(datum.value, '~g')]",
        domain=False,
        grid=False,
        labelOverlap=False,
        ticks=False,
    )
    # A mark for a single sentence has full opacity.
    steps = alt.Scale(domain=[0, frame["share"].max()], range=[0.15, 1])
    shade = {"opacity": alt.Opacity("share:Q", scale=steps, legend=None)} if step > 1 else {}
    marks = alt.Chart(frame).mark_rect(height=13, stroke="var(--page)", strokeWidth=0.5)
    starts = alt.Chart(pd.DataFrame({"at": bounds["min"].iloc[1:] - 0.5})).mark_rule(color=FAINT, aria=False)
    held = words.groupby("lemma").agg(sentences=("count", "size"), count=("count", "sum"))
    table = held.loc[order].join(spread[["range", "dp", "dp_norm", "juilland_d"]]).reset_index()
    table = round_columns(table, {"dp": 2, "dp_norm": 2, "juilland_d": 2})
    return finish_chart(
        starts.encode(x=alt.X("at:Q", scale=scale))
        + marks.encode(
            y=y,
            x=alt.X("from:Q", scale=scale, axis=axis),
            x2="to:Q",
            color=section_colour(book),
            description="label:N",
            href="href:N",
            **shade,
        ).transform_calculate(**{"from": "datum.place - 0.5", "to": "datum.place + datum.of - 0.5"}),
        title,
        claim,
        f"Lexical dispersion plot of the {len(order)} most frequent content words. Each row is a word. Each "
        f"place is {'a sentence' if step == 1 else f'up to {step} sentences'}, from the first of the "
        f"{len(sentences)} sentences to the last. A mark shows that the word occurs there"
        f"{', and is darker the more of the sentences hold it' if step > 1 else ''}.",
        table.assign(term=table["lemma"].map(book.lexicon.label)),
        {
            "term": "Term",
            "count": "Occurrences",
            "sentences": "Sentences",
            "range": "Paragraphs",
            "dp": "DP",
            "dp_norm": "DPnorm",
            "juilland_d": "Juilland's D",
        },
        height=alt.Step(20),
    )


def _group_sentences(sentences: pd.DataFrame, step: int) -> pd.DataFrame:
    """Group successive sentences: a frame [paragraph, sentence, place, of].

    A group has `step` sentences, or fewer at the end of a section. `place` is the position of the first
    sentence of the group, `of` the number of its sentences.
    """
    section = sentences.groupby("section", sort=False)
    opening, size = section["place"].transform("min"), section["place"].transform("size")
    before = (sentences["place"] - opening) // step * step
    frame = sentences[["paragraph", "sentence"]]
    return frame.assign(place=opening + before, of=(size - before).clip(upper=step))


@chart
def collocates(
    book: Book,
    *,
    title: str,
    claim: str,
    node: str | None = None,
    measure: str = "log_dice",
    most: int = 12,
) -> alt.Chart:
    """Collocates of a term, by one of the measures of association.

    The term is `node`, or else the most frequent term that has collocates.
    """
    words, sentences = count_words(book), book.document.sentences
    by_node = {
        lemma: association.collocates(words, lemma, sentences=sentences)
        for lemma in ([node] if node else frequency.top_lemmas(words, FREQUENT))
    }
    node = next((lemma for lemma, rows in by_node.items() if len(rows)), None)
    if node is None:
        raise ValueError(f"no term shares two sentences with {' or '.join(by_node)}")
    tested = association.pairs(words, sentences=sentences, min_together=2)
    found = association.add_p_values(by_node[node], node, tested)
    if measure not in association.NAMES:
        raise ValueError(f"the measure {measure!r} is none of {', '.join(association.NAMES)}")
    frame = frequency.top_rows(found, measure, most).assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        href=lambda rows: link_terms(book, rows["lemma"]),
        value=lambda rows: round_column(rows[measure], 2),
        shared=lambda rows: [f"{row.together} of {row.alone}" for row in iterate_rows(rows)],
    )
    frame["label"] = [
        f"{row.term}: {row.value}, {row.together} of {pluralize(row.alone)} shared"
        for row in iterate_rows(frame)
    ]
    y = alt.Y("term:N", sort=None, title=None)
    # No measure has a zero that means "never together".
    scale, axis = alt.Scale(zero=False, padding=20), alt.Axis(grid=True, tickCount=5)
    unit = f"{association.NAMES[measure]} with {book.lexicon.label(node)}"
    x = alt.X("value:Q", title=unit, scale=scale, axis=axis)
    base = alt.Chart(frame).encode(y=y, x=x)
    dots = base.mark_point(color=INK, filled=True, size=80, opacity=1)
    numbers = base.mark_text(align="left", dx=9, aria=False).encode(text="shared:N")
    return finish_chart(
        dots.encode(description="label:N", href="href:N") + numbers,
        title,
        claim,
        f"Dot chart of the terms that share most sentences with {book.lexicon.label(node)}, by "
        f"{association.NAMES[measure]}; beside each dot, how many of the term's sentences they share.",
        round_columns(frame, {**dict.fromkeys(association.NAMES, 2), "p_adjusted": STORED_P_PLACES}),
        {
            "term": "Term",
            "together": "Sentences shared",
            "alone": "Its sentences",
            **association.NAMES,
            "p_adjusted": "p, adjusted",
        },
    )
