"""Charts of the terms that share sentences with a term."""

from __future__ import annotations

import altair as alt

from reading.charts.common import (
    INK,
    chart,
    finish_chart,
    link_terms,
)
from reading.charts.not_yet import NOTHING, NotYet
from reading.data.book import Book
from reading.formatting import STORED_P_PLACES, pluralize, round_column, round_columns
from reading.measures import association, frequency
from reading.measures.frames import iterate_rows
from reading.tables.counting import FREQUENT, count_words
from reading.tables.term_tables import pairs, terms
from reading.text.words import slug


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
    nodes = [node] if node else frequency.top_lemmas(count_words(book), FREQUENT)
    near = pairs(book).rename(columns={"sentences": "together"})
    near = near[near["term"].isin(map(slug, nodes))]
    if near.empty and not node:
        raise NotYet(NOTHING)
    node = next((lemma for lemma in nodes if (near["term"] == slug(lemma)).any()), None)
    if node is None:
        raise ValueError(f"no term shares two sentences with {' or '.join(nodes)}")
    lemmas = terms(book).set_index("term")["lemma"]
    found = near[near["term"] == slug(node)].assign(lemma=near["other_term"].map(lemmas))
    found = found.drop(columns=["other_term", "expected", "p"])
    if measure not in association.NAMES:
        raise ValueError(f"the measure {measure!r} is none of {', '.join(association.NAMES)}")
    frame = frequency.top_rows(found, measure, most).assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        href=lambda rows: link_terms(book, rows["lemma"]),
        value=lambda rows: round_column(rows[measure], 2),
        shared=lambda rows: [f"{row.together} of {row.other_sentences}" for row in iterate_rows(rows)],
    )
    frame["label"] = [
        f"{row.term}: {row.value}, {row.together} of {pluralize(row.other_sentences)} shared"
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
            "other_sentences": "Its sentences",
            **association.NAMES,
            "p_adjusted": "p, adjusted",
        },
    )
