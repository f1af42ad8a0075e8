"""Charts of one paragraph, compared with the rest of the document."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from reading.charts.common import (
    chart,
    finish_chart,
    label_axis,
    link_actors,
    link_terms,
    link_themes,
    require_themes,
)
from reading.data.book import Book
from reading.formatting import per_cent, pluralize
from reading.measures import frequency
from reading.measures.frames import iterate_rows
from reading.show.not_yet import NO_THEME_HERE, NotYet
from reading.show.theme import REST, SECTIONS
from reading.tables import theme_counts as themes
from reading.tables.actor_tables import actors, actors_by_paragraph
from reading.text.words import slug

HERE, ELSEWHERE = "This paragraph", "The rest"

MAX_WORDS = 20
"""The words that a chart of a paragraph's words shows."""


@chart
def paragraph_profile(book: Book, *, paragraph: str, title: str, claim: str) -> alt.Chart:
    """Themes and actors of a paragraph: their shares of its sentences and of the other sentences."""
    require_themes(book)
    theme_rows = _compare_with_rest(themes.shares(book, by="paragraph"), "theme", paragraph).assign(
        kind="Theme",
        here=lambda rows: link_themes(book, rows["theme"], rows["paragraph"]),
        whole=lambda rows: link_themes(book, rows["theme"]),
    )
    actor_rows = _compare_with_rest(_share_actors(book), "actor", paragraph).assign(
        kind="Actor",
        here=lambda rows: link_actors(book, rows["actor"], rows["paragraph"]),
        whole=lambda rows: link_actors(book, rows["actor"]),
    )
    # An empty frame would turn whole numbers of the other one into decimals.
    shown = [
        rows.drop(columns=name) for rows, name in ((theme_rows, "theme"), (actor_rows, "actor")) if len(rows)
    ]
    if not shown:
        raise NotYet(NO_THEME_HERE)
    frame = pd.concat(shown, ignore_index=True)
    # The evidence has no entry for the rest, but one for the whole document, which includes it.
    rest = frame["whole"].where(frame["sentences"] > 0, "")
    frame["href"] = frame["here"].where(frame["where"] == HERE, rest)
    parts = [frame[frame["kind"] == kind] for kind in ("Theme", "Actor")]
    colour = _find_colour(book, paragraph)
    views = [_draw_bars(part, colour) for part in parts if len(part)]
    columns = {"kind": "Kind", "label": "Name", "where": "Where", "sentences": "Sentences", "of": "Of"}
    return finish_chart(
        alt.vconcat(*views, spacing=16).resolve_scale(x="shared"),
        title,
        claim,
        f"Bar charts of the themes that the paragraph's sentences carry, {themes.describe_source(book)}, and "
        "of the actors that they name: the share of its sentences, beside the share of those in the rest of "
        "the document.",
        frame,
        {**columns, "percent": "Per cent"},
    )


def _share_actors(book: Book) -> pd.DataFrame:
    """`actors_by_paragraph` in the form of `themes.shares` by paragraph."""
    frame, document = actors_by_paragraph(book), book.document
    full = {short: paragraph for paragraph, short in document.short.items()}
    sizes = document.paragraphs.set_index("paragraph")["sentences"]
    labels = actors(book).set_index("actor")["label"]
    return frame.assign(
        paragraph=frame["paragraph"].map(full),
        label=frame["actor"].map(labels),
        of=lambda rows: rows["paragraph"].map(sizes),
    )


def _find_colour(book: Book, paragraph: str) -> str:
    """Return the colour of a paragraph's section."""
    place = list(book.document.titles).index(book.document.section_of[paragraph])
    return SECTIONS[place % len(SECTIONS)]


def _compare_with_rest(shares: pd.DataFrame, name: str, paragraph: str) -> pd.DataFrame:
    """Return two rows for each theme or actor of a paragraph, the most frequent first: here, and in the rest.

    `shares` is a frame of `themes.shares` by paragraph or of `_share_actors`, `name` its column of ids.
    """
    whole = shares.groupby(name)[["sentences", "of"]].sum()
    here = shares[(shares["paragraph"] == paragraph) & (shares["sentences"] > 0)]
    here = here.sort_values(["sentences", "label"], ascending=[False, True])
    rest = here.assign(
        where=ELSEWHERE,
        sentences=here[name].map(whole["sentences"]) - here["sentences"],
        of=here[name].map(whole["of"]) - here["of"],
    )
    frame = pd.concat([here.assign(where=HERE), rest])
    return frame.assign(
        percent=(frame["sentences"] / frame["of"].where(frame["of"] > 0, 1)).map(per_cent),
        number=[f"{row.sentences} of {row.of}" for row in iterate_rows(frame)],
    )


def _draw_bars(frame: pd.DataFrame, colour: str) -> alt.LayerChart | alt.FacetChart:
    """Draw two bars for each name, in the order of the rows."""
    frame = frame.assign(
        said=[
            f"{row.label}, {row.where.lower()}: {row.sentences} of {pluralize(row.of)}"
            for row in iterate_rows(frame)
        ]
    )
    wheres = [HERE, ELSEWHERE]
    last = frame["kind"].iloc[0] == "Actor"
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N", sort=list(dict.fromkeys(frame["label"])), title=None, axis=label_axis("width")),
        yOffset=alt.YOffset("where:N", sort=wheres),
        x=alt.X(
            "percent:Q",
            title="Per cent of sentences" if last else None,
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(grid=True, tickCount=5, labels=last),
        ),
    )
    # The bar of one sentence would be as long as that of all sentences of a long paragraph.
    bars = (
        base.transform_filter("datum.of > 1")
        .mark_bar()
        .encode(
            color=alt.Color(
                "where:N",
                scale=alt.Scale(domain=wheres, range=[colour, REST]),
                legend=alt.Legend(title=None),
            ),
            description="said:N",
            href="href:N",
        )
    )
    text: dict[str, Any] = {"align": "left", "dx": 4}
    numbers = base.transform_filter("datum.of > 1").mark_text(aria=False, **text).encode(text="number:N")
    single = (
        base.transform_filter("datum.of <= 1")
        .mark_text(**text)
        .encode(text="number:N", x=alt.value(0), description="said:N", href="href:N")
    )
    heading = alt.TitleParams(f"{frame['kind'].iloc[0]}s", fontSize=13, frame="group", offset=6)
    return alt.layer(bars, numbers, single).properties(title=heading, height=alt.Step(13))


@chart
def paragraph_terms(book: Book, *, paragraph: str, title: str, claim: str) -> alt.Chart:
    """Content words that a paragraph repeats: its share of their occurrences in the document.

    Of more than `MAX_WORDS`, those that it repeats most. Words that the title is about are bold, and never
    left out.
    """
    totals = _count_words(book)
    incidence = book.document.incidence
    own = incidence[(incidence["paragraph"] == paragraph) & (incidence["kind"] == "word")]
    frame = frequency.counts(own, ["lemma"])
    frame = frame[frame["count"] > 1].assign(
        term=lambda rows: rows["lemma"].map(book.lexicon.label),
        total=lambda rows: rows["lemma"].map(totals),
        share=lambda rows: rows["count"] / rows["total"],
        label=lambda rows: [f"{row.count} of {row.total}" for row in iterate_rows(rows)],
        href=lambda rows: link_terms(book, rows["lemma"], pd.Series(paragraph, rows.index)),
    )
    repeated, claimed = len(frame), _find_claimed_lemmas(book, claim, frame["lemma"])
    by_count = frame.sort_values(["count", "share", "lemma"], ascending=[False, False, True])
    by_claim = by_count.sort_values("lemma", key=lambda lemmas: ~lemmas.isin(claimed), kind="stable")
    frame = by_claim.head(MAX_WORDS).sort_values(["share", "count", "lemma"], ascending=[False, False, True])
    frame["percent"] = frame["share"].map(per_cent)
    frame["told"] = [f"{row.term}: {row.label} in this paragraph" for row in iterate_rows(frame)]
    named = [book.lexicon.label(lemma) for lemma in claimed]
    axis_title, which = "Per cent of all occurrences", ""
    if repeated > len(frame):
        which = f" (the {len(frame)} that it repeats most, of {repeated})"
    spoken_of = f"indexof({json.dumps(named)}, datum.label) >= 0"
    weight = alt.condition(spoken_of, alt.value("bold"), alt.value("normal"))
    base = alt.Chart(frame).encode(
        y=alt.Y("term:N", sort=list(frame["term"]), title=None, axis=alt.Axis(labelFontWeight=weight)),
        x=alt.X(
            "percent:Q",
            title=[axis_title, which.strip()] if which else axis_title,
            scale=alt.Scale(domain=[0, 100]),
            axis=alt.Axis(grid=True, tickCount=5),
        ),
    )
    # A long book has a hundred such charts. Altair takes 3 ms to find the class of a channel by its name.
    bars = base.mark_bar(color=_find_colour(book, paragraph)).encode(
        description=alt.Description("told:N"), href=alt.Href("href:N")
    )
    numbers = base.mark_text(align="left", dx=5, aria=False).encode(text=alt.Text("label:N"))
    return finish_chart(
        bars + numbers,
        title,
        claim,
        f"Bar chart of the content words that occur at least twice in this paragraph{which}: the share of "
        "their occurrences in the document that this paragraph has, with both counts.",
        frame,
        {"term": "Term", "count": "In this paragraph", "total": "In the document", "percent": "Per cent"},
    )


@functools.lru_cache(maxsize=4)
def _count_words(book: Book) -> pd.Series[int]:
    """Return how often each word occurs in the document."""
    incidence = book.document.incidence
    return incidence[incidence["kind"] == "word"].groupby("lemma")["count"].sum()


def _find_claimed_lemmas(book: Book, claim: str, lemmas: Iterable[str]) -> list[str]:
    """Return the lemmas that a title is about: those on the left of the comparisons of its claim."""
    lefts = {part.left for one in book.claims if one.name == claim for part in one.comparisons}
    named = {left.split(".")[-2] for left in lefts if left.startswith("terms")}
    return [lemma for lemma in lemmas if slug(lemma) in named]
